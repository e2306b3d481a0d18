"""Snooze: for a day, for three days, or until a date, and never past the expiry date."""

from collections.abc import Callable
from datetime import date, timedelta
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core import notice_words
from app.services.notice_list import Line
from app.ui import dates
from app.ui.date_edit import DateEdit
from app.ui.form_dialog import FormDialog
from app.ui.kit.icons import Icons
from app.ui.kit.options import Option, OptionList
from app.ui.kit.text import PlainLabel, TextRole

_UNTIL = "until"
_SPANS = {"1": 1, "3": 3}


class SnoozeDialog(FormDialog):
    """Asks how long a key is to be silent."""

    def __init__(self, *, line: Line, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Snooze"), verb=_("Snooze"), icons=icons, parent=parent)
        self._line = line
        self.span_list = OptionList([*self._spans(), Option(id=_UNTIL, label=_("Until a date"))])
        self.until_edit = DateEdit(icons)
        self._fill_form()
        self.span_list.set_value("1")
        self.span_list.chosen.connect(self._on_changed)
        self.until_edit.changed.connect(self._on_changed)
        self._on_changed()

    def until(self) -> Callable[[date], date]:
        """Return what tells the day, from today."""
        chosen, given = self.span_list.value(), self.until_edit.value()
        if chosen == _UNTIL:
            return lambda _today: given or date.max
        return lambda today: today + timedelta(days=_SPANS[chosen])

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if self.span_list.value() == _UNTIL and self.until_edit.value() is None:
            return _("Give a date like 2027-03-01.")
        return None if self.span_list.value() else _("Choose how long.")

    def _spans(self) -> list[Option]:
        labels = {1: _("For a day"), 3: _("For three days")}
        return [
            Option(
                id=name,
                label=labels[days],
                description=self._told(days),
                enabled=days <= self._line.days_left,
            )
            for name, days in _SPANS.items()
        ]

    def _told(self, days: int) -> str:
        if days > self._line.days_left:
            return _("That would be past the expiry date.")
        return dates.weekday_text(self._line.day + timedelta(days=days))

    def _fill_form(self) -> None:
        sentence = notice_words.sentence(self._line.subject, self._line.day) + "."
        self.form.add_widget(PlainLabel(sentence, wrap=True))
        self.form.add("span", _("Be silent"), self.span_list)
        self.form.add(
            "until",
            _("&Date"),
            self.until_edit,
            hint=_("{day} at the latest: then it expires.").format(
                day=dates.weekday_text(self._line.subject.expires_on)
            ),
        )
        self.form.add_widget(
            PlainLabel(
                _("More urgent stages wait too. On that day the key is told of again."),
                role=TextRole.MUTED,
                wrap=True,
            )
        )

    def _on_changed(self) -> None:
        self.form.fields["until"].setVisible(self.span_list.value() == _UNTIL)
        self.form.fields["until"].set_error(None)
        self.refresh_blocked()
