"""Each failure tells what happened in whole sentences, wherever in the program it is raised."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from app.core import errors
from app.core.errors import AppError

APP = Path(errors.__file__).parent.parent.parent
TREE = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, AppError)
}
LEAVES = [kind for kind in TREE.values() if not kind.__subclasses__()]
SENTENCES = ("title", "meaning", "hint")


def facts_of(kind: type[AppError]) -> set[str]:
    """Return the names in braces in the texts of *kind*."""
    return {
        name
        for sentence in SENTENCES
        for _, name, _, _ in Formatter().parse(getattr(kind, sentence))
        if name is not None
    }


def raised() -> Iterator[tuple[Path, ast.Call, type[AppError]]]:
    """Yield each call in the program that makes a failure."""
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in TREE:
                    yield path, node, TREE[name]


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
class TestEachLeaf:
    def test_says_what_happened_in_its_own_words(self, kind: type[AppError]):
        assert kind.title != AppError.title
        assert kind.__doc__

    def test_fills_its_braces(self, kind: type[AppError]):
        failure = AppError.__new__(kind)
        AppError.__init__(failure, **{name: f"<{name}>" for name in facts_of(kind)})
        for told in (str(failure), failure.what(), failure.so(), failure.then()):
            assert not set("{}") & set(told)
        assert failure.what()

    def test_tells_facts_with_braces_in_them_as_they_are(self, kind: type[AppError]):
        failure = AppError.__new__(kind)
        AppError.__init__(failure, **dict.fromkeys(facts_of(kind), "{name} {0} %s"))
        assert str(failure).count("{name} {0} %s") == sum(
            name is not None
            for sentence in SENTENCES
            for _, name, _, _ in Formatter().parse(getattr(kind, sentence))
        )

    def test_is_drawn_in_the_tree(self, kind: type[AppError]):
        assert kind.__name__ in (errors.__doc__ or "")


def test_the_tree_in_the_docstring_names_nothing_else():
    drawn = {
        word.strip(",├└─│…→ ")
        for word in (errors.__doc__ or "").replace("→", " ").split()
        if word.strip(",").endswith("Error")
    }
    assert drawn == set(TREE)


def test_wherever_a_failure_is_raised_it_is_given_the_facts_that_it_tells():
    assert [
        f"{path.name}:{call.lineno} {kind.__name__}"
        for path, call, kind in raised()
        if kind not in (errors.FieldError, AppError)
        and all(keyword.arg for keyword in call.keywords)
        and facts_of(kind) - {keyword.arg for keyword in call.keywords}
    ] == []


def test_failures_are_raised_all_over_the_program():
    """What the test above reads is really there."""
    assert len(list(raised())) > 50


def test_a_failure_is_told_in_one_line_with_what_it_means_and_what_to_do():
    assert str(errors.DiskFullError(folder="/data")) == (
        "The disk is full. The change was not saved; what was saved before is safe. "
        "Make room in /data and try again."
    )


def test_a_field_error_names_its_field():
    failure = errors.FieldError("name", "A {name} is needed.")
    assert failure.field == "name"
    assert str(failure) == "A {name} is needed."
