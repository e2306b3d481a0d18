"""What is said of archives of the audit trail."""

from gettext import gettext as _
from gettext import ngettext

from app.core import words
from app.core.archive import Archive, Checked, Plan


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


def checked(found: Checked) -> str:
    """Say what an archive is that was checked whole."""
    header = found.header
    told = _("The archive is whole: entries {first} to {last}, each in its place, and signed.")
    told = told.format(first=header.first, last=header.last)
    if found.known is not None:
        return told + " " + _("It is the one that this inventory wrote.")
    return told + " " + _("This inventory does not know it: it may be of another one.")
