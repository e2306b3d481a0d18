"""The inventory as a page to print: by organisation, the next to stop first; never a value."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from gettext import gettext as _
from itertools import groupby

from app.core import words
from app.core.export import Material
from app.core.key import Key
from app.core.page import Heading, Line, Page, Table, html

_WIDTHS = (21, 15, 14, 14, 20, 16)


def file(material: Material) -> bytes:
    """Return the page as a file in HTML."""
    return html(page(material)).encode()


def page(material: Material) -> Page:
    """Return the page; each key is reported once it is read."""
    return Page(_("API keys: the inventory"), _parts(material))


def _parts(material: Material) -> Iterator[Heading | Line | Table]:
    for line in told(material):
        yield Line(line)
    names = material.around.organisations
    places = {organisation: place for place, organisation in enumerate(names)}
    counts = Counter(key.organisation for key in material.keys)
    ordered = sorted(material.keys, key=lambda key: places[key.organisation])
    waiting = replace(material, keys=ordered).told_keys()
    for organisation, keys in groupby(waiting, lambda key: key.organisation):
        yield Heading(f"{names[organisation]} ({words.keys_counted(counts[organisation])})")
        heads = (
            *(_("Key"), _("State"), _("Expires"), _("Last working day")),
            *(_("Owner"), _("Used by")),
        )
        yield Table(heads, _WIDTHS, (_cells(key, material) for key in keys))


def told(material: Material) -> Iterator[str]:
    """Yield who made the page, when, of which keys, and where the audit trail stood."""
    made = material.made
    moment = made.at.astimezone(UTC)
    yield _("Made on {day} at {time} UTC by {who} with Keyholder {version}.").format(
        day=words.day(moment.date()),
        time=f"{moment:%H:%M}",
        who=made.by,
        version=made.version,
    )
    chosen = made.chosen or _("all keys")
    yield _("{keys} of {total} in the inventory: {chosen}.").format(
        keys=words.keys_counted(len(material.keys)), total=made.total, chosen=chosen
    )
    if made.head:
        yield _("Audit trail: {n} entries, head {head}.").format(
            n=made.entries, head=made.head_words
        )


def _cells(key: Key, material: Material) -> tuple[str, ...]:
    around = material.around
    day = around.today[key.organisation]
    about = material.level_label(key.permission)
    ending = _("ending in {ending}").format(ending=key.ending) if key.ending else ""
    return (
        "\n".join(part for part in (key.name, about, ending) if part),
        words.key_state(key.state_on(day)),
        words.day(key.expires_on),
        words.day(key.last_working_day),
        (around.owners.get(key.owner, "") if key.owner else "") or _("nobody"),
        "\n".join(around.applications.get(key.id, ())) or _unused(key),
    )


def _unused(key: Key) -> str:
    return _("nothing") if key.unused_at is not None else _("not known")
