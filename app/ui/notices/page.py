"""Management › Notices: what expires and needs somebody, and what was told before."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core import notice_words, text
from app.core.identity import KeyId
from app.core.key import Key
from app.core.notice import NoticeState, SubjectKind
from app.core.preference import CALENDAR_FILE, DESKTOP_NOTICES, MAIL_ON, Preferences
from app.services.notice_list import HELD, Line
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.keys.creation import KeyCreationActs
from app.ui.kit.buttons import secondary_button
from app.ui.kit.chips import Chip, ChipBar
from app.ui.kit.filter_edit import FilterEdit
from app.ui.kit.text import accessible
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.notices.answers import acknowledge, reopen, tell_answered
from app.ui.notices.columns import RAISED, STOPS, TOLD, columns
from app.ui.notices.places import PlacesFoot
from app.ui.notices.snooze_dialog import SnoozeDialog
from app.ui.notices.trouble import TroubleBanner

_HISTORY = "history"
_EMPTY: dict[str, Callable[[], str]] = {
    NoticeState.OPEN.value: lambda: _("Nothing needs you now."),
    NoticeState.SNOOZED.value: lambda: _("No notice is snoozed."),
    NoticeState.ACKNOWLEDGED.value: lambda: _("No notice is acknowledged."),
    _HISTORY: lambda: _("No notice was raised yet. The first comes as a key's date nears."),
}
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class NoticesPage(ListPage[Line]):
    """Lists notices, and takes what a person decides about each."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            texts=PageTexts(_("Notices"), _("Nothing needs you now."), "bell"),
            columns=columns(),
            identify=lambda line: line.notice.id,
            stretched=1,
            parent=parent,
        )
        self.chips = ChipBar(desk.icons.theme, name=_("Which notices"))
        self.filter_edit = FilterEdit(desk.icons, placeholder=_("Filter…"), name=_("Filter"))
        self.trouble = TroubleBanner(desk)
        self.all_button = secondary_button(_("Acknowledge &all"))
        self.settings_button = secondary_button(_("&Settings"))
        self._creation = KeyCreationActs(desk, self)
        self.foot = PlacesFoot(desk, lambda: self.model.record(self.table.currentIndex().row()))
        self.add_foot(self.foot)
        self._arrange_bar()
        self._set_actions()
        self.session.delivered.connect(self._on_changed)
        self.chips.chosen.connect(self._on_chip)
        self.filter_edit.textChanged.connect(lambda _text: self.refresh())
        self.filter_edit.list_wanted.connect(self.table.enter)
        self.table.selectionModel().currentChanged.connect(self.foot.refresh)

    def reader(self) -> Callable[[Services], Sequence[Line]]:
        """Override ListPage.reader."""
        chosen, scope = self.chips.value(), self.session.scope
        wanted = text.sort_form(self.filter_edit.text().strip())

        def read(services: Services) -> list[Line]:
            if chosen == _HISTORY:
                lines = services.notice_list.history(scope)
            else:
                lines = services.notice_list.current(NoticeState(chosen), organisation=scope)
            return [line for line in lines if wanted in text.sort_form(line.subject.name)]

        return read

    def arrive(self, *, state: str = "") -> None:
        """Show the notices in *state*, or the open ones."""
        self.chips.set_value(state or NoticeState.OPEN.value)
        self.filter_edit.clear()

    def refresh(self) -> None:
        """Override ListPage.refresh: count as well, and say what became of the messages."""
        scope = self.session.scope
        self.session.ask(lambda services: services.notice_list.counts(scope), self._show_chips)
        super().refresh()
        self.head.set_line(_channels(self.session.preferences))
        self.trouble.refresh()

    def _on_loaded(self, records: Sequence[Line]) -> None:
        """Override ListPage: say what hides the notices, where something does."""
        typed = self.filter_edit.text().strip()
        self.empty.set_sentence(
            _("No notice fits the filter: “{filter}”.").format(filter=typed)
            if typed
            else _EMPTY[self.chips.value()]()
        )
        super()._on_loaded(records)
        self.foot.refresh()
        self.all_button.setEnabled(any(map(_can_silence, records)))

    def _arrange_bar(self) -> None:
        self._show_chips({})
        accessible(self.filter_edit, _("Filter"), _("Part of a name"))
        self.filter_edit.setMaximumWidth(220)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.chips, 1)
        row.addWidget(self.filter_edit)
        self.add_bar(bar)
        self.add_bar(self.trouble)
        self.add_button(self.settings_button, lambda: self.desk.go("notice-settings"))
        self.add_button(self.all_button, self._acknowledge_all)

    def _set_actions(self) -> None:
        self.set_actions(
            [
                RowAction(_("Open"), self.open, "", "eye", in_row=False),
                RowAction(_("Acknowledge"), self.acknowledge, "Space", "check", fits=_can_silence),
                RowAction(_("Replace…"), self.replace, "Ctrl+R", "refresh-cw", fits=_can_replace),
                RowAction(
                    _("Snooze…"), self.snooze, "Ctrl+S", "clock", in_row=False, fits=_can_snooze
                ),
                RowAction(
                    _("Open again"), self.reopen, "", "undo-2", in_row=False, fits=_can_reopen
                ),
            ]
        )

    def open(self, line: Line) -> None:
        """Show everything known of the key, or go to the account."""
        if line.subject.kind is SubjectKind.ACCOUNT:
            self.desk.go("administrators")
            return
        self.desk.go("key", key=KeyId(line.subject.id))

    def replace(self, line: Line) -> None:
        """Open the form of the key's successor."""
        self._with_key(line, self._creation.replace)

    def acknowledge(self, line: Line) -> None:
        """Silence the key until its next stage."""
        acknowledge(self.desk, [line.notice.id])

    def reopen(self, line: Line) -> None:
        """Take an answer back."""
        reopen(self.desk, [line.notice.id])

    def snooze(self, line: Line) -> None:
        """Ask how long the key is to be silent."""
        dialog = SnoozeDialog(line=line, icons=self.desk.icons, parent=self)
        ids = [line.notice.id]
        prompts.form(
            dialog,
            self.session,
            dialog.until,
            lambda services, until, _report: services.notice_list.snooze(ids, until),
            lambda former: tell_answered(
                self.session, _("Snoozed “{name}”.").format(name=line.subject.name), former
            ),
        )

    def _acknowledge_all(self) -> None:
        ids = [line.notice.id for line in self.model.records if _can_silence(line)]
        if ids:
            acknowledge(self.desk, ids)

    def _with_key(self, line: Line, act: Callable[[Key], object]) -> None:
        key_id = KeyId(line.subject.id)
        self.session.ask(lambda services: services.keys.get(key_id), act)

    def _on_chip(self, chosen: str) -> None:
        """Show the past as it came, and what is at hand by urgency."""
        past = chosen == _HISTORY
        column, order = (RAISED, _DESCENDING) if past else (STOPS, _ASCENDING)
        self.table.sortByColumn(column, order)
        self.refresh()

    def _show_chips(self, counts: dict[NoticeState, int]) -> None:
        chips = [Chip(one.value, notice_words.state(one), counts.get(one, 0)) for one in HELD]
        self.chips.set_chips([*chips, Chip(_HISTORY, _("History"), None)])
        past = self.chips.value() == _HISTORY
        self.table.setColumnHidden(RAISED, not past)
        self.table.setColumnHidden(TOLD, past)


def _is_held(line: Line) -> bool:
    return line.state in HELD


def _can_silence(line: Line) -> bool:
    return _is_held(line) and line.state is not NoticeState.ACKNOWLEDGED


def _can_replace(line: Line) -> bool:
    return _is_held(line) and line.subject.kind is SubjectKind.KEY


def _can_snooze(line: Line) -> bool:
    return _is_held(line) and line.days_left > 0


def _can_reopen(line: Line) -> bool:
    return _is_held(line) and line.state is not NoticeState.OPEN


def _channels(preferences: Preferences) -> str:
    """Say where notices arrive."""
    shown = preferences.get(DESKTOP_NOTICES)
    ways = [
        _("here"),
        _("on this desktop") if shown else "",
        _("by e-mail") if preferences.get(MAIL_ON) else "",
        _("in the calendar file") if preferences.get(CALENDAR_FILE) else "",
    ]
    return _(
        "Notices arrive: {ways}. While this computer is off, only calendars that have the file "
        "already remind anyone."
    ).format(ways=", ".join(way for way in ways if way))
