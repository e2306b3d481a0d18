"""What is said, and refused, before a key stops that applications still use."""

from collections.abc import Sequence
from gettext import gettext as _

from app.cli.output import note
from app.core import place_words
from app.core.errors import N_, RefusedError
from app.core.identity import KeyId
from app.services.suite import Services


class StillUsedError(RefusedError):
    """A key is to stop that applications use, and that was not said twice."""

    title = N_("“{name}” is still used.")
    meaning = N_("Nothing was changed.")
    hint = N_("Replace it first: keyholder replace {id}. Or add --yes to do it all the same.")


def tell_who_breaks(services: Services, key_ids: Sequence[KeyId]) -> None:
    """Name the applications that would be refused if these keys stopped, and whom to call."""
    for key, places in services.impacts.of(key_ids).keys:
        told = place_words.would_break(len(places))
        note(_("“{name}”: {told}").format(name=key.name, told=told))
        for place in places:
            note(f"- {place_words.line(place.application)}")


def require_nobody_breaks(services: Services, key_ids: Sequence[KeyId], *, yes: bool) -> None:
    """Say who would be refused if these keys stopped; raise StillUsedError if so, unless *yes*."""
    tell_who_breaks(services, key_ids)
    used = services.impacts.of(key_ids).keys
    if used and not yes:
        key, _places = used[0]
        raise StillUsedError(name=key.name, id=key.id[:8])
