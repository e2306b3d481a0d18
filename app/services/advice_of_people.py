"""Advice on accounts, organisations and applications."""

from collections.abc import Sequence
from gettext import gettext as _

from app.core import advice, words
from app.core.advice import Advice, AdviceKind
from app.core.application import Application
from app.core.audit import Thing
from app.core.identity import OrganisationId
from app.core.organisation import Account
from app.services.workplace import Days, Workplace


class PeopleAdvice:
    """Advice of the kinds that are not about keys themselves."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def counts(self, organisation: OrganisationId | None) -> dict[AdviceKind, int]:
        """Return how many there are of each of these kinds."""
        return {
            AdviceKind.NO_ADMINISTRATOR: len(self._organisations(organisation)),
            AdviceKind.OWNER: len(self._owners(organisation)),
            AdviceKind.NO_KEY: self._workplace.inventory.advice.count_without_key(organisation),
        }

    def some(
        self, kind: AdviceKind, organisation: OrganisationId | None, offset: int, limit: int
    ) -> Sequence[Advice]:
        """Return *limit* pieces of advice of one *kind* from *offset* on, by name."""
        if kind is AdviceKind.NO_KEY:
            repository = self._workplace.inventory.advice
            found = repository.without_key(organisation, offset, limit)
            return [_of_application(one) for one in found]
        chosen = self._owners if kind is AdviceKind.OWNER else self._organisations
        return chosen(organisation)[offset : offset + limit]

    def _owners(self, organisation: OrganisationId | None) -> list[Advice]:
        """Return the advice on owners of keys in use that nobody can reach."""
        inventory, days = self._workplace.inventory, self._workplace.days()
        troubled = {
            one.id: one for one in inventory.accounts.all() if not one.email or _is_past(one, days)
        }
        owned = inventory.advice.owned_by(troubled, organisation)
        return [
            Advice(
                kind=AdviceKind.OWNER,
                thing=Thing.ACCOUNT,
                id=one.id,
                name=one.name,
                organisation=one.organisation,
                why=_owner_told(one, days, owned[one.id]),
            )
            for one in troubled.values()
            if one.id in owned
        ]

    def _organisations(self, organisation: OrganisationId | None) -> list[Advice]:
        """Return the advice on organisations that have keys in use and no administrator."""
        inventory = self._workplace.inventory
        seen_to = {one.organisation for one in inventory.accounts.all()}
        alone = [
            one
            for one in inventory.organisations.all()
            if one.id not in seen_to and organisation in {None, one.id}
        ]
        counts = inventory.advice.belonging_to(one.id for one in alone)
        return [
            Advice(
                kind=AdviceKind.NO_ADMINISTRATOR,
                thing=Thing.ORGANISATION,
                id=one.id,
                name=one.name,
                organisation=one.id,
                why=_("{keys}, and no administrator.").format(keys=advice.in_use(counts[one.id])),
            )
            for one in alone
            if one.id in counts
        ]


def _is_past(account: Account, days: Days) -> bool:
    return account.expires_on is not None and account.expires_on <= days[account.organisation]


def _owner_told(account: Account, days: Days, count: int) -> str:
    keys = advice.in_use(count)
    if account.expires_on is None or not _is_past(account, days):
        return _("The account has no e-mail address, and owns {keys}.").format(keys=keys)
    told = (
        _("The account expired on {day}, and owns {keys}.")
        if account.email
        else _("The account expired on {day}, has no e-mail address, and owns {keys}.")
    )
    return told.format(day=words.day(account.expires_on), keys=keys)


def _of_application(application: Application) -> Advice:
    return Advice(
        kind=AdviceKind.NO_KEY,
        thing=Thing.APPLICATION,
        id=application.id,
        name=application.name,
        organisation=application.organisation,
        why=_("It uses no key, as far as is recorded."),
    )
