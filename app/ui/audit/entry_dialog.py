"""One entry of the audit trail, whole: with what was before, and what is after."""

from datetime import datetime
from gettext import gettext as _

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import fact_words
from app.services.trail import TrailLine
from app.ui import dates
from app.ui.kit.card import scrolled
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
                    Fact(
                        fact_words.label(fact),
                        _change(*(_local(fact, text) for text in (before, after))),
                    )
                    for fact, before, after in line.facts
                ),
            ]
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)
        column.addStretch(1)
        area = scrolled(inside, name=_("What the entry tells"))
        area.setMinimumHeight(_HEIGHT)
        self.body.addWidget(area)
        self.setMinimumWidth(_WIDTH)


def _local(fact: str, text: str) -> str:
    """Return a day or a moment as it is read here, anything else as it is."""
    if not fact_words.is_time(fact):
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return dates.moment_text(moment) if moment.tzinfo else dates.day_text(moment.date())


def _change(before: str, after: str) -> str:
    if not before:
        return after
    return _("{before} → {after}").format(before=before, after=after or _("nothing"))
