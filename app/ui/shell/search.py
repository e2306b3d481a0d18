"""The search in the header: keys, applications, accounts, pages and commands (Ctrl+K)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.core import text
from app.core.errors import AppError
from app.core.finding import Hit
from app.ui.kit.icons import Icons
from app.ui.session import Session
from app.ui.shell.hit_list import remark_of
from app.ui.shell.hit_popup import HitPopup
from app.ui.shell.search_field import SearchField

_AFTER_TYPING_MS = 120


class Search(QObject):
    """Lets a person find things from *field*, and opens what was chosen with *open_hit*.

    *here* finds what the window itself has; *page* tells what gets the keyboard afterwards.
    """

    def __init__(
        self,
        *,
        session: Session,
        icons: Icons,
        window: QWidget,
        here: Callable[[frozenset[str]], list[Hit]],
        open_hit: Callable[[Hit], object],
        page: Callable[[], QWidget | None],
    ) -> None:
        super().__init__(window)
        self._session = session
        self._here = here
        self._open_hit = open_hit
        self._page = page
        self._turn = self._asked_turn = self._shown_turn = 0
        self._wants_first = False
        self._before: QWidget | None = None
        self.field = SearchField(icons)
        self.popup = HitPopup(icons, window)
        self._typing = QTimer(self, singleShot=True, interval=_AFTER_TYPING_MS)
        self._connect()
        window.installEventFilter(self)

    def begin(self) -> None:
        """Put the keyboard into the field; Esc gives it back to what has it now."""
        before = QApplication.focusWidget()
        if before is not self.field:
            self._before = before
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text().strip():
            self._on_typed()

    def touched(self, target: QObject) -> None:
        """Close where something else than the search was clicked on."""
        if self.popup.isVisible() and isinstance(target, QWidget):
            ours = (self.field, self.popup)
            if not any(one is target or one.isAncestorOf(target) for one in ours):
                self._close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject.eventFilter: follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.popup.isVisible():
            self.popup.place_below(self.field)
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._find)
        self.field.textEdited.connect(self._on_typed)
        self.field.stepped.connect(self._on_step)
        self.field.chosen.connect(self._on_chosen)
        self.field.given_up.connect(self._on_given_up)
        self.field.left.connect(self._close)
        self.popup.list_view.clicked.connect(lambda _index: self._open())

    def _on_typed(self, *_text: object) -> None:
        self._turn += 1
        self._wants_first = False
        if self.field.text().strip():
            self._typing.start()
        else:
            self._close()

    def _find(self) -> None:
        self._typing.stop()
        turn, typed = self._turn, self.field.text()
        self._asked_turn = turn
        self._session.ask(
            lambda services: services.finder.find(typed),
            lambda hits: self._on_found(turn, typed, hits),
            lambda error: self._on_failed(turn, error),
        )

    def _on_found(self, turn: int, typed: str, hits: list[Hit]) -> None:
        if turn != self._turn:
            return  # something else was typed meanwhile
        self.popup.show_hits([*hits, *self._here(text.words_of(typed))], typed)
        self._come_up()

    def _on_failed(self, turn: int, error: AppError) -> None:
        if turn == self._turn:
            self.popup.show_trouble(str(error))
            self._come_up()

    def _come_up(self) -> None:
        self._shown_turn = self._turn
        if self._wants_first and self.popup.current() is not None:
            self._open()
        elif self.field.hasFocus():
            self.popup.place_below(self.field)
            self._tell()

    def _on_step(self, by: int) -> None:
        if self.popup.isVisible():
            self.popup.step(by)
            self._tell()
        elif self.field.text().strip():
            self._on_typed()

    def _on_chosen(self) -> None:
        if self._shown_turn == self._turn and self.popup.isVisible():
            self._open()
        elif self.field.text().strip():  # the answer is on its way, or was not asked for yet
            self._wants_first = True
            if self._asked_turn != self._turn:
                self._find()

    def _open(self) -> None:
        hit = self.popup.current()
        if hit is None:
            return
        self.field.clear()
        self._leave()
        self._open_hit(hit)
        if self.field.hasFocus():
            self._leave()

    def _on_given_up(self) -> None:
        self.field.clear()
        self._leave()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _leave(self) -> None:
        """Close, and give the keyboard back to the page."""
        self._close()
        page = self._page()
        if page is not None:
            page.setFocus()

    def _close(self) -> None:
        self._turn += 1  # what was asked for is not wanted any more
        self._wants_first = False
        self._typing.stop()
        self.popup.hide()

    def _tell(self) -> None:
        """Let a screen reader say what Enter opens."""
        hit = self.popup.current()
        told = f"{hit.title}, {remark_of(hit)}" if hit else self.popup.nothing_label.text()
        self.field.setAccessibleDescription(told)
