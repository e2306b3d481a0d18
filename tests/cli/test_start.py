"""Without a verb: the window. Before the verb: the inventory's folder and what opens it."""

from pathlib import Path

import pytest

from app import __version__
from app.bootstrap import FolderDoor
from app.core.secret import Secret
from app.storage.place import Place


def test_without_a_verb_the_window_opens(keyholder):
    answer = keyholder()
    assert answer.code == 0
    assert [(start.data_dir, start.passphrase) for start in keyholder.started] == [(None, None)]


def test_the_window_is_given_the_folder_and_the_passphrase(keyholder, tmp_path):
    keyholder.opened("--data-dir", str(tmp_path / "keys"))
    (start,) = keyholder.started
    assert start.data_dir == tmp_path / "keys"
    assert start.passphrase == Secret("a dummy passphrase for tests")


def test_a_verb_opens_no_window(keyholder, services):
    keyholder("keys", "list")
    assert not keyholder.started


def test_the_version_is_printed(keyholder):
    answer = keyholder("--version")
    assert (answer.code, answer.out, answer.err) == (0, f"keyholder {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "No such command 'nonsense'."),
        (["keys"], "Missing command."),
        (["keys", "list", "--nonsense"], "No such option '--nonsense'."),
        (["keys", "show"], "Missing argument 'ID'."),
        (["keys", "list", "--state", "gone"], "Invalid value for '--state'"),
        (["--data-dir", "", "keys", "list"], "Give the name of a folder."),
    ],
)
def test_wrong_words_are_told_in_one_line(keyholder, services, words, said):
    answer = keyholder(*words)
    assert answer.code == 2
    assert said in answer.told()
    assert not answer.out


def test_wrong_words_lead_to_the_help_of_their_verb(keyholder):
    assert "“keyholder keys show --help”" in keyholder("keys", "show").told()


def test_a_value_among_the_arguments_is_not_repeated(keyholder):
    value = "00000000-1111-4222-8333-4444444444aa"
    answer = keyholder("keys", "fill", "3f2a", value)
    assert answer.code == 2
    assert value not in answer.err
    assert "standard input" in answer.told()


def test_a_folder_is_chosen_for_each_run(keyholder, tmp_path):
    asked: list[Path | None] = []

    def door(folder: Path | None) -> FolderDoor:
        asked.append(folder)
        return FolderDoor(place=Place(folder or tmp_path))

    keyholder.make_door = door
    answer = keyholder("--data-dir", str(tmp_path / "elsewhere"), "keys", "list")
    assert asked == [tmp_path / "elsewhere"]
    assert f"There is no inventory in {tmp_path / 'elsewhere'} yet." in answer.told()
