"""What a key may do: the one decision, for *Check a key*, the command line and the stand-in API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.key import Key, KeyState
from app.core.operation import Operation
from app.core.organisation import Organisation
from app.core.permission import PermissionLevels


class Reason(StrEnum):
    """Why something is refused, as the administrator is told."""

    UNKNOWN = "unknown"
    ALTERED = "altered"
    """The record was changed outside Keyholder: nothing that it says counts."""
    SUPERSEDED = "superseded"
    """A record took its place that has another value."""
    REMOVED = "removed"
    DISABLED = "disabled"
    EXPIRED = "expired"
    ANOTHER_ORGANISATION = "another_organisation"
    LEVEL = "level"
    REPORTS_API = "reports_api"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the caller is told: never which key it is, nor why it is none."""

    status: int
    code: str = ""
    message: str = ""


GRANTED = Answer(200)
BAD_CREDENTIALS = Answer(401, "badCredentials", "The API key is not valid.")
FORBIDDEN = Answer(403, "forbidden", "The API key does not allow this.")

_NOT_ALLOWED = frozenset({Reason.ANOTHER_ORGANISATION, Reason.LEVEL, Reason.REPORTS_API})
"""Why a key that works is refused; for all other reasons it does not work at all."""

_STOPPED: Mapping[KeyState, Reason] = {
    KeyState.SUPERSEDED: Reason.SUPERSEDED,
    KeyState.REMOVED: Reason.REMOVED,
    KeyState.DISABLED: Reason.DISABLED,
    KeyState.EXPIRED: Reason.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether it is allowed; if not, why."""

    reason: Reason | None = None

    @property
    def allowed(self) -> bool:
        """Whether it is allowed."""
        return self.reason is None

    @property
    def answer(self) -> Answer:
        """What the caller is told."""
        if self.reason is None:
            return GRANTED
        return FORBIDDEN if self.reason in _NOT_ALLOWED else BAD_CREDENTIALS


def addressed(
    parameters: Mapping[str, str], own: Organisation, organisations: Iterable[Organisation]
) -> Organisation | None:
    """Return the organisation that a request's path names, where a key belongs to *own*.

    That is *own* unless the path has another organisation id, or else another domain, than is
    recorded of it, or one that is recorded of another organisation. None is an organisation that
    is none of *organisations*.
    """
    for name, known in (("organisation", _number), ("domain", _domain)):
        named, mine = parameters.get(name, "").lower(), known(own)
        if not named or (known is _number and not named.isdigit()):
            continue
        if named == mine:
            return own
        others = (one for one in organisations if one.id != own.id)
        other = next((one for one in others if known(one) == named), None)
        if mine or other is not None:
            return other
    return own


def _number(organisation: Organisation) -> str:
    return organisation.number


def _domain(organisation: Organisation) -> str:
    return organisation.domain.lower()


def credentials(key: Key | None, day: date) -> Reason | None:
    """Return why *key* does not work at all on *day* of its organisation's time zone, if so.

    *key* is the newest record that has the value: so a corrected expiry date counts, and the
    value of a record whose slip was the value itself does not work.
    """
    if key is None:
        return Reason.UNKNOWN
    if not key.intact:
        return Reason.ALTERED
    return _STOPPED.get(key.state_on(day))


def decide(
    key: Key | None,
    operation: Operation,
    organisation: Organisation | None,
    day: date,
    *,
    levels: PermissionLevels,
) -> Decision:
    """Decide whether *key* may do *operation* at *organisation*; None is one that nobody knows.

    *day* is a day of the time zone of the key's own organisation. On its expiry date itself the
    key no longer works.
    """
    stopped = credentials(key, day)
    if key is None or stopped is not None:
        return Decision(stopped)
    if organisation is None or key.organisation != organisation.id:
        return Decision(Reason.ANOTHER_ORGANISATION)
    level = levels.get(key.permission)
    if level is None or operation.family not in level.operations:
        return Decision(Reason.LEVEL)
    if not organisation.reports_api and (level.needs_reports_api or operation.needs_reports_api):
        return Decision(Reason.REPORTS_API)
    return Decision()
