"""The steps of a first start, as a person takes them."""

from PySide6.QtWidgets import QLabel  # noqa: TID251 - looked at, never made

from app.ui.start.ways_in import WaysInPage
from tests.stage import PASSPHRASE
from tests.ui.window import WindowStage


def fill_first_page(on: WindowStage, name: str = "Example University") -> None:
    """Fill in what the first page cannot do without."""
    on.type_into(on.set_up.organisation.name_edit, name)
    on.set_up.organisation.zone_box.setCurrentText("Europe/London")
    on.type_into(on.set_up.account_name_edit, "Ada Tester")


def to_ways(on: WindowStage) -> WaysInPage:
    """Fill the first page and go on to the ways in."""
    fill_first_page(on)
    on.click(on.set_up.next_button)
    return on.set_up.ways


def type_passphrase(on: WindowStage, text: str = PASSPHRASE.reveal(), again: str = "") -> None:
    """Type a passphrase twice."""
    on.type_into(on.set_up.ways.passphrase.passphrase_edit, text)
    on.type_into(on.set_up.ways.passphrase.repeat_edit, again or text)


def prove_code(on: WindowStage) -> None:
    """Type the last group of the recovery code that is shown."""
    panel = on.set_up.ways.recovery
    on.type_into(panel.last_group_edit, panel.code_label.text().rsplit("-", 1)[-1])


def set_up(on: WindowStage) -> None:
    """Set up, with a passphrase, and with the keyring where there is one."""
    to_ways(on)
    type_passphrase(on)
    prove_code(on)
    on.click(on.set_up.ways.finish_button)


def texts(on: WindowStage) -> str:
    """Return all that the labels of the window say."""
    window = on.start.window
    assert window is not None
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return "\n".join(shown)
