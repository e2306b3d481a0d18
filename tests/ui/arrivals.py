"""Pages that only note how they were opened, in place of those that show one thing."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.frame.page import PageSpec
from tests.ui.window import WindowStage


class Arrived(QWidget):
    """Notes where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.where: dict[str, Any] = {}

    def arrive(self, **where: Any) -> None:
        """Note *where*."""
        self.where = where


def watch(on: WindowStage, *pages: str) -> None:
    """Put a page that notes how it is opened in the place of each of *pages*."""
    for page in pages:
        on.window.site._pages[page] = PageSpec(
            id=page, tab="", title=lambda: "A page", factory=Arrived
        )
        on.window._pages.pop(page, None)


def arrived(on: WindowStage) -> tuple[str, dict[str, Any]]:
    """Return which page is in view, and how it was opened."""
    assert isinstance(on.page, Arrived), f"{on.window.current_id} is in view"
    return on.window.current_id, on.page.where
