"""Every verb has help, with examples that are shown as they are to be typed."""

from collections.abc import Iterator

import click
import pytest

from app.cli.program import ROOT


def commands(
    command: click.Command = ROOT, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield the path of every command under *command*, and its own."""
    yield path
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from commands(one, (*path, name))


ALL = list(commands())
READING = ("check", "list", "show", "kinds", "plan", "verify", "evidence", "impact")


def words_of(path: tuple[str, ...]) -> str:
    return " ".join(("keyholder", *path))


@pytest.mark.parametrize("path", ALL, ids=words_of)
def test_help_tells_and_ends_with_examples(keyholder, path):
    answer = keyholder(*path, "--help")
    assert answer.code == 0
    assert not answer.err
    assert answer.out.startswith(f"Usage: {words_of(path)} ")
    _head, examples = answer.out.split("\nExamples:\n")
    assert examples.strip()


@pytest.mark.parametrize("path", ALL, ids=words_of)
def test_each_example_is_one_line_and_one_that_works(keyholder, path):
    examples = keyholder(*path, "--help").out.split("\nExamples:\n")[1].splitlines()
    for example in examples:
        assert example.startswith("  ")
        assert "keyholder" in example
    assert any(words_of(path) in one.replace("--passphrase-file pass.txt ", "") for one in examples)


@pytest.mark.parametrize("path", [path for path in ALL if path], ids=words_of)
def test_the_list_of_verbs_tells_each_in_a_whole_sentence(keyholder, path):
    overview = keyholder(*path[:-1], "--help").out
    (line,) = [one for one in overview.splitlines() if one.startswith(f"  {path[-1]} ")]
    assert line.endswith(".")
    assert not line.endswith("...")


@pytest.mark.parametrize("path", ALL, ids=words_of)
def test_every_option_is_explained(keyholder, path):
    command: click.Command = ROOT
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


def test_every_verb_of_the_window_is_there():
    assert {words_of(path).removeprefix("keyholder ") for path in ALL if path} >= {
        "init",
        *(f"keys {verb}" for verb in ("list", "create", "add", "show", "edit", "disable")),
        *(f"keys {verb}" for verb in ("enable", "remove", "restore", "destroy", "fill")),
        *(f"keys {verb}" for verb in ("correct", "compared", "exposed", "impact")),
        *(f"todos {verb}" for verb in ("list", "done", "undo")),
        *(f"organisations {verb}" for verb in ("list", "create", "edit", "remove")),
        *(f"applications {verb}" for verb in ("list", "create", "edit", "remove", "show")),
        *(f"uses {verb}" for verb in ("list", "add", "move", "remove", "undo", "none")),
        *(f"replacements {verb}" for verb in ("list", "show", "step", "close", "cancel")),
        *(
            "replace",
            "replacements plan",
            "replacements reopen",
            "applications restore",
            "applications kinds",
            "organisations show",
        ),
        *(f"accounts {verb}" for verb in ("list", "create", "edit", "remove", "mine")),
        *(f"accounts {verb}" for verb in ("show", "hand-over", "evidence", "leave")),
        *(f"preferences {verb}" for verb in ("list", "get", "set")),
        *(f"access {verb}" for verb in ("list", "passphrase", "recovery-code", "keyring")),
        *(f"notices {verb}" for verb in ("raise", "due", "list", "acknowledge", "snooze")),
        *("notices reopen", "notices calendar"),
        *(f"mail {verb}" for verb in ("password", "forget-password", "test", "list", "retry")),
        *(f"login-start {verb}" for verb in ("on", "off", "show")),
        *("access forget", "verify", "check"),
    }


def test_each_reading_verb_can_print_json():
    reading = [path for path in ALL if path and path[-1] in READING]
    for path in reading:
        command: click.Command = ROOT
        for name in path:
            assert isinstance(command, click.Group)
            command = command.commands[name]
        assert "as_json" in {parameter.name for parameter in command.params}
