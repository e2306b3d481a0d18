"""Verifying the inventory from the audit trail's page: how far it is, and that all is well."""

from gettext import gettext as _

from app.core.errors import AppError, CancelledError, VaultLockedError
from app.core.ports import Finding
from app.core.trail_head import TrailHead
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import secondary_button
from app.ui.kit.progress import BusyBar


class Verifying:
    """A button, a bar while it runs, and a line on what came of it; the window tells of findings.

    A check that runs by itself, as at each start, is shown too.
    """

    def __init__(self, desk: Desk) -> None:
        self._session = desk.session
        self._check = desk.check
        self._is_asked = False
        self.button = secondary_button(
            _("Verify &now"), tip=_("Check every record and the whole audit trail")
        )
        self.busy = BusyBar()
        self.banner = Banner(desk.icons, closable=True)
        self.button.clicked.connect(self.begin)
        self._check.begun.connect(self._on_begun)
        self._check.advanced.connect(self.busy.advance)
        self._check.checked.connect(self._on_checked)
        self._check.failed.connect(self._on_failed)
        if self._check.is_running:
            self._on_begun()

    def begin(self) -> None:
        """Check everything, and say what came of it."""
        self._is_asked = True
        self.banner.clear()
        self._check.begin()

    def _on_begun(self) -> None:
        self.button.setEnabled(False)
        self.busy.begin(_("Verifying the inventory…"), self._check.cancel)

    def _end(self) -> bool:
        """Show no progress any more; tell whether somebody asked for it."""
        asked, self._is_asked = self._is_asked, False
        self.button.setEnabled(True)
        self.busy.end()
        return asked

    def _on_checked(self, findings: list[Finding], head: TrailHead) -> None:
        if self._end() and not findings:
            told = _(
                "Verified: every record and all {count} entries are as Keyholder wrote them. "
                "Head: {words}."
            )
            self.banner.say(told.format(count=head.entries, words=head))

    def _on_failed(self, error: AppError) -> None:
        if not self._end() or isinstance(error, CancelledError):
            return
        if isinstance(error, VaultLockedError):
            self._session.unlock_wanted.emit(self.begin, lambda: None)
            return
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.begin)
