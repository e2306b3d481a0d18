"""A dialog with a form: what is typed stays there until it could be saved."""

from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError, FieldError
from app.ui.kit.banner import Banner, Level
from app.ui.kit.dialogs import Dialog
from app.ui.kit.form import Form
from app.ui.kit.icons import Icons

_SPARE = 200
_WIDTH = 420
_LEAST = 100


class FormDialog(Dialog):
    """Collects a draft; whoever opened it saves, and answers with *settle* or *fail*.

    It may be closed before the answer comes: it waits for it unseen, and nobody is told.

    Signals: *submitted* when Save is pressed.
    """

    submitted = Signal()

    def __init__(
        self, *, title: str, verb: str, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(title=title, verb=verb, parent=parent)
        self.accepted_warnings: tuple[str, ...] = ()
        self.form = Form(icons)
        self.notice = Banner(icons)
        self.body.addWidget(self.notice)
        self.scroll_area = _Scroll(self.form)
        self.body.addWidget(self.scroll_area, 1)

    def submit(self) -> None:
        """Override Dialog.submit: hand the draft over and wait for the answer."""
        self.form.show_errors({})
        self.notice.clear()
        self.set_blocked(_("Saving…"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.submitted.emit()

    def warn(self, warnings: list[str]) -> None:
        """Show what deserves a look; saving again saves all the same."""
        self.accepted_warnings = tuple(warnings)
        self.answered()
        self.refresh_blocked()
        text = "\n".join([*warnings, _("Save again to keep it as it is.")])
        self.notice.say(text, level=Level.WARNING)

    def forget_warnings(self) -> None:
        """Something was changed: what was warned of is to be looked at anew."""
        self.accepted_warnings = ()
        self.notice.clear()
        self.refresh_blocked()

    def settle(self) -> None:
        """Close: it is saved."""
        if self.answered():
            self.accept()

    def fail(self, error: AppError) -> None:
        """Say why it could not be saved; nothing typed is lost."""
        self.answered()
        self.refresh_blocked()
        if isinstance(error, FieldError) and error.field in self.form.fields:
            self.form.show_errors({error.field: str(error)})
            return
        self.notice.say(str(error), level=Level.ERROR)

    def answered(self) -> bool:
        """Note that what was submitted is answered; tell whether the dialog is open still."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self.isVisible():
            self.deleteLater()
        return self.isVisible()

    def wanted_size(self) -> QSize:
        """Override Dialog.wanted_size: the form whole, though it could be scrolled."""
        self._let_scroll(self.scroll_area.sizeHint().height())
        size = super().wanted_size()
        self._let_scroll(_LEAST)
        return size

    def _let_scroll(self, least: int) -> None:
        self.scroll_area.setMinimumHeight(least)
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def showEvent(self, event: QShowEvent) -> None:
        """Override Dialog.showEvent: begin in the first field."""
        super().showEvent(event)
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.control.setFocus()

    def missing(self) -> str | None:
        """Say what is still missing before it can be saved."""
        return None

    def refresh_blocked(self) -> None:
        """Turn Save on or off, with the reason."""
        self.set_blocked(self.missing())


class _Scroll(QScrollArea):
    """Shows a form whole where the screen allows it."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(1, 1, 8, 1)
        column.addWidget(form)
        column.addStretch(1)
        self.setWidget(self._inside)

    def sizeHint(self) -> QSize:
        """Override QScrollArea.sizeHint."""
        width = max(self._inside.sizeHint().width(), _WIDTH)
        # As if the bar were there: else it comes, narrows the form, and so stays needed
        narrow = width - self.verticalScrollBar().sizeHint().width()
        height = self._inside.heightForWidth(narrow)
        if height < 0:  # nothing in it wraps
            height = self._inside.sizeHint().height()
        most = self.screen().availableGeometry().height() - _SPARE
        return QSize(width, min(height, max(most, _LEAST)))
