"""The dark band at the top: whose keys these are, and who is looking."""

from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ui.kit.buttons import Kind, PushButton
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.icons import Icons
from app.ui.kit.text import accessible, set_tip

_AVATAR = 32


class Header(QWidget):
    """Brand, organisation switcher, room for a search field, and the profile menu.

    Signals: *home_requested* when the brand is clicked.
    """

    home_requested = Signal()

    def __init__(self, *, brand: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.brand_button = PushButton(brand)
        self.organisation_button = ElidedButton(kind=Kind.QUIET, tip=_("Switch organisation"))
        self.organisation_menu = QMenu(self)
        self.profile_button = PushButton()
        self.profile_menu = QMenu(self)
        self._middle = QHBoxLayout()
        self._right = QHBoxLayout()
        self._arrange(icons)
        self.brand_button.clicked.connect(self.home_requested)
        self.set_organisation("")
        self.set_profile("", "")

    def set_organisation(self, name: str) -> None:
        """Show which organisation's keys these are; none hides the switcher."""
        self.organisation_button.set_words(name)
        self.organisation_button.setVisible(bool(name))
        accessible(self.organisation_button, _("Organisation: {name}").format(name=name))

    def set_profile(self, initials: str, name: str) -> None:
        """Show whose workstation this is."""
        self.profile_button.setText(initials.replace("&", "&&"))
        self.profile_button.setVisible(bool(initials))
        accessible(self.profile_button, _("Profile: {name}").format(name=name))
        set_tip(self.profile_button, name)

    def add_middle(self, widget: QWidget) -> None:
        """Place a search field or the like in the middle."""
        self._middle.addWidget(widget)

    def add_right(self, widget: QWidget) -> None:
        """Place a button before the profile."""
        self._right.addWidget(widget)

    def _arrange(self, icons: Icons) -> None:
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress(icons)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 24, 4)
        row.setSpacing(8)
        row.addWidget(self.brand_button)
        row.addWidget(self.organisation_button)
        row.addStretch(1)
        row.addLayout(self._middle, 2)
        row.addStretch(1)
        row.addLayout(self._right)
        row.addWidget(self.profile_button)

    def _dress(self, icons: Icons) -> None:
        self.brand_button.setProperty("kind", "brand")
        self.profile_button.setProperty("kind", "avatar")
        self.profile_button.setFixedSize(_AVATAR, _AVATAR)
        icons.put(self.brand_button, "diamond", "header_focus")
        icons.put(self.organisation_button, "chevron-down", "header_muted")
        self.organisation_button.setIconSize(QSize(14, 14))
        self.organisation_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.organisation_button.setMenu(self.organisation_menu)
        self.profile_button.setMenu(self.profile_menu)
        set_tip(self.brand_button, _("Dashboard"))
        for button in (self.brand_button, self.organisation_button, self.profile_button):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
