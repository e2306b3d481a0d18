"""Management › Check a key: which keys a text holds, and what each may do on a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from gettext import gettext as _
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core import decision_words
from app.core.access import VaultState
from app.core.errors import AppError, VaultLockedError
from app.core.identity import KeyId
from app.services.key_check import Sighting
from app.services.suite import Services
from app.ui.check import looks
from app.ui.check.ask_panel import AskPanel
from app.ui.check.looks import Hit
from app.ui.check.standing_view import StandingView
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.card import scrolled
from app.ui.kit.empty import Empty
from app.ui.kit.hover_table import HoverTable
from app.ui.kit.page_head import PageHead
from app.ui.kit.text import PlainLabel, TextRole, accessible
from app.ui.record_table import RecordModel

_LOWEST, _NARROWEST = 130, 240
"""So high is the list at least, and so wide a sentence; in a low window the page scrolls."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for: what stood in the field then, a file, or one key."""

    text: str = field(default="", repr=False)
    path: str = ""
    key: str = ""


class CheckPage(QWidget):
    """Takes a text, and shows what is known of the keys in it; leaving the page forgets both."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._session = desk, desk.session
        self._asked: _Asked | None = None
        self._number = 0
        self.head = PageHead(_("Check a key"), line=decision_words.predicted())
        self.banner = Banner(desk.icons)
        self.ask = AskPanel(desk.icons)
        self.found_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.model: RecordModel[Hit] = RecordModel(looks.hit_columns(), self)
        self.table = HoverTable(desk.icons)
        self.open_action = QAction(_("Open the key"), self.table)
        self.view = StandingView(desk.icons, desk.session.levels)
        self.empty = Empty(desk.icons, icon="shield-check", sentence="")
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self.forget()

    def arrive(self, *, key: str = "", form: str = "") -> None:
        """Show what one *key* may do, if one is named."""
        del form
        if key:
            self.forget()
            self._asked = _Asked(key=key)
            self.ask.date_edit.setFocus()
        else:
            self.ask.text_edit.setFocus()

    def leave(self) -> None:
        """Forget the text, and what was found in it."""
        self.forget()

    def forget(self) -> None:
        """Forget the text, and what was found in it."""
        self._number += 1
        self._asked = None
        self.ask.forget()
        self.banner.clear()
        self._show([], "")
        self.found_label.hide()
        self.empty.set_sentence(
            _(
                "Paste a key, a line of a log or a part of a configuration file, or drop a file "
                "here. What you paste is forgotten when you leave this page."
            )
        )

    def take_file(self, path: str) -> None:
        """Check the file at *path*, whose text is not shown."""
        self.ask.text_edit.clear()
        self._check(_Asked(path=path))

    def check_text(self) -> None:
        """Check what stands in the field."""
        self._check(_Asked(text=self.ask.text()))

    def refresh(self) -> None:
        """Check again what was checked last."""
        if self._asked is not None:
            self._check(self._asked)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Override QWidget.dragEnterEvent: the whole page takes what the field takes."""
        if self.ask.text_edit.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Override QWidget.dropEvent."""
        event.acceptProposedAction()
        self.ask.text_edit.clear()
        self.ask.text_edit.insertFromMimeData(event.mimeData())

    def _check(self, asked: _Asked) -> None:
        self._asked = asked
        self._number += 1
        if not self.ask.judge_day():
            return
        on, number = self.ask.day(), self._number
        find = _finder(asked)

        def work(services: Services) -> list[Hit]:
            return looks.hits_of(services.key_check, find(services), on)

        def done(hits: list[Hit]) -> None:
            if number != self._number:
                return
            self.banner.clear()
            self.empty.set_sentence(_("No key was found in it, and nothing that looks like one."))
            self._show(hits, PurePath(asked.path).name)

        self._session.ask(work, done, partial(self._on_failed, number))

    def _show(self, hits: Sequence[Hit], name: str) -> None:
        chosen = max(self.table.currentIndex().row(), 0)
        self.model.set_records(hits)
        self.table.setVisible(bool(hits))
        self.found_label.setText(looks.found_text(hits, name))
        self.found_label.setVisible(bool(hits) or bool(name))
        self.stack.setCurrentWidget(self.view if hits else self.empty)
        if hits:
            self.table.choose_row(min(chosen, len(hits) - 1))
        self._on_chosen()

    def _on_chosen(self, *_changed: object) -> None:
        hit = self.model.record(self.table.currentIndex().row())
        self.view.show_hit(hit)
        self.open_action.setEnabled(hit is not None and hit.standing is not None)

    def _on_failed(self, number: int, error: AppError) -> None:
        if number != self._number:
            return
        if isinstance(error, VaultLockedError):
            self._session.unlock_wanted.emit(self.refresh, lambda: None)
            return
        self._show([], "")
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.refresh)

    def _on_too_long(self) -> None:
        self.banner.say(
            _("The text is too long for this field. Save it in a file and drop that here."),
            level=Level.WARNING,
        )

    def _on_lock(self, state: VaultState) -> None:
        if state is not VaultState.OPEN:
            self.forget()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _connect(self) -> None:
        self.ask.text_wanted.connect(self.check_text)
        self.ask.file_wanted.connect(self.take_file)
        self.ask.day_changed.connect(self.refresh)
        self.ask.cleared.connect(self.forget)
        self.ask.text_edit.too_long.connect(self._on_too_long)
        self.table.selectionModel().currentChanged.connect(self._on_chosen)
        self.open_action.setShortcut(QKeySequence(Qt.Key.Key_Return))
        self.open_action.triggered.connect(self.view.open_key)
        self.table.set_menu_actions([self.open_action])
        self.table.doubleClicked.connect(lambda _index: self.view.open_key())
        self.view.key_wanted.connect(lambda key: self._desk.go("key", key=key))
        self._session.changed.connect(self._on_changed)
        self._session.lock_changed.connect(self._on_lock)

    def _arrange(self) -> None:
        self.setAcceptDrops(True)
        self.setFocusProxy(self.ask)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(_LOWEST)
        self.table.setColumnHidden(self.model.columnCount() - 1, True)
        accessible(self.table, _("Found"))
        self.table.set_widths([column.width for column in looks.hit_columns()])
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        for page in (self.empty, self.view):
            self.stack.addWidget(page)
        self.empty.sentence_label.setMinimumWidth(_NARROWEST)
        left = QVBoxLayout()
        left.setSpacing(12)
        for widget in (self.ask, self.found_label):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        left.addStretch()
        inside = QWidget()
        sides = QHBoxLayout(inside)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(24)
        sides.addLayout(left, 2)
        sides.addWidget(self.stack, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(scrolled(inside), 1)


def _finder(asked: _Asked) -> Callable[[Services], Sequence[Sighting]]:
    """Return what finds what was *asked* for."""

    def find(services: Services) -> Sequence[Sighting]:
        check = services.key_check
        if asked.key:
            return [check.of_key(services.keys.get(KeyId(asked.key)))]
        return check.look(check.read(asked.path) if asked.path else asked.text)

    return find
