"""login-start on, off, show."""

import sys
from pathlib import Path

import pytest

from app.storage.login_start import name_of
from tests.stage import Stage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others keep it elsewhere")

ON, OFF = "Keyholder starts, hidden, at login.\n", "It does not start at login.\n"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where this person's desktop keeps settings."""
    folder = tmp_path / "config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


@pytest.fixture
def entry(config: Path, stage: Stage) -> Path:
    return config / "autostart" / f"{name_of(stage.folder)}.desktop"


def test_it_is_turned_on_and_off(keyholder, entry):
    answer = keyholder("login-start", "on")
    assert (answer.code, answer.out, answer.err) == (0, ON, "")
    written = entry.read_text("utf-8")
    assert f'"--data-dir" "{keyholder.stage.folder}" "--hidden"' in written
    answer = keyholder("login-start", "off")
    assert (answer.code, answer.out) == (0, OFF)
    assert not entry.exists()


def test_show_says_how_it_stands(keyholder, entry):
    assert keyholder("login-start", "show").out == OFF
    assert keyholder("login-start", "show", "--json").json == {"on": False}
    keyholder("login-start", "on")
    assert keyholder("login-start", "show").out == ON
    assert keyholder("login-start", "show", "--json").json == {"on": True}


def test_twice_is_as_good_as_once(keyholder, entry):
    for words, code in (("on", 0), ("on", 0), ("off", 0), ("off", 0)):
        assert keyholder("login-start", words).code == code
    assert not entry.exists()


def test_it_needs_no_inventory_and_makes_none(keyholder, entry):
    keyholder("login-start", "on")
    assert not keyholder.stage.folder.exists()


def test_where_no_entry_can_be_made_it_could_not_tell(keyholder, config):
    config.write_text("a file where the folder should be")
    answer = keyholder("login-start", "on")
    assert (answer.code, answer.out) == (3, "")
    assert answer.told().startswith("Starting at login could not be set (")


def test_where_the_entry_cannot_be_taken_away_it_could_not_tell(keyholder, entry):
    entry.mkdir(parents=True)
    answer = keyholder("login-start", "off")
    assert (answer.code, answer.out) == (3, "")
    assert entry.exists()


def test_another_verb_is_wrong_usage(keyholder, entry):
    assert keyholder("login-start", "maybe").code == 2
    assert keyholder("login-start").code == 2
