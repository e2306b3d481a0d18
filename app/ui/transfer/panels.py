"""The panels of Import and export: to add one, add it to PANELS."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.errors import N_
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.kit.card import Card
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.transfer.evidence_dialog import ask_for_evidence
from app.ui.transfer.export_acts import ExportActs
from app.ui.transfer.import_acts import ask_for_template, import_file

Act = Callable[[Desk, QWidget], object]
"""Does what a button says, over a page."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A card: its title, one sentence, and its buttons with what each does."""

    title: str
    sentence: str
    buttons: tuple[tuple[str, Act], ...]

    def card(self, desk: Desk, page: QWidget) -> Card:
        """Return the card, whose buttons work over *page*."""
        card = Card(_(self.title))
        card.body.addWidget(PlainLabel(_(self.sentence), role=TextRole.MUTED, wrap=True))
        for label, act in self.buttons:
            pressed = secondary_button(_(label))
            pressed.clicked.connect(lambda _on=False, act=act: act(desk, page))
            card.add_button(pressed)
        return card


PANELS = (
    Panel(
        N_("Import"),
        N_(
            "Bring keys in out of a CSV file or an Excel workbook: the portal's list, KeePassXC, "
            "Bitwarden, or another Keyholder; or a whole inventory out of JSON. You see what it "
            "would do before anything is written."
        ),
        (
            (N_("&Template…"), ask_for_template),
            (N_("Choose &file…"), import_file),
        ),
    ),
    Panel(
        N_("Export"),
        N_(
            "Write keys into a file: CSV, Excel, JSON, CycloneDX, a page to print, or for "
            "KeePassXC. Values only where you ask for them."
        ),
        ((N_("&Export…"), lambda desk, page: ExportActs(desk, page).export_all()),),
    ),
    Panel(
        N_("Compare with the portal"),
        N_(
            "Hold the portal's list against the inventory: what is missing here, gone there, or "
            "different, each mended with one click."
        ),
        ((N_("&Compare…"), lambda desk, _page: desk.go("reconcile")),),
    ),
    Panel(
        N_("Evidence for a period"),
        N_(
            "What was created, changed, replaced, removed and compared with the portal, and by "
            "whom: a page to print, with the audit trail's head in four words."
        ),
        ((N_("E&vidence…"), ask_for_evidence),),
    ),
)
