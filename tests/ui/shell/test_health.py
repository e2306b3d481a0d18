"""The check of the whole inventory in the background at start."""

import sqlite3
from contextlib import closing

import pytest

from app.ui.shell.health import FindingsDialog
from tests.stage import RECOVERY_CODE, Stage, create_key
from tests.ui.window import WindowStage, button

PROMOTE = "UPDATE key SET permission = 'full'"


@pytest.fixture
def on(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    for name in "ABC":
        create_key(services, name)
    services.inventory.close()
    return window_stage


def edit(on: WindowStage, statement: str) -> None:
    with closing(sqlite3.connect(on.stage.place.database)) as database, database:
        database.execute(statement)


def status(on: WindowStage) -> str:
    return on.window.footer.statuses["health"].text()


def test_all_well_is_one_line_with_the_head_in_words(on):
    on.open()
    on.wait(lambda: "verified" in status(on))
    head = on.stored(lambda services: services.checks.head())
    assert status(on) == f"Inventory verified: {head}"
    assert not on.window.health.banner.isVisible()


def test_what_was_changed_outside_is_told_with_what_to_do(on):
    edit(on, PROMOTE)
    on.open()
    banner = on.window.health.banner
    on.wait(banner.isVisible)
    assert "3 findings" in banner.text_label.text()
    assert status(on).startswith("⚠")
    on.click(button(banner, "Show what differs"))
    dialog = on.dialog(FindingsDialog)
    told = [label.text() for label in dialog.findChildren(type(dialog.title_label))]
    assert any("The key “A” was changed outside Keyholder" in text for text in told)
    on.close_at_once(dialog)


def test_it_can_be_checked_again_once_it_was_mended(on):
    edit(on, PROMOTE)
    on.open()
    banner = on.window.health.banner
    on.wait(banner.isVisible)
    edit(on, "UPDATE key SET permission = 'authentication'")
    on.window.health.check()
    on.wait(lambda: "verified" in status(on))
    assert not banner.isVisible()


def test_a_shut_vault_is_checked_once_it_is_open(on):
    assert on.stage.keyring is not None
    on.stage.keyring.entries.clear()
    on.open()
    assert "health" not in on.window.footer.statuses
    on.session.ask(
        lambda services: services.access.unlock(RECOVERY_CODE),
        lambda _nothing: on.session.look_at_vault(),
    )
    on.wait(lambda: "health" in on.window.footer.statuses and "verified" in status(on))


def test_an_older_inventory_in_place_is_told_of(on):
    older = on.stage.place.database.read_bytes()
    on.fill(lambda services: create_key(services, "D"))
    on.stage.place.database.write_bytes(older)
    on.open()
    on.wait(on.window.health.banner.isVisible)
    [finding] = on.window.health._findings
    assert "An older state of the inventory" in finding.told
