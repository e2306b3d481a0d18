"""How keys that were found in files look in a list."""

from gettext import gettext as _
from pathlib import PurePath

from app.services.file_search import FoundKey
from app.ui import dates, looks
from app.ui.kit.badge import BadgeLook
from app.ui.record_table import RecordColumn

FILE = 2
_MASK = "•" * 4


def columns() -> list[RecordColumn[FoundKey]]:
    """Return the columns of the list."""
    return [
        RecordColumn(
            _("API key"),
            lambda one: one.key.name,
            230,
            muted=lambda one: _MASK + one.key.ending if one.key.ending else "",
        ),
        RecordColumn(
            _("State"),
            lambda one: _state(one).label,
            120,
            sort_key=lambda one: (one.works, _state(one).label),
            badge=_state,
        ),
        RecordColumn(
            _("File"),
            lambda one: PurePath(one.place.path).name,
            280,
            sort_key=lambda one: (one.place.path, one.place.line),
            muted=lambda one: str(PurePath(one.place.path).parent),
        ),
        RecordColumn(
            _("Line"), lambda one: str(one.place.line), 60, sort_key=lambda one: one.place.line
        ),
        RecordColumn(
            _("Last working day"),
            lambda one: dates.day_text(one.key.last_working_day),
            130,
            sort_key=lambda one: one.key.last_working_day,
        ),
    ]


def _state(one: FoundKey) -> BadgeLook:
    return looks.state_look(one.state) if one.key.intact else looks.altered_look()
