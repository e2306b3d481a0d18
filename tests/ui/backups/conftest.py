"""A window over two keys, and a stick to back them up to."""

from pathlib import Path

import pytest

from app.services.suite import Services
from tests.stage import Stage, create_key
from tests.ui.window import WindowStage


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder on another device, so to speak."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    """A window; nothing is said of backups yet."""
    services = stage.make(keyring=True)
    create_key(services, "Koha")
    create_key(services, "Moodle")
    services.inventory.close()
    return window_stage.open()


@pytest.fixture
def chosen(opened: WindowStage, stick: Path) -> WindowStage:
    """A window, once the stick was chosen: the first backup is made at once."""

    def choose(services: Services) -> None:
        services.backups.choose(str(stick))

    opened.fill(choose)
    opened.session.look_for_changes()
    opened.settle()
    return opened
