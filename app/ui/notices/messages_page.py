"""Management › Messages: the e-mails that tell of notices, until they arrived or were given up."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core import notice_words
from app.core.delivery import UNSENT, ChannelName, Delivery
from app.services.suite import Services
from app.ui import dates
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.notices import looks
from app.ui.notices.answers import retry
from app.ui.record_table import RecordColumn

_MOST = 1_000


class MessagesPage(ListPage[Delivery]):
    """Lists the outbox, latest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            texts=PageTexts(
                _("Messages"),
                _("The e-mails that tell of notices will be listed here."),
                "mail",
            ),
            columns=_columns(),
            identify=lambda one: one.id,
            stretched=5,
            parent=parent,
        )
        self.retry_button = secondary_button(_("Try all &again now"))
        self.settings_button = secondary_button(_("&Settings"))
        self.add_button(self.settings_button, lambda: desk.go("mail"))
        self.add_button(self.retry_button, self.retry_all)
        self.set_actions(
            [
                RowAction(
                    _("Try again now"),
                    self.retry,
                    "Space",
                    "refresh-cw",
                    fits=lambda one: one.state in UNSENT,
                )
            ]
        )
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.error_label = PlainLabel(role=TextRole.ERROR, wrap=True)
        self.error_label.hide()
        self.add_foot(self.error_label)
        self.table.selectionModel().currentChanged.connect(self._show_error)
        self.model.modelReset.connect(self._show_error)
        self.session.delivered.connect(self._on_changed)

    def reader(self) -> Callable[[Services], Sequence[Delivery]]:
        """Override ListPage.reader."""
        return lambda services: services.outbox.latest(_MOST, ChannelName.EMAIL)

    def _show_error(self, *_changed: object) -> None:
        """Say in full what went wrong with the message in the current row."""
        message = self.model.record(self.table.currentIndex().row())
        error = "" if message is None else message.last_error
        self.error_label.setText(error)
        self.error_label.setVisible(bool(error))

    def retry(self, message: Delivery) -> None:
        """Try one message again now."""
        retry(self.desk, lambda services: services.outbox.retry(message.id))

    def retry_all(self) -> None:
        """Try whatever did not arrive again now."""
        retry(self.desk, lambda services: services.outbox.retry_all())


def _columns() -> list[RecordColumn[Delivery]]:
    return [
        RecordColumn(
            _("Written"),
            lambda one: dates.moment_text(one.created_at),
            150,
            sort_key=lambda one: one.created_at,
        ),
        RecordColumn(
            _("To"),
            lambda one: one.recipient,
            190,
            muted=lambda one: notice_words.notices_counted(len(one.notices)),
        ),
        RecordColumn(
            _("State"),
            lambda one: looks.message_look(one).label,
            126,
            badge=looks.message_look,
        ),
        RecordColumn(
            _("Attempts"),
            lambda one: str(one.attempts),
            80,
            sort_key=lambda one: one.attempts,
        ),
        RecordColumn(
            _("When"),
            looks.next_attempt,
            180,
            sort_key=lambda one: one.settled_at or one.next_attempt_at,
        ),
        RecordColumn(_("What went wrong"), lambda one: one.last_error, 200),
    ]
