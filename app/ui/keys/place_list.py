"""The places that use a key: where it is, whom to call, and what can be done about each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.use import Place, Use
from app.ui import dates
from app.ui.desk import Desk
from app.ui.kit.buttons import Kind, secondary_button
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel, TextRole, accessible, set_tip

_INDENT = 6
"""Where the text of a button that reads like a link begins."""


@dataclass(frozen=True, slots=True)
class PlaceAct:
    """A button of each place: its verb, what it says more, and what it does with the use."""

    label: str
    tip: str
    act: Callable[[Use], object]


class PlaceRow(QWidget):
    """One application: its name, where the key goes, whom to call, and its buttons."""

    def __init__(
        self,
        desk: Desk,
        place: Place,
        *,
        acts: Sequence[PlaceAct] = (),
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        application = place.application
        self.buttons: dict[str, QPushButton] = {}
        name = ElidedButton(application.name, kind=Kind.LINK, tip=_("Show the application"))
        name.setProperty("align", "left")
        name.clicked.connect(partial(desk.go, "application", application=application.id))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        for line in (where(place), whom(place), remark):
            if line:
                label = PlainLabel(line, role=TextRole.MUTED, wrap=True)
                label.setContentsMargins(_INDENT, 0, 0, 0)
                words.addWidget(label)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        for one in acts:
            self._add(one, place)

    def add(self, widget: QWidget) -> None:
        """Put something at the right."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def _add(self, one: PlaceAct, place: Place) -> None:
        made = secondary_button(one.label)
        set_tip(made, one.tip)
        accessible(made, f"{one.label}: {place.application.name}", one.tip)
        made.clicked.connect(partial(one.act, place.use))
        self.buttons[one.label] = made
        self.add(made)


def where(place: Place) -> str:
    """Say where the key goes."""
    parts = (place.application.place, place.application.address)
    return " · ".join(part for part in parts if part)


def whom(place: Place) -> str:
    """Say whom to call."""
    contact = place.application.contact
    return _("Call {contact}").format(contact=contact) if contact else _("No contact recorded")


def since(place: Place) -> str:
    """Say since when it is used."""
    return _("since {moment}, recorded by {person}").format(
        moment=dates.moment_text(place.use.since), person=place.use.begun_by
    )


def ended(place: Place) -> str:
    """Say when and by whom it was moved or ended, and what was noted."""
    use = place.use
    if use.ended_at is None:
        return ""
    told = _("moved {moment} by {person}") if use.is_moved else _("ended {moment} by {person}")
    line = told.format(moment=dates.moment_text(use.ended_at), person=use.ended_by)
    return f"{line} · {use.note}" if use.note else line
