from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from app.core.audit import Act
from app.services.suite import Services
from app.ui.kit.clipboard import HINTS
from app.ui.kit.reveal import RevealPopup
from tests.stage import PASSPHRASE
from tests.ui.keys.conftest import KOHA as VALUE

KOHA = "Koha, main library"


def clipboard() -> QClipboard:
    return QApplication.clipboard()


def acts(services: Services) -> list[Act]:
    return [entry.act for entry in services.inventory.audit.latest(3)]


def test_copy_from_the_keys_own_cell_is_for_a_short_time_and_audited(sitting, stored):
    sitting.window.clipboard.set_clear_after(0.2)
    sitting.click_in_row(KOHA, "key", "Copy key")
    assert clipboard().text() == VALUE.reveal()
    assert set(HINTS) <= set(clipboard().mimeData().formats())
    assert VALUE.reveal() not in sitting.toast
    assert acts(stored())[0] is Act.COPIED
    sitting.qtbot.waitUntil(lambda: clipboard().text() == "")


def test_what_was_copied_elsewhere_meanwhile_stays(sitting):
    sitting.window.clipboard.set_clear_after(0.2)
    sitting.select(KOHA)
    sitting.press("Ctrl+C")
    clipboard().setText("a shopping list")
    with sitting.qtbot.waitSignal(sitting.window.clipboard.cleared):
        pass
    assert clipboard().text() == "a shopping list"


def test_reveal_shows_the_value_for_a_moment_and_it_cannot_be_selected(sitting, stored):
    sitting.select(KOHA)
    sitting.press("Ctrl+Shift+R")
    popup = sitting.table.findChild(RevealPopup)
    assert popup.text_label.text() == VALUE.reveal()
    flags = popup.text_label.textInteractionFlags()
    assert flags == Qt.TextInteractionFlag.NoTextInteraction
    assert acts(stored())[0] is Act.REVEALED
    popup.close()


def test_closing_the_window_takes_the_value_off_the_clipboard(sitting):
    sitting.select(KOHA)
    sitting.press("Ctrl+C")
    assert clipboard().text() == VALUE.reveal()
    sitting.window.close()
    assert clipboard().text() == ""


def test_a_locked_vault_shows_names_and_asks_before_it_copies(sitting):
    sitting.press("Ctrl+L")
    assert "locked" in sitting.window.banner.text_label.text()
    assert KOHA in sitting.names()
    clipboard().clear()
    sitting.select(KOHA)
    sitting.press("Ctrl+C")
    assert clipboard().text() == ""
    dialog = sitting.dialog()
    assert dialog.windowTitle() == "Unlock the vault"
    dialog.secret_edit.setText(PASSPHRASE.reveal())
    sitting.click(dialog.primary_button)
    sitting.settle()
    assert clipboard().text() == VALUE.reveal()


def test_the_value_is_in_no_model_role_title_or_tip(sitting):
    model = sitting.page.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            for role in range(300):
                assert VALUE.reveal() not in str(model.index(row, column).data(role))
    assert VALUE.reveal() not in sitting.window.windowTitle()
