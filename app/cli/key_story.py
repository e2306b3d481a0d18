"""What hangs on a key: who uses it, what it replaced, and what was done with it."""

from collections.abc import Iterator
from gettext import gettext as _

from app.cli import history_view, replacement_view, use_view
from app.cli.output import Record
from app.core import place_words
from app.core.key import Key
from app.services.suite import Services


def record(services: Services, key: Key, *, history: bool) -> Record:
    """Return it as JSON shows it; with *history*, what was done with the key as well."""
    running = services.replacement_list.running_of(key.id)
    chain = services.chain.of(key.id)
    place = [one.id for one in chain].index(key.id)
    told = history_view.records(services.histories.of_key(key.id)) if history else []
    return {
        "uses": [
            use_view.record(one.use, one.application, key) for one in services.uses.of_key(key.id)
        ],
        "successor": chain[place + 1].id if place + 1 < len(chain) else None,
        "chain": [{"id": one.id, "name": one.name} for one in chain],
        "replacement": None if running is None else replacement_view.record(running),
        **({"history": told} if history else {}),
    }


def facts(services: Services, key: Key, *, history: bool) -> Iterator[tuple[str, str]]:
    """Yield it as labels and texts."""
    yield _("Used by"), _used_by(services, key)
    yield from _chained(services, key)
    running = services.replacement_list.running_of(key.id)
    if running is not None:
        yield _("Replacement"), replacement_view.standing(running)
    if history:
        yield _("History"), history_view.lines(services.histories.of_key(key.id))


def _used_by(services: Services, key: Key) -> str:
    places = services.uses.of_key(key.id)
    if places:
        return "\n".join(place_words.line(place.application) for place in places)
    if key.unused_at is not None:
        return _("nothing, as {who} confirmed on {day}").format(
            who=key.unused_by,
            day=services.keys.people().day_of(key.unused_at, key.organisation).isoformat(),
        )
    return _("not recorded") if key.use_is_unknown else _("nothing")


def _chained(services: Services, key: Key) -> Iterator[tuple[str, str]]:
    chain = services.chain.of(key.id)
    place = [one.id for one in chain].index(key.id)
    before, after = chain[:place], chain[place + 1 :]
    if before:
        yield _("Predecessor"), "\n".join(_named(one) for one in reversed(before))
    elif key.predecessor is not None:
        yield _("Predecessor"), _named(services.keys.get(key.predecessor))
    if after:
        yield _("Successor"), "\n".join(_named(one) for one in after)


def _named(key: Key) -> str:
    return f"{key.id}  {key.name}"
