import shutil
import sqlite3

import pytest

from tests.ui.start.steps import texts
from tests.ui.window import WindowStage


@pytest.fixture
def made(window_stage: WindowStage, stage) -> WindowStage:
    stage.make(keyring=True).inventory.close()
    return window_stage


def test_a_file_of_another_program_is_left_as_it_is(made, stage, tmp_path):
    database = stage.place.database
    shutil.copy(database, tmp_path / "good.db")
    database.write_text("somebody's shopping list\n" * 400)
    made.open()
    assert f"{database} is not a Keyholder inventory." in texts(made)
    assert "It was left as it is." in texts(made)
    made.click(made.failure.retry_button)
    assert f"{database} is not a Keyholder inventory." in texts(made)
    assert database.read_text().startswith("somebody's shopping list")
    shutil.copy(tmp_path / "good.db", database)
    made.click(made.failure.retry_button)
    assert made.window.current_id == "dashboard"
    assert made.session.is_open


def test_a_database_of_a_newer_version_is_refused_until_it_fits(made, stage):
    def set_version(version: int) -> int:
        with sqlite3.connect(stage.place.database) as database:
            before = int(database.execute("PRAGMA user_version").fetchone()[0])
            database.execute(f"PRAGMA user_version = {version}")
        database.close()
        return before

    before = set_version(99)
    made.open()
    assert "A newer version of Keyholder wrote this inventory." in texts(made)
    assert "Install the newer version" in texts(made)
    set_version(before)
    made.click(made.failure.retry_button)
    assert made.window.current_id == "dashboard"


def test_a_damaged_database_says_what_to_do(made, stage, tmp_path):
    database = stage.place.database
    shutil.copy(database, tmp_path / "good.db")
    content = bytearray(database.read_bytes())
    content[100:4096] = b"\xff" * 3996
    database.write_bytes(content)
    made.open()
    assert "The inventory's database is damaged." in texts(made)
    assert f"{database} is kept beside it" in texts(made)
    assert made.failure.restore_button.isVisible()
    assert made.failure.quit_button.isEnabled()
    shutil.copy(tmp_path / "good.db", database)
    made.click(made.failure.retry_button)
    assert made.window.current_id == "dashboard"


def test_the_keyboard_can_try_again(made, stage):
    stage.place.database.write_text("somebody's shopping list\n" * 400)
    made.open()
    page = made.failure
    page.retry_button.setFocus()
    made.press("Space", page.retry_button)
    assert made.failure is not page
