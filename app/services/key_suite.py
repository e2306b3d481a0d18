"""The services about keys: their changes, what uses them, and how they are replaced."""

from dataclasses import dataclass

from app.core.value_port import ContentReader
from app.services.applications import Applications
from app.services.exposure import Exposure
from app.services.history import Histories
from app.services.impact import Impacts
from app.services.key_chain import KeyChain
from app.services.key_change import KeyChange
from app.services.key_check import KeyCheck
from app.services.key_creation import KeyCreation
from app.services.key_destruction import KeyDestruction
from app.services.key_list import KeyList
from app.services.key_secret import KeySecret
from app.services.leaving import Leaving
from app.services.reconciliation import Reconciler
from app.services.replacement_list import ReplacementList
from app.services.replacement_plan import ReplacementPlans
from app.services.replacements import Replacements
from app.services.todos import Todos
from app.services.use_list import UseList
from app.services.uses import Uses
from app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyServices:
    """One of each, by the names that they have among all services."""

    creation: KeyCreation
    change: KeyChange
    secret: KeySecret
    destruction: KeyDestruction
    chain: KeyChain
    applications: Applications
    uses: Uses
    use_list: UseList
    replacements: Replacements
    replacement_list: ReplacementList
    plans: ReplacementPlans
    exposure: Exposure
    leaving: Leaving
    impacts: Impacts
    histories: Histories
    reconciler: Reconciler
    key_check: KeyCheck


def key_services(workplace: Workplace, keys: KeyList, contents: ContentReader) -> KeyServices:
    """Return the services that work at *workplace*."""
    change, uses = KeyChange(workplace), Uses(workplace)
    replacements, secret = Replacements(workplace, uses, change), KeySecret(workplace)
    creation = KeyCreation(workplace, uses=uses, replacements=replacements)
    return KeyServices(
        creation=creation,
        change=change,
        secret=secret,
        destruction=KeyDestruction(workplace, change),
        chain=KeyChain(workplace),
        applications=Applications(workplace, uses),
        uses=uses,
        use_list=UseList(workplace),
        replacements=replacements,
        replacement_list=ReplacementList(workplace),
        plans=ReplacementPlans(workplace, keys),
        exposure=Exposure(workplace, creation=creation, replacements=replacements),
        leaving=Leaving(workplace, keys, change=change, replacements=replacements),
        impacts=Impacts(workplace),
        histories=Histories(workplace),
        reconciler=Reconciler(
            workplace,
            keys=keys,
            change=change,
            creation=creation,
            secret=secret,
            todos=Todos(workplace),
        ),
        key_check=KeyCheck(workplace, contents),
    )
