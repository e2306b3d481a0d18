"""First start: the organisation and your account on one page, then the ways in."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError, FieldError
from app.core.secret import Secret
from app.services.set_up import SetUpForm, WaysIn
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.clipboard import SecretClipboard
from app.ui.kit.form import Form
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.organisation_fields import OrganisationFields
from app.ui.start.ways_in import WaysInPage

_WIDTH = 640


class SetUpPage(QWidget):
    """Collects what a new inventory needs.

    Signals: *finished* with a SetUpForm and the WaysIn when all is filled in; *restore_wanted*
    where there is a backup instead.
    """

    finished = Signal(object, object)
    restore_wanted = Signal()

    def __init__(
        self,
        *,
        code: Secret,
        icons: Icons,
        clipboard: SecretClipboard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Form(icons)
        self.organisation = OrganisationFields(self.form)
        self.account_name_edit = QLineEdit()
        self.account_email_edit = QLineEdit()
        self.reason_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.restore_button = secondary_button(_("Restore a backup…"))
        self.next_button = primary_button(_("&Continue"))
        self.ways = WaysInPage(code=code, icons=icons, clipboard=clipboard)
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self._refresh()

    def set_up_form(self) -> SetUpForm:
        """Return what was filled in on the first page."""
        return SetUpForm(
            organisation=self.organisation.draft(),
            account_name=self.account_name_edit.text(),
            account_email=self.account_email_edit.text(),
            backup_folder=self.ways.backup_folder,
        )

    def fail(self, error: AppError) -> None:
        """Say why the inventory could not be made; nothing typed is lost."""
        if isinstance(error, FieldError) and error.field in self.form.fields:
            self.stack.setCurrentIndex(0)
            self.form.show_errors({error.field: str(error)})
        self.ways.fail(error)

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget.showEvent: begin in the first field."""
        super().showEvent(event)
        self.organisation.name_edit.setFocus()

    def _arrange(self) -> None:
        first = QWidget()
        column = QVBoxLayout(first)
        column.setSpacing(16)
        column.addWidget(PlainLabel(_("Set up the inventory"), role=TextRole.TITLE))
        column.addWidget(
            PlainLabel(
                _(
                    "Keyholder keeps the API keys of your organisation on this computer and shows "
                    "which stops working next. It never speaks to OpenAthens."
                ),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        self._fill_form()
        column.addWidget(self.form)
        foot = QHBoxLayout()
        foot.addWidget(self.reason_label, 1)
        foot.addWidget(self.restore_button)
        foot.addWidget(self.next_button)
        column.addLayout(foot)
        column.addStretch(1)
        self.stack.addWidget(_scrolled(first))
        self.stack.addWidget(_scrolled(self.ways))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _fill_form(self) -> None:
        self.form.add_widget(PlainLabel(_("Your organisation"), role=TextRole.HEADING))
        self.organisation.add(brief=True)
        self.form.add_widget(PlainLabel(_("Your account"), role=TextRole.HEADING))
        self.form.begin_row()
        self.form.add("account_name", _("Your n&ame"), self.account_name_edit)
        self.form.add(
            "account_email",
            _("Your &e-mail address"),
            self.account_email_edit,
            hint=_("Can be filled in later."),
        )
        self.form.end_row()

    def _connect(self) -> None:
        self.organisation.changed.connect(self._refresh)
        self.account_name_edit.textChanged.connect(self._refresh)
        self.next_button.clicked.connect(self._on_next)
        self.restore_button.clicked.connect(self.restore_wanted)
        for edit in self.form.findChildren(QLineEdit):
            edit.returnPressed.connect(self.next_button.click)
        self.ways.back_button.clicked.connect(lambda: self.stack.setCurrentIndex(0))
        self.ways.submitted.connect(self._on_submitted)

    def _refresh(self) -> None:
        missing = self.organisation.missing()
        if missing is None and not self.account_name_edit.text().strip():
            missing = _("Give your name.")
        self.next_button.setEnabled(missing is None)
        self.reason_label.setText(missing or "")

    def _on_next(self) -> None:
        try:
            self.set_up_form().checked()
        except FieldError as error:
            self.form.show_errors({error.field: str(error)})
            return
        self.form.show_errors({})
        self.stack.setCurrentIndex(1)
        self.ways.start()

    def _on_submitted(self, ways: WaysIn) -> None:
        self.finished.emit(self.set_up_form(), ways)


def _scrolled(content: QWidget) -> QScrollArea:
    """Return *content* in the middle of an area that scrolls where it must."""
    content.setMaximumWidth(_WIDTH)
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(24, 24, 24, 24)
    row.addStretch(1)
    row.addWidget(content, 6)
    row.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the keyboard by itself
    area.setWidget(middle)
    return area
