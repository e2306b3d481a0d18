"""The inventory as a page to print: by organisation, the next to stop first; never a value."""

from collections.abc import Iterator
from datetime import UTC
from gettext import gettext as _
from html import escape

from app.core import words
from app.core.export import Material
from app.core.identity import OrganisationId
from app.core.key import Key

_WIDTHS = (24, 11, 16, 16, 17, 16)


def file(material: Material) -> bytes:
    """Return the page as a file in HTML."""
    return html(material).encode()


def html(material: Material) -> str:
    """Return the page as HTML; names are shown as they are."""
    title = _("API keys: the inventory")
    groups: dict[OrganisationId, list[Key]] = {}
    for key in material.told_keys():
        groups.setdefault(key.organisation, []).append(key)
    return "\n".join(
        [
            f'<html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>',
            f"<h1>{escape(title)}</h1>",
            *(f"<p>{escape(line)}</p>" for line in told(material)),
            *(
                line
                for organisation, name in material.around.organisations.items()
                if organisation in groups
                for line in _of_organisation(name, groups[organisation], material)
            ),
            "</body></html>",
        ]
    )


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


def _of_organisation(name: str, keys: list[Key], material: Material) -> Iterator[str]:
    yield f"<h2>{escape(name)} ({escape(words.keys_counted(len(keys)))})</h2>"
    yield '<table border="1" cellspacing="0" cellpadding="4" width="100%">'
    heads = (
        *(_("Key"), _("State"), _("Expires"), _("Last working day")),
        *(_("Owner"), _("Used by")),
    )
    yield "<thead><tr>" + "".join(
        f'<th width="{width}%">{escape(head)}</th>'
        for head, width in zip(heads, _WIDTHS, strict=True)
    ) + "</tr></thead>"  # fmt: skip
    for key in keys:
        cells = (escape(cell).replace("\n", "<br>") for cell in _cells(key, material))
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</table>"


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
