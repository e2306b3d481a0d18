"""Management › Import and export: what comes in, and what goes out."""

from gettext import gettext as _

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.kit.card import scrolled
from app.ui.kit.page_head import PageHead
from app.ui.transfer.dropping import DropPage
from app.ui.transfer.panels import PANELS


class TransferPage(DropPage):
    """A card for each way in or out."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self.cards = [panel.card(desk, self) for panel in PANELS]
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in self.cards:
            cards.addWidget(card)
        cards.addStretch(1)
        self.dropped.connect(lambda path: desk.go("import", path=path))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(PageHead(_("Import and export")))
        column.addWidget(scrolled(inside), 1)

    def refresh(self) -> None:
        """Nothing here follows the inventory: each dialog asks when it opens."""
