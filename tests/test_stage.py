from pathlib import Path

from app.core.access import VaultState
from tests import stage


def test_an_inventory_is_made_and_opened_again(tmp_path: Path) -> None:
    made = stage.make_inventory(tmp_path)
    key = stage.create_key(made, "Koha")
    added = stage.add_key(made, "Evergreen", value=stage.VALUE)
    made.inventory.close()
    opened = stage.Stage(folder=tmp_path).open()
    assert opened.access.state is VaultState.OPEN
    assert stage.names(opened) == ["Evergreen", "Koha"]
    assert opened.secret.copy(added.id) == stage.VALUE
    assert opened.keys.get(key.id).ending
    assert opened.verify() == []
    opened.inventory.close()
