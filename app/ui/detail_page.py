"""A page that shows one thing of a list: read at each visit, and again after each change."""

from collections.abc import Callable
from gettext import gettext as _
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError, NotFoundError
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.card import Card, scrolled
from app.ui.kit.empty import Empty
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
        self.stack.addWidget(scrolled(self.body))
        self.stack.addWidget(self.nothing)
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

    def want(self, wanted: str) -> None:
        """Let the thing with this id be the one that is shown."""
        if wanted != self._wanted:
            self.banner.clear()
        self._wanted = wanted

    def refresh(self) -> None:
        """Read everything again."""
        wanted = self._wanted
        if not wanted:
            self._on_failed(NotFoundError(thing=self._title, id=""))
            return
        self.session.ask(
            self.reader(wanted), lambda thing: self._on_loaded(wanted, thing), self._on_failed
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
        if wanted == self._wanted:
            self.thing = thing
            self.banner.clear()
            self.stack.setCurrentIndex(0)
            self.show_thing(thing)

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, NotFoundError):
            self.thing = None
            self.head.set_title(self._title)
            self.head.set_line("")
            self.offer_nothing()
            self.stack.setCurrentWidget(self.nothing)
            return
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.refresh)


def titled_card(title: str, content: QWidget) -> Card:
    """Return *content* in a card under *title*."""
    card = Card(title)
    card.body.addWidget(content)
    return card
