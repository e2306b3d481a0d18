"""Preferences › Notices: when they are due, and how they show on this computer."""

from gettext import gettext as _
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.core.errors import AppError, FieldError
from app.core.preference import (
    CALENDAR_FILE,
    CLOSE_TO_TRAY,
    DESKTOP_NAMES,
    DESKTOP_NOTICES,
    NOTICE_BEFORE_WEEKEND,
    NOTICE_STAGES,
    WEEKEND,
    Preference,
)
from app.core.schedule import OPENATHENS_STAGE, Schedule, weekend_of
from app.ui.desk import Desk
from app.ui.kit.banner import Level
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.path_edit import PathEdit
from app.ui.preferences.form_page import FormPage
from app.ui.preferences.schedule_preview import SchedulePreview
from app.ui.preferences.weekday_row import WeekdayRow


class NoticeSettingsPage(FormPage):
    """Each choice holds at once; what is typed, when the field is left."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, title=_("Notices"), parent=parent)
        self.stages_edit = QLineEdit()
        self.weekend_box = QCheckBox(_("Give notice on the &working day before a day off"))
        self.weekend_row = WeekdayRow()
        self.preview = SchedulePreview(desk.icons)
        self.desktop_box = QCheckBox(_("Show notices on the &desktop"))
        self.names_box = QCheckBox(_("&Name the most urgent key there"))
        self.tray_box = QCheckBox(_("Keep looking when the window is &closed"))
        self.login_box = QCheckBox(_("Start at &login, hidden"))
        self.calendar_edit = PathEdit(
            suggestion=str(Path.home() / "keyholder.ics"),
            title=_("Keep a calendar file"),
            pattern=_("Calendars (*.ics)"),
        )
        self._boxes: dict[QCheckBox, Preference[bool]] = {
            self.weekend_box: NOTICE_BEFORE_WEEKEND,
            self.desktop_box: DESKTOP_NOTICES,
            self.names_box: DESKTOP_NAMES,
            self.tray_box: CLOSE_TO_TRAY,
        }
        self._lines: dict[QLineEdit, Preference[Any]] = {
            self.stages_edit: NOTICE_STAGES,
            self.calendar_edit.line_edit: CALENDAR_FILE,
        }
        self._fill_form()
        self._show()
        self._connect()

    def refresh(self) -> None:
        """Look whether it starts at login, and which key expires next."""
        door = self.session.door
        self.session.aside(
            lambda _services: door.login_start.is_on(), self._show_login, self._say_error
        )
        scope = self.session.scope
        self.session.ask(
            lambda services: services.keys.next_to_expire(scope, 1), self.preview.suggest
        )

    def leave(self) -> None:
        """Save what is typed."""
        for edit in self._lines:
            self._save_line(edit)

    def _fill_form(self) -> None:
        form = self.form
        form.add_widget(PlainLabel(_("When notices are due"), role=TextRole.HEADING))
        form.add(
            NOTICE_STAGES.name,
            _("Days before a &key stops"),
            self.stages_edit,
            hint=_(
                "Only the first notice, {n} days before, is OpenAthens' own; the others are this "
                "program's. After the expiry date there is one each day while the key is in use."
            ).format(n=OPENATHENS_STAGE),
        )
        form.add_widget(self.weekend_box)
        form.add(WEEKEND.name, _("Days off"), self.weekend_row)
        form.add_widget(self.preview)
        form.add_widget(PlainLabel(_("On this computer"), role=TextRole.HEADING))
        for box in (self.desktop_box, self.names_box, self.tray_box, self.login_box):
            form.add_widget(box)
        form.add_widget(
            PlainLabel(
                _(
                    "While Keyholder is closed nobody looks. The README shows how cron, systemd "
                    "or the Windows task scheduler look instead."
                ),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        form.add_widget(PlainLabel(_("For calendars"), role=TextRole.HEADING))
        form.add(
            CALENDAR_FILE.name,
            _("Keep this calendar &file up to date"),
            self.calendar_edit,
            hint=_(
                "A calendar that subscribes to it reminds people while this computer is off. It "
                "holds names and dates, no key."
            ),
        )

    def _connect(self) -> None:
        for box in self._boxes:
            box.toggled.connect(self._on_box)
        self.stages_edit.editingFinished.connect(self._on_line)
        self.calendar_edit.edited.connect(self._on_line)
        self.stages_edit.textChanged.connect(self._preview)
        self.weekend_row.changed.connect(self._on_weekend)
        self.login_box.toggled.connect(self._on_login)
        self.session.preferences_changed.connect(self._show)

    def _show(self) -> None:
        preferences = self.session.preferences
        for box, what in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(preferences.get(what))
            box.blockSignals(False)
        for edit, line in self._lines.items():
            if not edit.hasFocus() and not self.form.fields[line.name].error:
                edit.setText(preferences.text(line))
        if not self.form.fields[WEEKEND.name].error:
            self.weekend_row.set_days(preferences.get(WEEKEND))
        self.weekend_row.setEnabled(preferences.get(NOTICE_BEFORE_WEEKEND))
        self.names_box.setEnabled(preferences.get(DESKTOP_NOTICES))
        self._preview()

    def _preview(self) -> None:
        """Show the days that what is typed gives; what cannot be read leaves them as they are."""
        stages = NOTICE_STAGES.kind.read(self.stages_edit.text().strip())
        if stages is None:
            return
        named = self.weekend_row.days() if self.weekend_box.isChecked() else ()
        self.preview.set_schedule(Schedule(stages=stages, weekend=weekend_of(named)))

    def _show_login(self, on: bool) -> None:  # noqa: FBT001 - the state itself
        self.login_box.blockSignals(True)
        self.login_box.setChecked(on)
        self.login_box.blockSignals(False)

    def _on_box(self) -> None:
        for box, what in self._boxes.items():
            if box.isChecked() != self.session.preferences.get(what):
                self.session.set_preference(what, box.isChecked())

    def _on_weekend(self) -> None:
        days = self.weekend_row.days()
        if WEEKEND.kind.read(", ".join(days)) is None:
            self.form.set_error(WEEKEND.name, _("Choose one day at least, and not all of them."))
            return
        self.form.set_error(WEEKEND.name, None)
        self.session.set_preference(WEEKEND, days)

    def _on_line(self) -> None:
        for edit in self._lines:
            self._save_line(edit)

    def _save_line(self, edit: QLineEdit) -> None:
        what = self._lines[edit]
        try:
            value = what.parse(edit.text())
        except FieldError as error:
            self.form.set_error(what.name, str(error))
            return
        self.form.set_error(what.name, None)
        if value != self.session.preferences.get(what):
            self.session.set_preference(what, value)

    def _on_login(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        door = self.session.door
        self.session.aside(
            lambda _services: door.login_start.turn(on=on),
            lambda _nothing: self.banner.clear(),
            self._say_error,
        )

    def _say_error(self, error: AppError) -> None:
        self.banner.say(str(error), level=Level.ERROR)
        door = self.session.door
        self.session.aside(
            lambda _services: door.login_start.is_on(),
            self._show_login,
            lambda _again: self._show_login(False),
        )
