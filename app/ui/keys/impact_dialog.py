"""What would break: asked before a key that is used is disabled or removed; to be printed."""

import re
from gettext import gettext as _

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import place_words, words
from app.core.page import Page
from app.services import impact_page
from app.services.impact import Impact
from app.ui import printing
from app.ui.desk import Desk
from app.ui.export_file import write
from app.ui.kit.buttons import secondary_button, with_icon
from app.ui.kit.card import scrolled
from app.ui.kit.dialogs import Confirm
from app.ui.kit.text import PlainLabel, TextRole

_SHOWN = 20
_TALLEST = 320
_WIDTH = 560
_SIDE = 32
_NAME_LENGTH = 60


class ImpactDialog(Confirm):
    """Names each place that would be refused, and whom to call about it."""

    def __init__(
        self, *, verb: str, impact: Impact, desk: Desk, parent: QWidget | None = None
    ) -> None:
        self._impact = impact
        self._desk = desk
        self._title = self._asked(verb)
        super().__init__(
            title=self._title,
            text=_(
                "Move these places to another key first (Replace…), or call the people named. "
                "It can be taken back, but they are refused until it is."
            ),
            verb=_("{verb} all the same").format(verb=verb),
            danger=True,
            parent=parent,
        )
        self.setMinimumWidth(_WIDTH)
        self.print_button = with_icon(secondary_button(_("&Print…")), desk.icons, "printer")
        self.pdf_button = secondary_button(_("Save as P&DF…"))
        self.body.insertWidget(0, self._places())
        for extra, clicked in ((self.print_button, self._print), (self.pdf_button, self._save)):
            self.add_button(extra)
            extra.clicked.connect(clicked)

    def sheet(self) -> Page:
        """Return the page to print."""
        day = self._desk.session.now().astimezone().date()
        return impact_page.page(self._impact, title=self._title, day=day)

    def _asked(self, verb: str) -> str:
        keys = self._impact.keys
        if len(keys) == 1:
            return _("{verb} “{name}”?").format(verb=verb, name=keys[0][0].name)
        counted = words.keys_counted(len(keys))
        return _("{verb} {keys} that applications use?").format(verb=verb, keys=counted)

    def _places(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        for key, places in self._impact.keys[:_SHOWN]:
            told = place_words.would_break(len(places))
            head = told if len(self._impact.keys) == 1 else f"“{key.name}”: {told}"
            column.addWidget(PlainLabel(head, role=TextRole.STRONG, wrap=True))
            for place in places:
                column.addWidget(PlainLabel(f"• {place_words.line(place.application)}", wrap=True))
        rest = len(self._impact.keys) - _SHOWN
        if rest > 0:
            more = _("and {keys} more; print them to see all").format(keys=words.keys_counted(rest))
            column.addWidget(PlainLabel(more, role=TextRole.MUTED, wrap=True))
        column.addStretch(1)
        area = scrolled(inside)
        needed = inside.heightForWidth(_WIDTH - 2 * _SIDE)
        area.setFixedHeight(min(needed + 2, _TALLEST))
        return area

    def _print(self) -> None:
        printing.print_page(self.sheet(), self)

    def _save(self) -> None:
        path = printing.ask_for_pdf(_file_name(self._impact), self)
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        """Write the page as a PDF file at *path*, and say so."""
        session, page = self._desk.session, self.sheet()
        session.aside(
            lambda _services: write(path, printing.pdf(page)),
            lambda _nothing: session.told.emit(_("Saved {path}.").format(path=path), False),
        )


def _file_name(impact: Impact) -> str:
    """Suggest a name that tells the keys apart."""
    keys = [key for key, _places in impact.keys]
    which = keys[0].name if len(keys) == 1 else words.keys_counted(len(keys))
    safe = re.sub(r"[^\w.-]+", "-", which).strip("-.") or "key"
    return _("what-would-break-{which}.pdf").format(which=safe[:_NAME_LENGTH])
