import pytest
from PySide6.QtCore import Qt

from app.ui.kit.badge import Badge, Shape
from app.ui.kit.chips import Chip, ChipBar
from app.ui.kit.tokens import LIGHT, Tone
from tests.ui.kit.sample import STATES


def chips(active: int = 190) -> list[Chip]:
    return [
        Chip("all", "All", 214),
        Chip("active", "Active", active, Tone.ACTIVE, Shape.DISC),
        Chip("expired", "Expired", 9, Tone.EXPIRED, Shape.CROSS),
    ]


@pytest.fixture
def bar(qtbot, theme) -> ChipBar:
    made = ChipBar(theme, name="States")
    qtbot.addWidget(made)
    made.set_chips(chips())
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_first_chip_is_chosen_at_first(bar):
    assert bar.value() == "all"


def test_a_click_chooses(qtbot, bar):
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.mouseClick(bar.buttons["active"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["active"]
    assert bar.value() == "active"


@pytest.mark.parametrize(
    ("key", "wanted"), [(Qt.Key.Key_Right, "active"), (Qt.Key.Key_Left, "expired")]
)
def test_arrow_keys_go_round(qtbot, bar, key, wanted):
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.keyClick(bar.buttons["all"], key)
    assert chosen.args == [wanted]


def test_new_counts_keep_the_choice_and_tell_nobody(qtbot, bar):
    bar.set_value("active")
    with qtbot.assertNotEmitted(bar.chosen):
        bar.set_chips(chips(active=7))
    assert bar.value() == "active"
    assert bar.buttons["active"].accessibleName() == "Active: 7"


def test_other_chips_keep_the_choice(bar):
    bar.set_value("active")
    bar.set_chips(chips()[:2])
    assert bar.value() == "active"
    assert list(bar.buttons) == ["all", "active"]


@pytest.mark.parametrize("look", STATES, ids=lambda look: look.label)
def test_a_badge_shows_its_colours(qtbot, theme, look):
    badge = Badge(theme, look)
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    image = badge.grab().toImage()
    colors = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert LIGHT.tone(look.tone).rgb() in colors
    assert LIGHT.tone_back(look.tone).rgb() in colors
    assert badge.accessibleName() == look.label
