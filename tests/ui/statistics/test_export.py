"""Charts as files: pictures, vectors, figures for spreadsheets; and on the clipboard."""

import csv
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog

from app.core.organisation import OrganisationDraft
from app.ui.kit.theme import Mode
from app.ui.kit.tokens import LIGHT
from tests.ui.window import WindowStage

CHARTS = {
    "forecast": ("forecast",),
    "keys": ("states", "permissions", "organisations", "ages"),
    "replacements": ("replacements", "leads", "overlaps"),
    "notices": ("notice-stages", "notice-outcomes"),
}
EACH = [(page, chart) for page, charts in CHARTS.items() for chart in charts]


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place that is chosen in the file dialog."""
    place = tmp_path / "chosen"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(place), ""))
    return place


def export(on: WindowStage, page: str, chart: str, label: str):
    card = on.go(f"statistics-{page}").cards[chart]
    on.choose(card.menu, label)
    return card


@pytest.mark.parametrize(("page", "chart"), EACH)
def test_a_picture_is_sharp_and_on_white(opened, chosen, page, chart):
    export(opened, page, chart, "PNG…")
    assert opened.toast == "Saved: chosen"
    image = QImage(str(chosen))
    assert image.width() in {2000, 1440}
    assert image.pixelColor(1, 1) == LIGHT.color("surface") == QColor(255, 255, 255)
    assert any(
        image.pixelColor(x, y) == LIGHT.color("chart_1")
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


@pytest.mark.parametrize(("page", "chart"), EACH)
def test_vectors_have_the_texts_and_are_drawn_by_others(opened, chosen, page, chart):
    card = export(opened, page, chart, "SVG…")
    content = chosen.read_bytes()
    assert QSvgRenderer(QByteArray(content)).isValid()
    root = ET.fromstring(content)  # noqa: S314 - of our own making
    texts = ["".join(one.itertext()).strip() for one in root.iter() if one.tag.endswith("}text")]
    figures = card.view.figures
    assert figures.name in texts
    for remark in card._chart.remarks:
        assert remark.text.split()[0] in " ".join(texts).split()
    for bar in figures.bars:
        assert (bar.short or bar.label) in texts
        assert not bar.total or str(bar.total) in texts


@pytest.mark.parametrize(("page", "chart"), EACH)
def test_figures_read_back_from_the_file_for_spreadsheets(opened, chosen, page, chart):
    card = export(opened, page, chart, "CSV…")
    with chosen.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = list(csv.reader(file))
    bars = card.view.figures.bars
    assert heading[-1] == "Total"
    assert [row[0] for row in rows] == [bar.label for bar in bars]
    assert [int(row[-1]) for row in rows] == [bar.total for bar in bars]
    if len(heading) > 2:
        assert heading[1:-1] == list(card.view.figures.series)
        assert [tuple(map(int, row[1:-1])) for row in rows] == [bar.values for bar in bars]


def test_the_picture_is_light_where_the_window_is_dark(opened, chosen):
    export(opened, "forecast", "forecast", "PNG…")
    light = chosen.read_bytes()
    opened.icons.theme.set_mode(Mode.DARK)
    export(opened, "forecast", "forecast", "PNG…")
    assert chosen.read_bytes() == light


def test_figures_are_copied_as_a_spreadsheet_takes_them(opened):
    card = opened.go("statistics-forecast").cards["forecast"]
    opened.choose(card.menu, "Copy figures")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].split("\t") == [
        *("Month", "Authentication API", "Reports API", "Full access", "Total")
    ]
    assert copied[6].split("\t") == ["Nov 2026", "4", "4", "4", "12"]
    assert opened.toast == "Copied the figures."


def test_a_name_that_looks_like_a_formula_is_none_in_the_file(opened, chosen):
    name = '=HYPERLINK("https://example.org")'
    opened.fill(lambda services: services.organisations.create(OrganisationDraft(name=name)))
    export(opened, "keys", "organisations", "CSV…")
    with chosen.open(encoding="utf-8-sig", newline="") as file:
        names = [row[0] for row in csv.reader(file)]
    assert f"'{name}" in names
    assert name not in names


@pytest.mark.parametrize("label", ["PNG…", "SVG…", "CSV…"])
def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(opened, chosen, label):
    chosen.mkdir()
    export(opened, "forecast", "forecast", label)
    assert "chosen could not be written" in opened.dialog().windowTitle()
    assert not opened.toast
    assert list(chosen.parent.glob("chosen*")) == [chosen]
    assert list(chosen.iterdir()) == []


def test_a_file_that_was_there_before_is_replaced_whole(opened, chosen):
    chosen.write_bytes(b"x" * 1_000_000)
    export(opened, "keys", "states", "CSV…")
    assert chosen.read_text("utf-8-sig").startswith("State,Total")
    assert chosen.stat().st_size < 1_000


def test_nothing_is_written_where_no_file_is_chosen(opened, chosen, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    export(opened, "forecast", "forecast", "PNG…")
    assert not opened.toast
    assert not chosen.exists()
