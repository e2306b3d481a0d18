"""The form of a plan: which keys, from which day on, and what that comes to, key by key."""

from collections.abc import Sequence
from datetime import date, timedelta
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.core import place_words, words
from app.core.errors import AppError, FieldError
from app.core.replacement import Reason
from app.core.stagger import Turn
from app.ui import dates
from app.ui.date_edit import DateEdit
from app.ui.form_dialog import FormDialog
from app.ui.kit.card import scrolled
from app.ui.kit.choice_box import choice_box
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole

_AHEAD = timedelta(days=90)
_SHOWN = 100
_TALL = 160
_WIDTH = 560


class PlanDialog(FormDialog):
    """Collects a plan; *period* asks for the days between which the keys expire.

    Signals: *wanted* when the plan should be another: answer with *show_turns*.
    """

    wanted = Signal()

    def __init__(
        self, *, today: date, period: bool, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(title=_("Plan replacements"), verb=_("Plan"), icons=icons, parent=parent)
        self.setMinimumWidth(_WIDTH)
        self._period = period
        self.turns: Sequence[Turn] = ()
        self.first_edit, self.last_edit = DateEdit(icons), DateEdit(icons)
        self.start_edit = DateEdit(icons)
        self.reason_box = choice_box()
        self.one_a_day_check = QCheckBox(_("One each &working day, so that they expire apart"))
        self.preview = QWidget()
        self._lines = QVBoxLayout(self.preview)
        self._fill(today)
        self._connect_fields()
        self.refresh_blocked()

    @property
    def first(self) -> date | None:
        """The first expiry date of the period."""
        return self.first_edit.value()

    @property
    def last(self) -> date | None:
        """The last expiry date of the period."""
        return self.last_edit.value()

    @property
    def start(self) -> date | None:
        """The day of the first replacement."""
        return self.start_edit.value()

    @property
    def at_once(self) -> bool:
        """Whether all are to be replaced on one day."""
        return not self.one_a_day_check.isChecked()

    @property
    def wish(self) -> tuple[object, ...]:
        """All that decides what the plan comes to."""
        return self.first, self.last, self.start, self.at_once

    @property
    def reason(self) -> Reason:
        """Why the keys are replaced."""
        return Reason(self.reason_box.currentData())

    def is_whole(self) -> bool:
        """Tell whether the dates that a plan needs are there."""
        ends = (self.first, self.last) if self._period else ()
        return None not in {*ends, self.start}

    def is_backwards(self) -> bool:
        """Tell whether the period ends before it begins."""
        first, last = self.first, self.last
        return first is not None and last is not None and self._period and first > last

    def show_turns(self, turns: Sequence[Turn]) -> None:
        """Show what the plan comes to."""
        self.turns = turns
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._say(_summary(turns), TextRole.STRONG)
        for turn in turns[:_SHOWN]:
            self._say(_line(turn))
        if len(turns) > _SHOWN:
            self._say(_("and {n} more").format(n=len(turns) - _SHOWN), TextRole.MUTED)
        self._lines.addStretch(1)
        self.refresh_blocked()

    def refuse(self, error: AppError) -> None:
        """Say why there is no such plan."""
        self.show_turns([])
        if isinstance(error, FieldError):
            self.form.fields["start"].set_error(str(error))
        else:
            self.fail(error)

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if not self.is_whole():
            return _("Give the dates, like 2027-03-01.")
        if self.is_backwards():
            return _("The first day is after the last one.")
        if not self.turns:
            return _("There is no key to plan for: none expires then, or all are being replaced.")
        return None

    def _say(self, text: str, role: TextRole = TextRole.BODY) -> None:
        self._lines.addWidget(PlainLabel(text, role=role, wrap=True))

    def _fill(self, today: date) -> None:
        self.first_edit.set_value(today)
        self.last_edit.set_value(today + _AHEAD)
        self.start_edit.set_value(today)
        self.one_a_day_check.setChecked(True)
        for reason in Reason:
            self.reason_box.addItem(place_words.reason(reason), reason.value)
        self.form.begin_row()
        if self._period:
            self.form.add("first", _("Keys that expire &from"), self.first_edit)
            self.form.add("last", _("t&o"), self.last_edit)
        self.form.add("start", _("&Begin on"), self.start_edit)
        self.form.end_row()
        if not self._period:
            self.first_edit.setParent(self.form)
            self.last_edit.setParent(self.form)
            self.first_edit.hide()
            self.last_edit.hide()
        self.form.add("reason", _("Wh&y"), self.reason_box)
        self.form.add("one_a_day", "", self.one_a_day_check)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(4)
        area = scrolled(self.preview)
        area.setMinimumHeight(_TALL)
        self.form.add_widget(area)

    def _connect_fields(self) -> None:
        for edit in (self.first_edit, self.last_edit, self.start_edit):
            edit.changed.connect(self._on_changed)
        self.one_a_day_check.toggled.connect(self._on_changed)

    def _on_changed(self, *_value: object) -> None:
        self.turns = ()
        self.form.show_errors({})
        self.refresh_blocked()
        if self.is_whole():
            self.wanted.emit()


def _summary(turns: Sequence[Turn]) -> str:
    told = _("{keys} to replace").format(keys=words.keys_counted(len(turns)))
    shared = sum(turn.shared for turn in turns)
    if shared:
        told += " · " + ngettext(
            "{n} shares its day: too few working days are left",
            "{n} share their days: too few working days are left",
            shared,
        ).format(n=shared)
    return told


def _line(turn: Turn) -> str:
    return _("{day}: {name}; its successor expires {expires}").format(
        day=dates.weekday_text(turn.day),
        name=turn.key.name,
        expires=dates.day_text(turn.expires_on),
    )
