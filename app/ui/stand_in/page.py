"""Management › Stand-in API: a switch, and each request as it comes."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from gettext import gettext as _

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core import stand_in_words
from app.core.errors import AppError, VaultLockedError
from app.core.identity import KeyId
from app.core.stand_in import PORT, Heard, ServerOptions
from app.services.door import StandInServer
from app.services.suite import Services
from app.ui.date_edit import DateEdit
from app.ui.desk import Desk
from app.ui.kit.banner import Level
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.form import Field
from app.ui.kit.spin import SpinBox
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.stand_in import looks

_MOST = 1_000
"""So many requests are shown, the latest."""
_BETWEEN_LOOKS_MS = 200
_PATIENCE_S = 6.0
"""So long it may take to end: its last entry may wait for another program, 5 s at most."""
_LEAST_PORT, _MOST_PORT = 1_024, 65_535


class StandInPage(ListPage[Heard]):
    """Starts and ends the stand-in, and shows what it is asked.

    Signals: *_listening* with the address, and *_heard* with a request, from its thread.
    """

    _listening = Signal(str)
    _heard = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            texts=PageTexts(_("Stand-in API"), _told(), "server"),
            columns=looks.columns(),
            identify=id,
            stretched=looks.WHY,
            parent=parent,
        )
        self._server: StandInServer | None = None
        self._ended = threading.Event()
        self._requests: deque[Heard] = deque(maxlen=_MOST)
        self.port_box = SpinBox(_LEAST_PORT, _MOST_PORT)
        self.port_box.setValue(PORT)
        self.date_edit = DateEdit(desk.icons)
        self.date_field = Field(_("&Answer for (empty: today)"), self.date_edit, icons=desk.icons)
        self.switch_button = primary_button(_("&Start"))
        self.copy_button = secondary_button(_("&Copy the address"))
        self.clear_button = secondary_button(_("C&lear the list"))
        self.count_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_BETWEEN_LOOKS_MS)
        self._address = ""
        self._fill()
        self._show_state()

    def arrive(self, *, form: str = "") -> None:
        """Begin at the switch."""
        del form
        self.switch_button.setFocus()

    def reader(self) -> Callable[[Services], Sequence[Heard]]:
        """Override ListPage.reader: the requests are at hand."""
        shown = list(self._requests)
        return lambda _services: shown

    def switch(self) -> None:
        """Start it, or end it."""
        if self._server is not None:
            self._server.stop()
        elif self._judge_day():
            self._start()

    def clear(self) -> None:
        """Show no request any more."""
        self._requests.clear()
        self._refresh_list()

    def _judge_day(self) -> bool:
        fine = self.date_edit.value() is not None or self.date_edit.is_empty
        self.date_field.set_error(None if fine else _("Write the date like 2027-03-01."))
        return fine

    def _start(self) -> None:
        server = self._server = self.session.door.stand_in()
        ended = self._ended = threading.Event()
        options = ServerOptions(port=self.port_box.value(), on=self.date_edit.value())
        self.banner.clear()
        self._show_state()

        def work(services: Services) -> None:
            try:
                own = services.beside()
                with closing(own.inventory):
                    server.run(
                        own,
                        options,
                        listening=self._listening.emit,
                        listener=self._heard.emit,
                        report=self.session.door.report,
                    )
            finally:
                ended.set()

        self.session.aside(work, self._on_ended, self._on_refused, server.stop)

    def _on_listening(self, address: str) -> None:
        self._address = address
        self._show_state()

    def _on_heard(self, heard: Heard) -> None:
        self._requests.append(heard)
        if not self._pause.isActive():
            self._pause.start()

    def _on_ended(self, _nothing: None) -> None:
        self._server, self._address = None, ""
        self._show_state()
        self.session.changed.emit()  # the trail tells of what was asked

    def _on_refused(self, error: AppError) -> None:
        self._server, self._address = None, ""
        self._show_state()
        if isinstance(error, VaultLockedError):
            self.session.unlock_wanted.emit(self._start, lambda: None)
        else:
            self.banner.say(str(error), level=Level.ERROR)

    def _show_state(self) -> None:
        runs = self._server is not None
        self.switch_button.setText(_("&Stop") if runs else _("&Start"))
        for widget in (self.port_box, self.date_edit):
            widget.setEnabled(not runs)
        self.copy_button.setEnabled(bool(self._address))
        on = self.date_edit.value()
        line = stand_in_words.listening(self._address, on) if self._address else _("It is off.")
        self.head.set_line(line)

    def _refresh_list(self) -> None:
        self._on_loaded(list(self._requests))
        self.count_label.setText(looks.counted(self._requests))
        self.count_label.setVisible(bool(self._requests))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.session.told.emit(_("Copied {address}.").format(address=self._address), False)

    def _fill(self) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(Field(_("&Port"), self.port_box, icons=self.desk.icons))
        row.addWidget(self.date_field)
        row.addStretch(1)
        self.add_bar(bar)
        self.add_foot(self.count_label)
        self.count_label.hide()
        self.add_button(self.clear_button, self.clear)
        self.add_button(self.copy_button, self._on_copy)
        self.add_button(self.switch_button, self.switch)
        self.set_actions(
            [
                RowAction(
                    _("Open the key"),
                    lambda one: self.desk.go("key", key=KeyId(str(one.key))),
                    icon="arrow-right",
                    fits=lambda one: one.key is not None,
                )
            ]
        )
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self._listening.connect(self._on_listening)
        self._heard.connect(self._on_heard)
        self._pause.timeout.connect(self._refresh_list)
        self.session.exchanging.connect(self._on_exchange)

    def _on_exchange(self) -> None:
        """End it, and let go of the file, before another inventory takes its place."""
        if self._server is not None:
            self._server.stop()
            self._ended.wait(_PATIENCE_S)


def _told() -> str:
    return _(
        "It answers on this computer as OpenAthens would answer these keys: to rehearse a new "
        "key, a level, or next year's expiry. Nothing is sent to OpenAthens."
    )
