"""One entry of the audit trail, whole: with what was before, and what is after."""

from gettext import gettext as _

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.services.trail import TrailLine
from app.ui import dates
from app.ui.kit.dialogs import Dialog
from app.ui.kit.fact_list import Fact, FactList
from app.ui.kit.icons import Icons

_WIDTH, _HEIGHT = 640, 320


class EntryDialog(Dialog):
    """Shows an entry."""

    def __init__(self, line: TrailLine, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(title=line.told, verb=_("Close"), parent=parent)
        self.cancel_button.hide()
        self.facts = FactList(icons)
        self.facts.show_facts(
            [
                Fact(_("When"), dates.moment_text(line.at)),
                Fact(_("By"), line.entry.actor),
                Fact(_("On"), line.thing),
                Fact(_("Entry"), str(line.number)),
                *(
                    Fact(field.replace("_", " ").capitalize(), _change(before, after))
                    for field, before, after in line.facts
                ),
            ]
        )
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMinimumHeight(_HEIGHT)
        area.setAccessibleName(_("What the entry tells"))
        area.setWidget(self.facts)
        self.body.addWidget(area)
        self.setMinimumWidth(_WIDTH)


def _change(before: str, after: str) -> str:
    if not before:
        return after
    return _("{before} → {after}").format(before=before, after=after or _("nothing"))
