"""What can be done with keys in a list: each action once, for button, menu and shortcut."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from app.core.key import Key, Origin
from app.ui.kit.icons import Icons


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: its words, its keys, and which keys of the list it fits."""

    id: str
    label: Callable[[], str]
    fits: Callable[[Key], bool]
    shortcut: str = ""
    icon: str = ""
    many: bool = False
    new_group: bool = False


def _kept(key: Key) -> bool:
    return not key.retired


def _valued(key: Key) -> bool:
    return _kept(key) and key.has_value


def _portal(key: Key) -> bool:
    return _kept(key) and key.origin is Origin.PORTAL


def _removed(key: Key) -> bool:
    return key.removed_at is not None and key.destroyed_at is None


ENTRIES = (
    Entry("open", lambda: _("Open"), lambda _key: True, "Return", "eye"),
    Entry("edit", lambda: _("Edit"), _kept, "F2", "pencil"),
    Entry("copy", lambda: _("Copy key"), _valued, "Ctrl+C", "copy", new_group=True),
    Entry("reveal", lambda: _("Reveal key"), _valued, "Ctrl+Shift+R", "eye"),
    Entry(
        "fill", lambda: _("Fill in key…"), lambda key: _portal(key) and not key.has_value, "", "key"
    ),
    Entry(
        "compared",
        lambda: _("Compared with the portal"),
        _portal,
        "",
        "check",
        many=True,
        new_group=True,
    ),
    Entry("correct", lambda: _("Correct…"), _portal, "", "pencil"),
    Entry(
        "permission",
        lambda: _("Change permission…"),
        _kept,
        "",
        "shield-check",
        many=True,
        new_group=True,
    ),
    Entry("owner", lambda: _("Change owner…"), _kept, "", "user", many=True),
    Entry(
        "disable",
        lambda: _("Disable"),
        lambda key: _kept(key) and key.disabled_at is None,
        "Ctrl+D",
        "ban",
        many=True,
        new_group=True,
    ),
    Entry(
        "enable",
        lambda: _("Enable"),
        lambda key: _kept(key) and key.disabled_at is not None,
        "Ctrl+Shift+D",
        "circle-check",
        many=True,
    ),
    Entry(
        "replace",
        lambda: _("Replace…"),
        _kept,
        "Ctrl+R",
        "refresh-cw",
        new_group=True,
    ),
    Entry("plan", lambda: _("Plan replacements…"), _kept, "Ctrl+Shift+P", "calendar", many=True),
    Entry("expose", lambda: _("Exposed: replace now…"), _kept, "", "triangle-alert", many=True),
    Entry(
        "unused",
        lambda: _("Used by nothing"),
        lambda key: _kept(key) and key.use_is_unknown,
        "",
        "circle-check",
        many=True,
    ),
    Entry(
        "calendar",
        lambda: _("Save as calendar…"),
        lambda _key: True,
        "",
        "calendar-plus",
        many=True,
    ),
    Entry("export", lambda: _("Export…"), lambda _key: True, "", "download", many=True),
    Entry("remove", lambda: _("Remove"), _kept, "Del", "trash-2", many=True, new_group=True),
    Entry("restore", lambda: _("Restore"), _removed, "Ctrl+Shift+Z", "undo-2", many=True),
    Entry(
        "destroy",
        lambda: _("Remove for good…"),
        lambda key: key.superseded_at is None and key.destroyed_at is None,
        "Shift+Del",
        "trash-2",
    ),
)


class KeyActions(QObject):
    """The actions, and which of them fit what is selected."""

    def __init__(self, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._entries = {entry.id: entry for entry in ENTRIES}
        self._actions = {entry.id: self._made(entry, icons) for entry in ENTRIES}
        self.fit([])

    def _made(self, entry: Entry, icons: Icons) -> QAction:
        action = QAction(entry.label(), self)
        action.setData(entry.id)
        if entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
        if entry.icon:
            icons.put(action, entry.icon)
        return action

    def __getitem__(self, entry_id: str) -> QAction:
        """Return the action called *entry_id*."""
        return self._actions[entry_id]

    def menu(self) -> list[QAction | None]:
        """Return all actions in order, None where a line belongs."""
        listed: list[QAction | None] = []
        for entry in ENTRIES:
            if entry.new_group:
                listed.append(None)
            listed.append(self._actions[entry.id])
        return listed

    def fit(self, keys: list[Key], *, more: bool = False) -> None:
        """Turn on what fits at least one of *keys*; *more* are selected that are not at hand."""
        several = more or len(keys) > 1
        for entry_id, action in self._actions.items():
            entry = self._entries[entry_id]
            fits = any(entry.fits(key) for key in keys) or (more and entry.many)
            on = fits and (entry.many or not several)
            action.setEnabled(on)
            action.setVisible(on or entry_id in {"open", "edit", "copy", "remove"})

    def allows(self, action: QAction, record: object) -> bool:
        """Tell whether *action* fits the one key *record*."""
        entry = self._entries.get(str(action.data()))
        return entry is None or (isinstance(record, Key) and entry.fits(record))
