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
        self._clicks: Queue[Any] = Queue()
        self._lock = threading.Lock()
        self._clicked: Callable[[], object] = lambda: None

    def listen(self, clicked: Callable[[], object]) -> None:
        """Call *clicked*, on a thread of its own, when somebody clicks on a notification."""
        self._clicked = clicked

    def show(self, title: str, body: str, *, urgent: bool) -> None:
        """Show a notification; raise DesktopSilentError where nobody shows it.

        The texts are plain: what looks like markup is shown as it is.
        """
        with self._lock:
            try:
                self._show(title, body, urgent=urgent)
            except Exception as error:
                self._forget()
                reason = str(getattr(error, "name", "")) or type(error).__name__
                raise DesktopSilentError(reason=reason) from error

    def close(self) -> None:
        """Listen no longer; what is shown stays. It waits for nothing that is under way."""
        if self._lock.acquire(blocking=False):
            try:
                self._forget()
            finally:
                self._lock.release()

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

        connection = open_dbus_connection("SESSION")
        connection.receive = _ending(connection.receive)
        self._router = DBusRouter(connection)
        rule = MatchRule(type="signal", interface=_NAME, member="ActionInvoked", path=_PATH)
        Proxy(message_bus, self._router, timeout=_TIME_LIMIT_S).AddMatch(rule)
        clicks = self._clicks = Queue()
        # Held by the thread: the filter ends with it
        heard = self._router.filter(rule, queue=clicks)
        threading.Thread(
            target=self._hear, args=(clicks, heard), name="desktop", daemon=True
        ).start()

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
        with contextlib.suppress(Exception):  # it may have died in any way
            router.close()
            router.conn.close()


def _ending(receive: Callable[..., Any]) -> Callable[..., Any]:
    """Let a bus that goes away end the listening, as closing does; it is no fault of ours."""
    from jeepney.io.threading import ReceiveStopped  # noqa: PLC0415 - Linux alone

    def received(*args: Any, **options: Any) -> Any:
        try:
            return receive(*args, **options)
        except OSError as error:
            raise ReceiveStopped from error

    return received
