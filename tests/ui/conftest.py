"""What tests of the window need: a look and its icons."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.icons import Icons
from app.ui.kit.theme import Mode, Theme
from tests.stage import Stage
from tests.ui.window import WindowStage

ICON_DIRECTORY = Path(__file__).parents[2] / "resources" / "icons"


@pytest.fixture(scope="session")
def session_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, icon_directory=ICON_DIRECTORY, mode=Mode.LIGHT)


@pytest.fixture
def theme(session_theme: Theme) -> Theme:
    if session_theme.mode is not Mode.LIGHT:
        session_theme.set_mode(Mode.LIGHT)
    return session_theme


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)


@pytest.fixture
def window_stage(
    qtbot: QtBot, qapp: QApplication, icons: Icons, stage: Stage
) -> Iterator[WindowStage]:
    """The program on the stage's folder, not yet started."""
    made = WindowStage(qtbot, qapp, icons, stage)
    yield made
    made.close()
