"""What is recorded of a key, as labelled lines."""

from collections.abc import Iterator, Mapping
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.core.key import Key, Origin
from app.ui import dates, looks
from app.ui.key.story import Story
from app.ui.keys.columns import Row, masked
from app.ui.kit.text import PlainLabel, TextRole


class FactGrid(QWidget):
    """Labels at the left, what they name at the right, and a button below where there is one."""

    def __init__(
        self,
        lines: Iterator[tuple[str, str]],
        buttons: Mapping[str, QPushButton],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (label, text) in enumerate(lines):
            name = PlainLabel(label, role=TextRole.MUTED)
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            said = QVBoxLayout()
            said.setSpacing(2)
            said.addWidget(PlainLabel(text, wrap=True))
            if label in buttons:
                said.addWidget(buttons[label], 0, Qt.AlignmentFlag.AlignLeft)
            grid.addLayout(said, at, 1)


def facts_of(story: Story) -> Iterator[tuple[str, str]]:
    """Yield each fact of a key with its label."""
    row, key, people = story.row, story.key, story.row.people
    yield _("Permission"), row.levels.label(key.permission)
    yield _("Key"), masked(key)
    yield _("Origin"), looks.origin_label(key.origin)
    yield _("Organisation"), people.organisation_name(key)
    yield _("Owner"), people.owner_name(key) or _("Nobody")
    yield _("Told by e-mail"), _told(row)
    yield _("Expires"), dates.weekday_text(key.expires_on)
    yield _("Last working day"), dates.weekday_text(key.last_working_day)
    yield _("Recorded"), dates.moment_text(key.created_at)
    for label, moment in (
        (_("Disabled"), key.disabled_at),
        (_("Removed"), key.removed_at),
        (_("Value destroyed"), key.destroyed_at),
        (_("Superseded"), key.superseded_at),
    ):
        if moment is not None:
            yield label, dates.moment_text(moment)
    if key.origin is Origin.PORTAL:
        yield compared_label(), _compared(key)
    if story.seen_at is not None:
        yield _("Last seen by the stand-in API"), dates.moment_text(story.seen_at)
    if key.notes:
        yield _("Notes"), key.notes
    yield _("Id"), key.id


def compared_label() -> str:
    """Return the label of when a key was compared with the portal."""
    return _("Compared with the portal")


def _told(row: Row) -> str:
    told = row.people.told(row.key)
    if not told:
        return _("Nobody: give its owner, an administrator or the key itself an address.")
    alone = _(" (one person only)") if len(told) == 1 else ""
    return ", ".join(told) + alone


def _compared(key: Key) -> str:
    if key.compared_at is None:
        return _("Not yet")
    return _("{moment}, by {person}").format(
        moment=dates.moment_text(key.compared_at), person=key.compared_by
    )
