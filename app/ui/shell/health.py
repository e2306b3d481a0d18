"""Checks the inventory in the background at start, and says so in one line when all is well."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.access import VaultState
from app.core.errors import AppError, CancelledError
from app.core.ports import Finding
from app.core.trail_head import TrailHead
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.frame.window import FrameWindow
from app.ui.kit.banner import Banner, Level
from app.ui.kit.card import scrolled
from app.ui.kit.dialogs import Dialog
from app.ui.kit.text import PlainLabel, TextRole

_MOST = 200
_HEIGHT = 360
_WIDTH = 560
_SIDES = 80


class HealthWatch(QObject):
    """Checks once, as soon as the vault is open, and again whenever it is asked."""

    def __init__(self, window: FrameWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._session = desk.session
        self._check = desk.check
        self._findings: list[Finding] = []
        self._has_begun = False
        self.banner = Banner(desk.icons, closable=True)
        window.add_banner(self.banner)
        self._session.lock_changed.connect(lambda _state: self.begin())
        self._check.begun.connect(lambda: self._say(_("Checking the inventory…")))
        self._check.checked.connect(self._show)
        self._check.failed.connect(self._on_failed)

    def begin(self) -> None:
        """Check, unless that was done already or the vault is shut still."""
        if self._has_begun or self._session.vault is VaultState.SHUT:
            return
        self._has_begun = True
        self.check()

    def check(self) -> None:
        """Check everything, aside from what the person does meanwhile."""
        self._check.begin()

    def _show(self, findings: list[Finding], head: TrailHead) -> None:
        self._findings = findings
        if not self._findings:
            self.banner.clear()
            self._say(
                _("Inventory verified: {words}").format(words=head),
                _(
                    "Every record and the audit trail are as Keyholder wrote them. Where two "
                    "people see the same words, they see the same trail of {count} entries."
                ).format(count=head.entries),
            )
            return
        told = ngettext(
            "The inventory was changed outside Keyholder, or is damaged: {count} finding.",
            "The inventory was changed outside Keyholder, or is damaged: {count} findings.",
            len(self._findings),
        ).format(count=len(self._findings))
        self._say(_("⚠ Inventory not as it should be"), told)
        self.banner.say(told, level=Level.ERROR)
        self.banner.add_button(_("Show what differs"), self.show_findings)
        self.banner.add_button(_("Check again"), self.check)

    def show_findings(self) -> None:
        """Show each finding, and what to do about it."""
        prompts.show_dialog(FindingsDialog(self._findings, parent=self._window))

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, CancelledError):
            self._say(_("The check of the inventory was cancelled"))
            return
        self._say(_("⚠ The inventory could not be checked"), str(error))

    def _say(self, text: str, tip: str = "") -> None:
        self._window.footer.set_status("health", text, tip)


class FindingsDialog(Dialog):
    """Lists findings."""

    def __init__(self, findings: list[Finding], *, parent: QWidget | None = None) -> None:
        super().__init__(title=_("What differs in the inventory"), verb=_("Close"), parent=parent)
        self.cancel_button.hide()
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for finding in findings[:_MOST]:
            column.addWidget(PlainLabel(finding.told, wrap=True))
        if len(findings) > _MOST:
            rest = _("And {count} more: keyholder verify lists them all.")
            text = rest.format(count=len(findings) - _MOST)
            column.addWidget(PlainLabel(text, role=TextRole.MUTED, wrap=True))
        column.addStretch(1)
        area = scrolled(lines)
        area.setAccessibleName(_("Findings"))
        needed = lines.heightForWidth(_WIDTH - _SIDES)
        area.setFixedHeight(min(needed + 4, _HEIGHT))
        self.setMinimumWidth(_WIDTH)
        self.body.addWidget(area)
