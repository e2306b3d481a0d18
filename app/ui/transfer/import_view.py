"""What the import page shows of a file of one kind, and how such a file is brought in."""

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.progress import Progress
from app.services.suite import Services
from app.ui.transfer.lines_card import LinesCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a plan offers: the file in one line, and what the button does or why it does not."""

    line: str
    verb: str
    why: str = ""


class Named(Protocol):
    """A file as it was read, with what is chosen for it."""

    @property
    def name(self) -> str:
        """What it is called."""


F = TypeVar("F", bound=Named)


class ImportView(QWidget, Generic[F]):
    """Cards about one file, *lines* among them, which shows what is in it.

    Signals: *changed* when something else is chosen for it.
    """

    changed = Signal()

    def __init__(self, *cards: QWidget, lines: LinesCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = lines
        self._intake: F | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)

    def name(self) -> str:
        """Return what the file is called."""
        return "" if self._intake is None else self._intake.name

    def take(self, found: Any) -> None:
        """Take over the file as it was read."""
        raise NotImplementedError

    def forget(self) -> None:
        """Forget the file, and the values in it."""
        self._intake = None
        self.lines.forget()

    def intake(self) -> F | None:
        """Return the file with what is chosen for it; None where there is none."""
        return self._intake

    def plan(self, services: Services, intake: F, report: Progress) -> Any:
        """Return what an import would do; raise an AppError."""
        raise NotImplementedError

    def run(self, services: Services, intake: F, report: Progress) -> Any:
        """Import the file; raise an AppError."""
        raise NotImplementedError

    def show_plan(self, plan: Any) -> Offer:
        """Show what an import would do, and return what is offered."""
        raise NotImplementedError

    def told(self, done: Any) -> str:
        """Say what came in."""
        raise NotImplementedError
