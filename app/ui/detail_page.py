"""A page that shows one thing of a list: read at each visit, and again after each change."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError, NotFoundError
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.card import Card, scrolled
from app.ui.kit.empty import Empty
from app.ui.kit.focus import first_of, focus_on, holds_keyboard, is_usable, kept_focus
from app.ui.kit.page_head import PageHead
from app.ui.kit.progress import BusyBar

T = TypeVar("T")


class DetailPage(QWidget, Generic[T]):
    """Shows what *reader* reads of the thing that was asked for; subclasses fill *body*.

    Signals: *titled* with the thing's name, for the breadcrumb.
    """

    titled = Signal(str)

    def __init__(
        self, desk: Desk, *, title: str, icon: str, gone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.session = desk.session
        self.thing: T | None = None
        self._title = title
        self._wanted = ""
        self.head = PageHead(title)
        self.banner = Banner(desk.icons)
        self.busy = BusyBar()
        self.body = QWidget()
        self.nothing = Empty(desk.icons, icon=icon, sentence=gone)
        self.stack = QStackedWidget()
        self.area = scrolled(self.body, name=title)
        self._blank = QWidget()
        for page in (self.area, self.nothing, self._blank):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.head, self.banner, self.busy):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.session.changed.connect(self._on_changed)

    def reader(self, wanted: str) -> Callable[[Services], T]:
        """Return what reads the thing with the id *wanted*, on the database's thread."""
        raise NotImplementedError

    def show_thing(self, thing: T) -> None:
        """Show what was read."""
        raise NotImplementedError

    def offer_nothing(self) -> None:
        """Hide what can be done: there is no such thing."""
        raise NotImplementedError

    def lead(self) -> Sequence[QWidget]:
        """Return the buttons of which the first that is there gets the keyboard on arrival."""
        return ()

    def want(self, wanted: str) -> None:
        """Let the thing with this id be the one that is shown; nothing is until it was read."""
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if holds_keyboard(self):
            self.setFocus()
        self.banner.clear()
        self._forget()
        self.stack.setCurrentWidget(self._blank)

    def refresh(self) -> None:
        """Read everything again."""
        wanted = self._wanted
        if not wanted:
            self._on_failed(wanted, NotFoundError(thing=self._title, id=""))
            return
        self.session.ask(
            self.reader(wanted),
            lambda thing: self._on_loaded(wanted, thing),
            lambda error: self._on_failed(wanted, error),
        )

    def with_thing(self, act: Callable[[T], object]) -> Callable[..., None]:
        """Return what does *act* with the thing in view, if there is one."""

        def do(*_clicked: object) -> None:
            if self.thing is not None:
                act(self.thing)

        return do

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_loaded(self, wanted: str, thing: T) -> None:
        if wanted != self._wanted:
            return
        arriving, self.thing = self.thing is None, thing
        with kept_focus(self, self._first):
            self.banner.clear()
            self.stack.setCurrentWidget(self.area)
            self.show_thing(thing)
        if arriving:
            self._take_keyboard(self._first())

    def _on_failed(self, wanted: str, error: AppError) -> None:
        if wanted != self._wanted:
            return
        if isinstance(error, NotFoundError):
            with kept_focus(self, lambda: self):
                self._forget()
                self.stack.setCurrentWidget(self.nothing)
            return
        with kept_focus(self, self._first):
            self.banner.say(str(error), level=Level.ERROR)
            retry_button = self.banner.add_button(_("Retry"), self.refresh)
        if self.thing is None:
            self._take_keyboard(retry_button)

    def _forget(self) -> None:
        """Show no thing, and offer nothing to do with it."""
        self.thing = None
        self.head.set_title(self._title)
        self.head.set_line("")
        self.offer_nothing()

    def _first(self) -> QWidget:
        """Return what is useful first: a button of *lead*, or the body's first, or the page."""
        leading = (one for one in self.lead() if is_usable(one))
        return next(leading, None) or first_of(self.body) or self.area

    def _take_keyboard(self, target: QWidget) -> None:
        """Give the keyboard to *target*, unless somebody types elsewhere or the page was left."""
        here: QWidget | None = self.window().focusWidget()
        if self.isVisible() and not isinstance(here, QLineEdit):
            focus_on(target)


def titled_card(title: str, content: QWidget) -> Card:
    """Return *content* in a card under *title*."""
    card = Card(title)
    card.body.addWidget(content)
    return card
