"""What no linter knows: how long things are, and what must not stand where."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
LONGEST_FILE, LONGEST_FUNCTION, MOST_METHODS = 300, 40, 15

# What was too large when the rule came: it may shrink and not grow, and nothing may join it
LARGE_CLASSES = {"VaultAccess": 16, "KeyActs": 17, "KeyFields": 16, "Session": 20}
LONG_FUNCTIONS: dict[str, int] = {}

# In pieces, so that this file does not name what no file may name
REGISTRIES = [
    ".".join(name)
    for name in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "com"),
        ("npmjs", "org"),
        ("debian", "org"),
        ("ubuntu", "com"),
        ("fedoraproject", "org"),
        ("archlinux", "org"),
        ("alpinelinux", "org"),
        ("anaconda", "org"),
        ("anaconda", "com"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("golang", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("quay", "io"),
    ]
]
BARE_WIDGETS = {"QLabel", "QMessageBox", "QToolTip"}


def modules(folder: Path = APP) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def nodes(folder: Path = APP) -> Iterator[tuple[str, ast.AST]]:
    """Yield each node of the program's syntax, with the module's name."""
    for path in modules(folder):
        for node in ast.walk(tree(path)):
            yield str(path.relative_to(ROOT)), node


def tracked() -> list[Path]:
    """Return the files that git knows."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_file_is_long():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {
        str(path.relative_to(ROOT)): length
        for path, length in lengths.items()
        if length > LONGEST_FILE
    } == {}


def test_no_test_file_is_long():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules(ROOT / "tests")}
    assert {path.name: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_half_of_all_files_are_short():
    lengths = sorted(len(path.read_text("utf-8").splitlines()) for path in modules())
    assert lengths[len(lengths) // 2] <= 120


def test_no_function_is_long():
    lengths = {
        f"{name} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, node in nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {
        name: length
        for name, length in lengths.items()
        if length > LONG_FUNCTIONS.get(name, LONGEST_FUNCTION)
    } == {}


def test_no_class_does_everything():
    assert {
        f"{name}:{node.lineno} {node.name}": methods(node)
        for name, node in nodes()
        if isinstance(node, ast.ClassDef)
        and not is_protocol(node)
        and methods(node) > LARGE_CLASSES.get(node.name, MOST_METHODS)
    } == {}


def methods(node: ast.ClassDef) -> int:
    """Return how many methods a class has: without Python's, and without Qt's in camelCase."""
    names = [part.name for part in node.body if isinstance(part, ast.FunctionDef)]
    return sum(name.islower() and not name.startswith("__") for name in names)


def is_protocol(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


def test_storage_compares_two_things_at_a_time():
    """A chained comparison drops half the condition in a peewee query, and nothing says so."""
    assert [
        f"{name}:{node.lineno}"
        for name, node in nodes(APP / "storage")
        if isinstance(node, ast.Compare) and len(node.ops) > 1
    ] == []


def test_text_in_the_window_goes_through_the_widgets_that_never_guess_at_rich_text():
    home = str(Path("app/ui/kit/text.py"))
    assert [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, node in nodes(APP / "ui")
        if name != home and names_of(node) & BARE_WIDGETS
    ] == []


def names_of(node: ast.AST) -> set[str]:
    """Return the names that *node* uses or imports."""
    match node:
        case ast.Name():
            return {node.id}
        case ast.Attribute():
            return {node.attr}
        case ast.ImportFrom() | ast.Import():
            return {alias.name for alias in node.names}
        case _:
            return set()


def test_no_file_names_a_package_registry():
    assert [
        f"{path.relative_to(ROOT)} names {registry}"
        for path in tracked()
        if path.is_file()
        for registry in REGISTRIES
        if registry in path.read_text("utf-8", errors="replace")
    ] == []


def test_imports_point_one_way():
    linter = Path(sys.executable).parent / "lint-imports"
    checked = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
