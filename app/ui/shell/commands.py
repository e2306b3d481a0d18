"""What can be done from anywhere, found by name: to add a command, add it here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from app.core import finding
from app.core.finding import Hit, HitKind
from app.services.finder import MOST


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, its shortcut, and what it does."""

    name: str
    keys: str
    act: Callable[[], object]


def commands(go: Callable[..., object], acts: dict[str, Callable[[], object]]) -> Sequence[Command]:
    """Return the commands; *go* opens a page, *acts* are those of the window itself."""
    return (
        Command(_("Create a key"), "Ctrl+N", lambda: go("keys", form="create")),
        Command(_("Add an existing key"), "Ctrl+Shift+N", lambda: go("keys", form="add")),
        Command(_("Plan replacements"), "", lambda: go("replacements", form="plan")),
        Command(_("Add an application"), "", lambda: go("applications", form="create")),
        Command(_("Add an administrator"), "", lambda: go("administrators", form="add")),
        Command(_("Save all keys as a calendar"), "", lambda: go("keys", form="calendar")),
        Command(_("Back up now"), "", lambda: go("backups", form="make")),
        Command(_("Lock the vault"), "Ctrl+L", acts["lock"]),
        Command(_("Take the last change back"), "Ctrl+Z", acts["undo"]),
        Command(_("Keyboard shortcuts"), "F1", acts["shortcuts"]),
        Command(_("About Keyholder"), "", acts["about"]),
        Command(_("Quit"), "Ctrl+Q", acts["quit"]),
    )


def find_pages(wanted: frozenset[str], pages: Sequence[tuple[str, str, str]]) -> list[Hit]:
    """Return the pages that fit, each given as an id, a title and its tab's title."""
    found = [one for one in pages if finding.fits(wanted, f"{one[1]} {one[2]}")]
    return [
        Hit(kind=HitKind.PAGE, id=page, title=title, remark=tab)
        for page, title, tab in found[: MOST[HitKind.PAGE]]
    ]


def find_commands(wanted: frozenset[str], known: Sequence[Command]) -> list[Hit]:
    """Return the commands that fit; a hit's id is the command's place among those *known*."""
    found = [(at, one) for at, one in enumerate(known) if finding.fits(wanted, one.name)]
    return [
        Hit(kind=HitKind.COMMAND, id=str(at), title=one.name, remark=one.keys)
        for at, one in found[: MOST[HitKind.COMMAND]]
    ]
