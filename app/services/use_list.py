"""Lists of uses: which application uses which key, or did."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core import text
from app.core.application import Application
from app.core.identity import ApplicationId, KeyId
from app.core.key import Key
from app.core.use import Use
from app.services.checklists import referred
from app.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class UseLine:
    """A use, with the application and the key that it is of."""

    use: Use
    application: Application
    key: Key


class UseList:
    """Answers what is asked of uses, over all keys and applications."""

    def __init__(self, workplace: Workplace) -> None:
        self._inventory = workplace.inventory

    def listed(
        self,
        *,
        key: KeyId | None = None,
        application: ApplicationId | None = None,
        ended: bool = False,
    ) -> list[UseLine]:
        """Return the open uses, by application, then the ones that *ended* if those are wanted.

        *key* and *application* narrow the list.
        """
        uses = self._uses(key, application, ended=ended)
        applications = self._inventory.applications.some(use.application for use in uses)
        keys = self._inventory.keys.some(use.key for use in uses)
        lines = [_line(use, applications, keys) for use in uses]
        return sorted(lines, key=_order)

    def _uses(
        self, key: KeyId | None, application: ApplicationId | None, *, ended: bool
    ) -> list[Use]:
        if key is not None:
            found = self._inventory.uses.of_keys([key], ended=ended)
            return [use for use in found if application in {None, use.application}]
        if application is not None:
            return self._inventory.uses.of_applications([application], ended=ended)
        return self._inventory.uses.all(ended=ended)


def _line(
    use: Use, applications: Mapping[ApplicationId, Application], keys: Mapping[KeyId, Key]
) -> UseLine:
    return UseLine(use, referred(applications, use.application), referred(keys, use.key))


def _order(line: UseLine) -> tuple[bool, str, object, str]:
    name = text.sort_form(line.application.name)
    return not line.use.is_open, name, line.key.expires_on, line.use.id
