"""Columns get room where their text would be cut, from those that have some to spare."""

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from app.ui.kit.hover_table import HoverTable
from app.ui.kit.icons import Icons

LONG = "Example University, Department of Information and Library Services"


@pytest.fixture
def shown(qtbot: QtBot, icons: Icons):
    def show(*texts: str, width: int = 900) -> HoverTable:
        table = HoverTable(icons)
        qtbot.addWidget(table)
        model = QStandardItemModel(table)
        model.appendRow([QStandardItem(text) for text in texts])
        table.setModel(model)
        table.set_widths([200, 110, 120])
        table.resize(width, 200)
        table.show()
        qtbot.waitExposed(table)
        qtbot.waitUntil(lambda: not waits(table))
        return table

    return show


def waits(table: HoverTable) -> bool:
    return table.room is not None and table.room._soon.isActive()


def widths(table: HoverTable) -> list[int]:
    return [table.header.sectionSize(at) for at in range(3)]


def test_a_text_that_would_be_cut_gets_what_the_name_does_not_need(shown):
    name, organisation, day = widths(shown("Koha", LONG, "5 Dec 2026"))
    assert organisation > 300
    assert day == 120
    assert name + organisation + day <= 900


def test_a_name_that_would_be_cut_gets_what_others_have_to_spare(shown):
    name, organisation, day = widths(shown(LONG, "North", "5 Dec", width=480))
    assert name > 480 - 110 - 120
    assert organisation < 110
    assert day < 120


def test_a_border_that_was_dragged_stays(shown, qtbot):
    table = shown("Koha", LONG, "5 Dec 2026")
    table.header.resizeSection(1, 150)
    table.resize(1000, 200)
    table.model().modelReset.emit()
    qtbot.waitUntil(lambda: not waits(table))
    assert widths(table)[1] == 150
