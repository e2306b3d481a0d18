"""The buttons of the comparison: those before there is a list, and those for one."""

from gettext import gettext as _

from app.core.reconcile import Standing
from app.services.reconciliation import Reconciliation
from app.ui.kit.buttons import icon_button, primary_button, secondary_button
from app.ui.kit.icons import Icons


class ReconcileButtons:
    """The page places them."""

    def __init__(self, icons: Icons) -> None:
        self.first_paste = primary_button(_("&Paste the portal's table"))
        self.first_file = secondary_button(_("Choose the portal's &list…"))
        self.file = icon_button(icons, "upload", _("Choose a file"))
        self.paste = secondary_button(_("&Paste"), tip=_("Compare the table that was copied"))
        self.columns = icon_button(icons, "columns-3", _("Which column is what"))
        self.mend = secondary_button(_("&Mend all shown…"))
        self.compared = primary_button(_("Mark as &compared"))

    def show_for(self, found: Reconciliation | None) -> None:
        """Show those for a list where something was *found*."""
        for one in (self.file, self.paste, self.columns, self.mend, self.compared):
            one.setVisible(found is not None)
        if found is not None:
            self.compared.setEnabled(found.count(Standing.AGREES) > 0)
            self.mend.setEnabled(not found.agrees)
