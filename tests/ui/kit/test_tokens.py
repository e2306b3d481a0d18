import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from app.ui.kit.tokens import DARK, LIGHT, Tokens

UI = Path(__file__).parents[3] / "app" / "ui"
BACKS = ("window", "surface", "hover", "selection")
TONES = ("active", "expiring", "expired", "disabled", "info")
TEXT_ON_BACK = [
    *((text, back) for text in ("text", "muted") for back in BACKS),
    *(("accent", back) for back in ("window", "surface", "hover")),
    *(("expired", back) for back in ("window", "surface", "hover", "selection")),
    *((tone, f"{tone}_back") for tone in TONES),
    *(("text", f"{tone}_back") for tone in TONES),
    ("muted", "disabled_back"),
    ("header_text", "header"),
    ("header_text", "header_hover"),
    ("header_muted", "header"),
    ("header_muted", "header_hover"),
    ("header_focus", "header"),
    ("header_focus", "header_hover"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("surface", "expired"),
    ("surface", "danger_hover"),
    ("surface", "text"),
]
SHAPE_ON_BACK = [
    *((shape, back) for shape in ("border", "accent") for back in BACKS),
    *((tone, back) for tone in TONES for back in BACKS),
    ("accent_text", "muted"),
    ("border", "disabled_back"),
    *((f"chart_{number}", back) for number in range(1, 8) for back in ("surface", "hover")),
]


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "back"), TEXT_ON_BACK)
def test_text_can_be_read(tokens: Tokens, text, back):
    assert contrast(tokens.color(text), tokens.color(back)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "back"), SHAPE_ON_BACK)
def test_outlines_and_marks_can_be_seen(tokens: Tokens, shape, back):
    assert contrast(tokens.color(shape), tokens.color(back)) >= 3


def test_only_the_tokens_name_colours():
    literal = re.compile(r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(|GlobalColor\.(?!transparent)")
    others = [path for path in UI.rglob("*.py") if path.name != "tokens.py"]
    assert [path.name for path in others if literal.search(path.read_text("utf-8"))] == []
