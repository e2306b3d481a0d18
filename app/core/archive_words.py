"""What is said of archives of the audit trail."""

from gettext import gettext as _
from gettext import ngettext

from app.core import words
from app.core.archive import Archive, Checked, Plan, Provenance
from app.core.errors import N_

_SHORT = 16


def counted(count: int) -> str:
    """Return a number of entries in words."""
    return ngettext("{count} entry", "{count} entries", count).format(count=count)


def planned(plan: Plan) -> str:
    """Say what would go."""
    day = words.day(plan.moment.date())
    if plan.kept_for:
        kept = _("What was done since {day} stays: the key “{name}”, in use still, is of that day.")
        kept = " " + kept.format(day=day, name=plan.kept_for)
    else:
        kept = ""
    if not plan.count:
        return _("No entry is from before {day}.").format(day=day) + kept
    told = _("{entries} from before {day} would go: numbers {first} to {last}.")
    return (
        told.format(entries=counted(plan.count), day=day, first=plan.first, last=plan.last) + kept
    )


def made(archive: Archive) -> str:
    """Say what went where."""
    return _("{entries} moved into {file}. Keep that file: the inventory has them no more.").format(
        entries=counted(archive.count), file=archive.name
    )


_PROVENANCE = {
    Provenance.OURS: N_(
        "The archive is whole: entries {first} to {last}, each in its place, and signed. It is the "
        "one that this inventory wrote."
    ),
    Provenance.LEFT: N_(
        "The archive is whole, and this inventory's vault signed it: entries {first} to {last}. "
        "They are in the inventory all the same, because it went back to a backup since, or "
        "because archiving was broken off."
    ),
    Provenance.DISOWNED: N_(
        "Do not trust it: it says that this inventory wrote it, and the inventory knows neither "
        "the file nor the key {signer} that signed it. It may be forged, or be from a time that a "
        "restore has undone, with another vault key."
    ),
    Provenance.ANOTHER: N_(
        "Entries {first} to {last} are each in their place. Another inventory wrote it: its "
        "signature fits the key {signer}, which only the file names. Ask whoever sent it."
    ),
    Provenance.UNTOLD: N_(
        "Entries {first} to {last} are each in their place. Whether this inventory wrote it cannot "
        "be told while the vault is not open."
    ),
}


def checked(found: Checked) -> str:
    """Say what an archive is that is whole in itself."""
    header = found.header
    return _(_PROVENANCE[found.provenance]).format(
        first=header.first, last=header.last, signer=header.signer[:_SHORT]
    )
