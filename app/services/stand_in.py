"""What the stand-in API rules of a request, and what the trail tells of all of them."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from app.core import decision_words
from app.core.access import VaultState
from app.core.audit import Act, Thing
from app.core.decision import Decision, Reason
from app.core.errors import DatabaseBusyError, VaultChangedError, VaultLockedError
from app.core.identity import KeyId
from app.core.operation import Route
from app.core.secret import Secret
from app.core.stand_in import Heard, Verdict
from app.services.key_check import KeyCheck
from app.services.workplace import Workplace


@dataclass(slots=True)
class _Tally:
    """What one key was asked for within a minute."""

    requests: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    operations: set[str] = field(default_factory=set)


class StandIn:
    """Rules of requests; used by one server, on one thread."""

    def __init__(self, workplace: Workplace, key_check: KeyCheck) -> None:
        self._workplace = workplace
        self._check = key_check
        self._minute: datetime | None = None
        self._tallies: dict[KeyId | None, _Tally] = {}

    def require_opened(self) -> None:
        """Raise VaultLockedError where keys cannot be recognised."""
        if self._workplace.inventory.access.state is VaultState.SHUT:
            raise VaultLockedError

    def judge(self, value: Secret | None, route: Route, on: date | None) -> Verdict:
        """Return what is ruled of a request for *route* that brings *value*."""
        (key,) = (None,) if value is None else self._workplace.inventory.values.holders([value])
        if key is None:
            reason = Reason.UNKNOWN
            return Verdict(Decision(reason), None, "", decision_words.stopped(reason))
        ruling = self._check.ruling(key, route, on)
        return Verdict(ruling.decision, key.id, key.name, ruling.why)

    def note(self, heard: Heard) -> None:
        """Count a request; what was counted until now is written when a minute has passed."""
        self._write_before(heard.at.replace(second=0, microsecond=0))
        tally = self._tallies.setdefault(heard.key, _Tally())
        tally.requests += 1
        if not heard.allowed:
            tally.refused[heard.reason.value if heard.reason else str(heard.status)] += 1
        if heard.operation is not None:
            tally.operations.add(heard.operation.id)

    def write_if_due(self) -> None:
        """Write what was counted, once its minute has passed."""
        self._write_before(self._workplace.now().replace(second=0, microsecond=0))

    def write(self) -> None:
        """Write what was counted into the trail, an entry for each key; else it stays counted."""
        if not self._tallies:
            return
        with self._workplace.unsealed():
            for key, tally in self._tallies.items():
                self._workplace.record(
                    Act.SERVED,
                    Thing.INVENTORY if key is None else Thing.KEY,
                    key or "",
                    after={
                        "requests": tally.requests,
                        "refused": sum(tally.refused.values()),
                        "reasons": dict(sorted(tally.refused.items())),
                        "operations": sorted(tally.operations),
                    },
                )
        self._tallies = {}

    def _write_before(self, minute: datetime) -> None:
        """Write what was counted before *minute*; in a minute's time where others are writing.

        The vault may be given its new key at this moment: in a minute, it has it.
        """
        if minute != self._minute:
            with suppress(DatabaseBusyError, VaultChangedError):
                self.write()
            self._minute = minute
