"""Standing warnings: what keeps notices from reaching anybody."""

from collections.abc import Callable
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import words
from app.services.overview import UNTOLD, Overview
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level


class WarningList(QWidget):
    """A bar for each warning, with the way to mend it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.untold = Banner(desk.icons)
        self.given_up = Banner(desk.icons)
        self.alone = Banner(desk.icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for banner in (self.given_up, self.untold, self.alone):
            column.addWidget(banner)

    def show_warnings(self, overview: Overview) -> None:
        """Show what *overview* calls for."""
        go = self._desk.go
        self._show(
            self.given_up,
            ngettext(
                "{n} e-mail with notices was given up.",
                "{n} e-mails with notices were given up.",
                overview.mail_given_up,
            ).format(n=overview.mail_given_up)
            if overview.mail_given_up
            else "",
            _("Messages"),
            lambda: go("messages"),
        )
        self._show(
            self.untold,
            _("Nobody would be told of {keys}: no address is known.").format(
                keys=words.keys_counted(overview.untold)
            )
            if overview.untold
            else "",
            _("Show them"),
            lambda: go("keys", state=None, text=UNTOLD),
        )
        self._show(
            self.alone,
            ""
            if overview.mail_on
            else _("E-mail is not set up: notices show on this computer alone."),
            _("Set up e-mail"),
            lambda: go("mail"),
        )
        self.setVisible(any(one.isVisibleTo(self) for one in self.findChildren(Banner)))

    def _show(self, banner: Banner, text: str, verb: str, act: Callable[[], object]) -> None:
        if not text:
            banner.clear()
            return
        level = Level.INFO if banner is self.alone else Level.WARNING
        banner.say(text, level=level)
        banner.add_button(verb, act)
