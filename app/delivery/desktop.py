"""The desktop's own notifications, over D-Bus (freedesktop.org's notification specification).

Qt's own show nothing where there is no tray, and cannot be clicked where there is.
"""

import contextlib
import threading
from collections.abc import Callable
from html import escape
from queue import Queue
from typing import Any

from app.core.errors import DesktopSilentError

_TIME_LIMIT_S = 5.0
_PATH, _NAME = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
_NORMAL, _CRITICAL = 1, 2
_DEFAULT_ACTION = "default"


class DbusDesktop:
    """Shows one notification at a time: a new one replaces the old one. Safe on any thread."""

    def __init__(self, *, program: str, desktop_id: str) -> None:
        self._program = program
        self._desktop_id = desktop_id
        self._router: Any = None
        self._shown = 0
        self._lock = threading.Lock()
        self._clicked: Callable[[], object] = lambda: None

    def listen(self, clicked: Callable[[], object]) -> None:
        """Call *clicked*, on a thread of its own, when somebody clicks on a notification."""
        self._clicked = clicked

    def show(self, title: str, body: str, *, urgent: bool) -> None:
        """Show a notification; raise DesktopSilentError where nobody shows it.

        The texts are plain: what looks like markup is shown as it is.
        """
        from jeepney import DBusErrorResponse  # noqa: PLC0415 - Linux alone

        with self._lock:
            try:
                self._show(title, body, urgent=urgent)
            except DBusErrorResponse as error:
                self._forget()
                raise DesktopSilentError(reason=error.name) from error
            except (OSError, KeyError, ValueError, RuntimeError, TimeoutError) as error:
                self._forget()
                raise DesktopSilentError(reason=type(error).__name__) from error

    def close(self) -> None:
        """Listen no longer; what is shown stays."""
        with self._lock:
            self._forget()

    def _show(self, title: str, body: str, *, urgent: bool) -> None:
        if self._router is None:
            self._connect()
        [capabilities] = self._call("GetCapabilities")
        shown = escape(body, quote=False) if "body-markup" in capabilities else body
        hints = {
            "urgency": ("y", _CRITICAL if urgent else _NORMAL),
            "desktop-entry": ("s", self._desktop_id),
        }
        actions = [_DEFAULT_ACTION, title] if "actions" in capabilities else []
        [self._shown] = self._call(
            "Notify",
            "susssasa{sv}i",
            (self._program, self._shown, self._desktop_id, title, shown, actions, hints, -1),
        )

    def _call(
        self, method: str, signature: str | None = None, body: tuple[object, ...] = ()
    ) -> Any:
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - Linux alone
        from jeepney.wrappers import unwrap_msg  # noqa: PLC0415 - Linux alone

        server = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        call = new_method_call(server, method, signature, body)
        return unwrap_msg(self._router.send_and_get_reply(call, timeout=_TIME_LIMIT_S))

    def _connect(self) -> None:
        from jeepney import MatchRule, message_bus  # noqa: PLC0415 - Linux alone
        from jeepney.io.threading import (  # noqa: PLC0415 - Linux alone
            DBusRouter,
            Proxy,
            open_dbus_connection,
        )

        self._router = DBusRouter(open_dbus_connection("SESSION"))
        rule = MatchRule(type="signal", interface=_NAME, member="ActionInvoked", path=_PATH)
        Proxy(message_bus, self._router, timeout=_TIME_LIMIT_S).AddMatch(rule)
        clicks: Queue[Any] = Queue()
        # Held by the thread: the filter ends with it
        heard = self._router.filter(rule, queue=clicks)
        threading.Thread(
            target=self._hear, args=(clicks, heard), name="desktop", daemon=True
        ).start()
        self._clicks = clicks

    def _hear(self, clicks: "Queue[Any]", heard: Any) -> None:
        with heard:
            while (message := clicks.get()) is not None:
                shown, action = message.body
                if shown == self._shown and action == _DEFAULT_ACTION:
                    self._clicked()

    def _forget(self) -> None:
        """Let go of the connection; the next notification makes another."""
        router, self._router, self._shown = self._router, None, 0
        if router is None:
            return
        self._clicks.put(None)
        with contextlib.suppress(OSError, RuntimeError):
            router.close()
            router.conn.close()
