"""What the import page shows of a file of one kind, and how such a file is brought in."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.progress import Progress
from app.services.suite import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a plan offers: the file in one line, and what the button does or why it does not."""

    line: str
    verb: str
    why: str = ""


class ImportView(QWidget):
    """Cards about one file.

    Signals: *changed* when something else is chosen for it.
    """

    changed = Signal()

    def __init__(self, *cards: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)

    def name(self) -> str:
        """Return what the file is called."""
        raise NotImplementedError

    def take(self, found: Any) -> None:
        """Take over the file as it was read."""
        raise NotImplementedError

    def forget(self) -> None:
        """Forget the file, and the values in it."""
        raise NotImplementedError

    def intake(self) -> Any:
        """Return the file with what is chosen for it."""
        raise NotImplementedError

    def plan(self, services: Services, intake: Any, report: Progress) -> Any:
        """Return what an import would do; raise an AppError."""
        raise NotImplementedError

    def run(self, services: Services, intake: Any, report: Progress) -> Any:
        """Import the file; raise an AppError."""
        raise NotImplementedError

    def show_plan(self, plan: Any) -> Offer:
        """Show what an import would do, and return what is offered."""
        raise NotImplementedError

    def told(self, done: Any) -> str:
        """Say what came in."""
        raise NotImplementedError
