"""Resources › Applications: what uses keys, and whom to call about it."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.key import KeyState
from app.services.applications import Listed
from app.services.suite import Services
from app.ui import looks
from app.ui.applications.acts import ApplicationActs
from app.ui.applications.columns import (
    Row,
    columns,
    has_no_key,
    is_kept,
    is_removed,
    needs_you,
    rows,
    told_words,
)
from app.ui.desk import Desk
from app.ui.kit.badge import Shape
from app.ui.kit.buttons import primary_button
from app.ui.kit.tokens import Tone
from app.ui.list_page import PageTexts, RowAction
from app.ui.searched_page import Leaving, SearchedPage


class ApplicationsPage(SearchedPage[Row]):
    """Lists, creates, changes and removes applications."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            texts=PageTexts(
                _("Applications that use keys"),
                _(
                    "What uses the organisation's keys will be here: so that a key is replaced "
                    "everywhere before it stops. Add the first one."
                ),
                "boxes",
            ),
            columns=columns(),
            identify=lambda row: row.application.id,
            parent=parent,
        )
        self.acts = ApplicationActs(desk, self)
        self.create_button = primary_button(
            _("+ &Add"), tip=_("Add an application"), shortcut="Ctrl+Shift+A"
        )
        self.add_button(self.create_button, self.acts.create)
        self.set_actions(
            [
                RowAction(_("Open"), self.open, "", "eye", in_row=False),
                *_changes(self.acts),
                RowAction(
                    _("Restore"),
                    lambda row: self.acts.restore(row.application),
                    icon="undo-2",
                    fits=is_removed,
                    instead=True,
                ),
            ]
        )
        self.set_search(told_words, _chips())

    def reader(self) -> Callable[[Services], Sequence[Row]]:
        """Override ListPage.reader."""
        scope = self.session.scope

        def read(services: Services) -> Sequence[Row]:
            removed = [Listed(one) for one in services.applications.removed(scope)]
            return rows(services, [*services.applications.listed(scope), *removed])

        return read

    def arrive(self, *, chip: str = "", text: str = "", form: str = "") -> None:
        """Show the applications that *chip* and the filter *text* leave; open the *form* create."""
        self.bar.choose(chip, text)
        if form == "create":
            self.acts.create()

    def open(self, row: Row) -> None:
        """Show everything known of an application."""
        self.desk.go("application", application=row.application.id)


def _changes(acts: ApplicationActs) -> list[RowAction[Row]]:
    """Return what can be done with an application that is not removed."""
    return [
        RowAction(
            _("Edit"),
            lambda row: acts.edit(row.application.id),
            "F2",
            "pencil",
            fits=is_kept,
        ),
        RowAction(
            _("Keys…"),
            lambda row: acts.choose_keys(row.application.id),
            "Ctrl+Shift+K",
            "key-round",
            in_row=False,
            fits=is_kept,
        ),
        RowAction(
            _("Copy address"),
            lambda row: acts.copy(row.application.address, _("the address")),
            "Ctrl+C",
            "copy",
            in_row=False,
            fits=lambda row: bool(row.application.address),
        ),
        RowAction(
            _("Remove"),
            lambda row: acts.remove(row.application),
            "Del",
            "trash-2",
            fits=is_kept,
        ),
    ]


def _chips() -> list[Leaving[Row]]:
    expired, removed = looks.state_look(KeyState.EXPIRED), looks.state_look(KeyState.REMOVED)
    return [
        Leaving("all", _("All"), is_kept),
        Leaving("needing", _("With a key that needs you"), needs_you, expired.tone, Shape.TRIANGLE),
        Leaving("keyless", _("Without a key"), has_no_key, Tone.DISABLED, Shape.RING),
        Leaving("removed", _("Removed"), is_removed, removed.tone, removed.shape),
    ]
