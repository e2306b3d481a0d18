"""What is said of a search in files."""

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext

from app.core import words
from app.core.errors import N_
from app.core.scan import Findings, Skipped

_SKIPPED = {
    Skipped.EXCLUDED: N_("excluded: {n}"),
    Skipped.BINARY: N_("binary: {n}"),
    Skipped.ARCHIVE: N_("archives: {n}"),
    Skipped.HUGE: N_("too large: {n}"),
    Skipped.LINK: N_("links: {n}"),
    Skipped.SPECIAL: N_("pipes and devices: {n}"),
}


def searched(findings: Findings) -> str:
    """Say how much was looked into."""
    told = ngettext("{n} file searched", "{n} files searched", findings.files)
    return told.format(n=findings.files)


def found(places: int, keys: int, stopped: int) -> str:
    """Say how many keys lie where."""
    if not places:
        return _("None of the inventory's keys lies in them.")
    told = ngettext("{keys} at {n} place.", "{keys} at {n} places.", places)
    told = told.format(keys=words.keys_counted(keys), n=places)
    if not stopped:
        return told
    more = ngettext(
        "At {n} of them the key does not work any more: what reads that file fails.",
        "At {n} of them the key does not work any more: what reads these files fails.",
        stopped,
    )
    return told + " " + more.format(n=stopped)


def rest(findings: Findings) -> Iterator[str]:
    """Yield what else there is to know: what was skipped, strange, or not read."""
    skipped = [_(_SKIPPED[why]).format(n=n) for why, n in sorted(findings.skipped.items())]
    if skipped:
        yield _("Not looked into: {what}.").format(what=", ".join(skipped))
    if findings.unknown:
        told = ngettext(
            "{n} string has the form of a key and is none of the inventory's.",
            "{n} strings have the form of a key and are none of the inventory's.",
            findings.unknown,
        )
        yield told.format(n=findings.unknown)
    if findings.unreadable:
        told = ngettext(
            "{n} file or folder could not be read.",
            "{n} files or folders could not be read.",
            len(findings.unreadable),
        )
        yield told.format(n=len(findings.unreadable))
