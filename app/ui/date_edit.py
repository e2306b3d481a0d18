"""A field for a date: typed, pasted or picked from a calendar; empty until someone chose."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui import dates
from app.ui.kit.buttons import icon_button
from app.ui.kit.icons import Icons
from app.ui.kit.text import accessible

# No order of digits alone but the year first: 3/4/2027 is two different days
_FORMATS = ("yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy", "d. MMM yyyy", "d. MMMM yyyy")


class DateEdit(QWidget):
    """A date, or none.

    Signals: *changed* when it is another one.
    """

    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line_edit = QLineEdit(placeholderText=_("2027-03-01"))
        self.calendar_button = icon_button(icons, "calendar", _("Choose from a calendar"))
        # Of the line, not of this widget: with a focus proxy, that would trap Tab in here
        self._popup = QFrame(self.line_edit, Qt.WindowType.Popup)
        self._calendar = QCalendarWidget(self._popup)
        self._arrange()
        self.line_edit.textChanged.connect(self.changed)
        self.calendar_button.clicked.connect(self._on_calendar)
        self._calendar.clicked.connect(self._on_picked)
        self._calendar.activated.connect(self._on_picked)

    def value(self) -> date | None:
        """Return the date, or None where nothing or something else stands there."""
        text = " ".join(self.line_edit.text().split())
        for locale in (QLocale(), QLocale(QLocale.Language.English)):
            for form in _FORMATS:
                day = locale.toDate(text, form)
                if day.isValid():
                    return dates.date_of(day)
        return None

    def set_value(self, day: date | None) -> None:
        """Show *day*."""
        self.line_edit.setText("" if day is None else day.isoformat())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.line_edit.text().strip()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line_edit, 1)
        row.addWidget(self.calendar_button)
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._calendar)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        accessible(self._calendar, _("Calendar"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # or the label's letter would not lead here
        self.setFocusProxy(self.line_edit)

    def setAccessibleName(self, name: str) -> None:
        """Override QWidget.setAccessibleName: the line is what is read out."""
        super().setAccessibleName(name)
        self.line_edit.setAccessibleName(name)

    def _on_calendar(self) -> None:
        chosen = self.value()
        self._calendar.setSelectedDate(
            QDate.currentDate() if chosen is None else dates.qdate(chosen)
        )
        self._popup.adjustSize()
        self._popup.move(self.line_edit.mapToGlobal(QPoint(0, self.line_edit.height() + 2)))
        self._popup.show()
        self._calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        self._popup.hide()
        self.line_edit.setText(day.toString("yyyy-MM-dd"))
        self.line_edit.setFocus()
