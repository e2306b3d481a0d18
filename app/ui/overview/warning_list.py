"""Standing warnings: what keeps notices from reaching anybody, or the keys from being safe."""

from collections.abc import Callable
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import backup_words, words
from app.core.backup import ADVICE, Trouble
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
        self.backups = Banner(desk.icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for banner in (self.given_up, self.untold, self.backups, self.alone):
            column.addWidget(banner)
        desk.session.backups.changed.connect(self._show_backups)

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
            quiet=True,
        )
        self._show_backups()

    def _show_backups(self) -> None:
        """Show the worst that is wrong with the backups."""
        session = self._desk.session
        state = session.backups.state
        troubles = () if state is None else state.troubles(session.now())
        text = backup_words.trouble(troubles[0], state) if state and troubles else ""
        unset = Trouble.NO_FOLDER in troubles
        where = {"form": "folder"} if unset else {}
        self._show(
            self.backups,
            text,
            _("Choose a folder") if unset else _("Backups"),
            lambda: self._desk.go("backups", **where),
            quiet=bool(troubles) and troubles[0] in ADVICE,
        )
        self.setVisible(any(one.isVisibleTo(self) for one in self.findChildren(Banner)))

    def _show(
        self,
        banner: Banner,
        text: str,
        verb: str,
        act: Callable[[], object],
        *,
        quiet: bool = False,
    ) -> None:
        if not text:
            banner.clear()
            return
        level = Level.INFO if quiet else Level.WARNING
        banner.say(text, level=level)
        banner.add_button(verb, act)
