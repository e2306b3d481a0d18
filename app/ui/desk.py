"""What every page of the window is given."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSettings

from app.ui.inventory_check import InventoryCheck
from app.ui.kit.clipboard import SecretClipboard
from app.ui.kit.icons import Icons
from app.ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A page's surroundings; *go* opens another page, with what to show there."""

    session: Session
    icons: Icons
    clipboard: SecretClipboard
    check: InventoryCheck
    settings: QSettings
    go: Callable[..., None]
