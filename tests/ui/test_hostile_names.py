"""Names that look like markup, mnemonics, braces or commands: shown as they are, everywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,  # noqa: TID251 - looked at, never made
    QPushButton,
    QToolTip,  # noqa: TID251 - read, never set
    QWidget,
)

from app.core.organisation import AccountDraft, OrganisationDraft
from app.services.key_list import People, View
from app.services.suite import Services
from app.ui.kit.buttons import plain
from tests.stage import FakeClock, MemoryKeyring, Stage, add_key
from tests.ui import hostile, tour
from tests.ui.window import WindowStage

NAMES = hostile.names()
OTHERS = NAMES[:110]
"""Of each kind one, for accounts and organisations."""


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """An inventory in which everything has such a name; made once."""
    folder: Path = tmp_path_factory.mktemp("hostile") / "inventory"
    stage = Stage(folder=folder, clock=FakeClock(), keyring=MemoryKeyring())
    services = stage.make(keyring=True)
    with services.inventory.transaction():
        _fill(services)
    services.inventory.close()
    return stage


def _fill(services: Services) -> None:
    home = services.organisations.default().id
    people, places = {}, {}
    for name in OTHERS:
        places[name] = services.organisations.create(OrganisationDraft(name=name, parent=home)).id
        people[name] = services.accounts.create(AccountDraft(name=name, organisation=home)).id
    for name in NAMES:
        key = add_key(
            services,
            name,
            owner=people.get(name),
            organisation=places.get(name, home),
            notes=name,
        )
        if name in hostile.WORST:
            services.change.disable([key.id])


@pytest.fixture
def stage(furnished: Stage) -> Stage:
    return furnished


@pytest.fixture
def opened(window_stage: WindowStage) -> WindowStage:
    return window_stage.open()


def rich(on: WindowStage) -> Iterator[str]:
    """Yield each label that may take its text for markup, and each tip that does."""
    assert on.start.window is not None
    for one in on.start.window.findChildren(QWidget):
        if isinstance(one, QLabel) and one.textFormat() is not Qt.TextFormat.PlainText:
            yield f"{type(one).__name__} is {one.textFormat().name}: {one.text()[:60]!r}"
        if one.toolTip() and not _is_harmless(one.toolTip()):
            yield f"the tip of {type(one).__name__} is markup: {one.toolTip()[:60]!r}"


def _is_harmless(tip: str) -> bool:
    """Tell whether *tip* shows letters alone: no picture, no link, no other colour or size."""
    document = QTextDocument()
    document.setHtml(tip)
    formats = [one.toCharFormat() for one in document.allFormats() if one.isCharFormat()]
    return not any(
        one.isImageFormat() or one.isAnchor() or one.hasProperty(one.Property.ForegroundBrush)
        for one in formats
    )


def test_three_hundred_names_are_tried():
    assert len(set(NAMES)) == 300
    assert set(hostile.WORST) <= set(NAMES)


def test_every_list_shows_every_name_as_it_is(opened):
    keys = opened.go("keys", text="")
    shown = {}
    for row in range(keys.model.rowCount()):
        opened.wait(lambda row=row: keys.model.key_at(row))
        shown[keys.model.key_at(row).name] = [
            keys.model.index(row, column).data() for column in range(keys.model.columnCount())
        ]
    assert set(shown) == set(NAMES)
    for name, cells in shown.items():
        assert name in cells, "in the column of the name or the owner"
    assert set(OTHERS) <= first_column(opened.go("administrators"))
    assert set(OTHERS) <= first_column(opened.go("organisations"))
    todos = opened.go("todos")
    told = "\n".join(todos.model.index(row, 1).data() for row in range(todos.model.rowCount()))
    assert all(f"Disable “{name}” in the portal" in told for name in hostile.WORST)
    assert list(rich(opened)) == []


def first_column(page: Any) -> set[str]:
    return {page.model.index(row, 0).data() for row in range(page.model.rowCount())}


def test_the_switchers_menu_shows_every_name_as_it_is(opened):
    menu = opened.window.header.organisation_menu
    shown = [plain(one.text()).removeprefix("    ") for one in menu.actions()]
    assert set(OTHERS) <= set(shown)
    assert not menu.toolTipsVisible()


def test_every_choice_shows_every_name_as_it_is(opened):
    page = opened.go("keys", text="")
    opened.click(page.create_button)
    fields = opened.dialog().fields
    assert set(OTHERS) <= items(fields.owner_box)
    assert set(OTHERS) <= items(fields.organisation_box)
    opened.press("Esc", opened.dialog())
    page = opened.go("organisations")
    opened.click(page.create_button)
    assert set(OTHERS) <= items(opened.dialog().parent_box)


def items(box: QComboBox) -> set[str]:
    return {box.itemText(at) for at in range(box.count())}


def test_the_dashboard_shows_every_name_as_it_is(opened, furnished):
    services = furnished.door.open()
    keys = services.keys.page(services.keys.query(View()), 0, len(NAMES))
    people: People = services.keys.people()
    services.inventory.close()
    page = opened.page
    shown: list[str] = []
    for at in range(0, len(keys), 10):
        page.next_list.show_keys(keys[at : at + 10], people)
        opened.settle()
        found = [one for one in page.next_list.findChildren(QPushButton) if one.isVisible()]
        shown += [one.accessibleName() for one in found]
        for one in found:
            assert one.accessibleName().startswith(plain(one.text()).rstrip("…\u200d"))
    assert list(rich(opened)) == []
    assert set(shown) == {key.name for key in keys}


@pytest.fixture
def few(window_stage: WindowStage, tmp_path: Path) -> WindowStage:
    """The window on the worst names alone: a walk through all dialogs is quick here."""
    made = Stage(folder=tmp_path / "few", clock=FakeClock(), keyring=MemoryKeyring())
    services = made.make(keyring=True)
    with services.inventory.transaction():
        for name in hostile.WORST:
            tour.furnish(services, name)
    services.inventory.close()
    window_stage.stage = made
    return window_stage.open()


@pytest.mark.parametrize("name", hostile.WORST, ids=range(len(hostile.WORST)))
def test_no_page_or_dialog_takes_a_name_for_markup_or_leaves_the_screen(few, name):
    room = few.window.screen().availableGeometry()
    found = {title: list(rich(few)) for title, _page in tour.pages(few)}
    told = []
    for title, dialog in tour.dialogs(few, name):
        found[title] = list(rich(few))
        told += [one.text() for one in dialog.findChildren(QLabel)]
        if dialog.width() > room.width() or dialog.height() > room.height():
            found[title].append(f"{dialog.size()} is too large")
    assert {title: problems for title, problems in found.items() if problems} == {}
    for sentence in ("Remove “{}”?", "Remove “{}” for good?", "Fill in the key of “{}”"):
        assert sentence.replace("{}", name) in told


@pytest.mark.parametrize("name", hostile.WORST, ids=range(len(hostile.WORST)))
def test_the_header_shows_the_name_as_it_is_and_stays_in_the_window(opened, name):
    entry = "    " + name.replace("&", "&&")
    actions = {one.text(): one for one in opened.window.header.organisation_menu.actions()}
    actions[entry].trigger()
    opened.settle()
    button = opened.window.header.organisation_button
    assert name in button.accessibleName()
    assert list(rich(opened)) == []
    assert opened.window.minimumSizeHint().width() <= 800
    assert opened.window.header.profile_button.geometry().right() <= opened.window.width()


@pytest.mark.parametrize("name", hostile.WORST, ids=range(len(hostile.WORST)))
def test_a_toast_tells_the_name_as_it_is_and_undo_works(few, name):
    page = few.go("keys", text="")
    row = tour.key_row(few, lambda key: key.name == name)
    page.table.selectRow(row)
    few.press("Del", page.table)
    assert few.toast == f"Removed “{name}”; can be restored for 30 days."
    assert few.window.toast.text_label.textFormat() is Qt.TextFormat.PlainText
    assert few.window.toast.undo_button.isVisible()
    visible = few.window.toast.undo_button.mapTo(few.window, QPoint(0, 0))
    assert few.window.rect().contains(visible)
    few.click(few.window.toast.undo_button)
    assert tour.key_row(few, lambda key: key.name == name) == row


def test_a_cells_tip_tells_the_name_as_it_is(opened):
    page = opened.go("administrators")
    page.table.header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    page.table.header.resizeSection(0, 48)
    told: dict[str, str] = {}
    for row in range(page.model.rowCount()):
        index = page.model.index(row, 0)
        page.table.scrollTo(index)
        spot = page.table.visualRect(index).center()
        there = page.table.viewport().mapToGlobal(spot)
        event = QHelpEvent(QEvent.Type.ToolTip, spot, there)
        QApplication.sendEvent(page.table.viewport(), event)
        told[index.data()] = QToolTip.text() if QToolTip.isVisible() else ""
    cut = {name: tip for name, tip in told.items() if len(name) > 10}
    assert len(cut) > 40
    assert [name for name, tip in cut.items() if shown_by(tip) != name] == []
    assert [name for name, tip in told.items() if not _is_harmless(tip)] == []


def shown_by(tip: str) -> str:
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def test_everything_on_the_dashboard_stays_in_view_beside_long_names(few):
    shown = [one for one in few.page.findChildren(QAbstractButton) if one.isVisible()]
    dates = [one for one in few.page.next_list.findChildren(QLabel) if one.isVisible()]
    assert len(shown) > 10
    assert len(dates) > 5
    for one in (*shown, *dates):
        assert few.window.rect().right() >= one.mapTo(few.window, one.rect().topRight()).x()
