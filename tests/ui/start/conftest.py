"""A first start: an empty folder, with a keyring and without."""

from dataclasses import replace

import pytest

from tests.ui.window import WindowStage


@pytest.fixture
def first(window_stage: WindowStage) -> WindowStage:
    """The set-up in view, on a computer with a keyring."""
    return window_stage.open()


@pytest.fixture
def bare(window_stage: WindowStage) -> WindowStage:
    """The set-up in view, on a computer without a keyring."""
    window_stage.stage = replace(window_stage.stage, keyring=None)
    return window_stage.open()
