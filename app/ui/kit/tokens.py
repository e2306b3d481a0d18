"""The colours, by meaning: the only module that names any."""

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtGui import QColor


class Tone(StrEnum):
    """A meaning that has a foreground and a background of its own."""

    ACTIVE = "active"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    DISABLED = "disabled"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme's colours as #RRGGBB."""

    window: str
    surface: str
    text: str
    muted: str
    line: str
    border: str
    hover: str
    selection: str
    header: str
    header_text: str
    header_muted: str
    header_hover: str
    header_focus: str
    accent: str
    accent_hover: str
    accent_text: str
    danger_hover: str
    active: str
    active_back: str
    expiring: str
    expiring_back: str
    expired: str
    expired_back: str
    disabled: str
    disabled_back: str
    info: str
    info_back: str
    chart_1: str
    chart_2: str
    chart_3: str
    chart_4: str
    chart_5: str
    chart_6: str
    chart_7: str

    def color(self, name: str) -> QColor:
        """Return the token called *name*."""
        return QColor(getattr(self, name))

    def tone(self, tone: Tone) -> QColor:
        """Return the foreground of *tone*."""
        return self.color(tone.value)

    def tone_back(self, tone: Tone) -> QColor:
        """Return the background of *tone*."""
        return self.color(f"{tone.value}_back")

    def as_dict(self) -> dict[str, str]:
        """Return every token by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


LIGHT = Tokens(
    window="#F5F7F9",
    surface="#FFFFFF",
    text="#1B2430",
    muted="#586474",
    line="#DDE2E8",
    border="#76828F",
    hover="#EDF2F7",
    selection="#DCEAF8",
    header="#16324B",
    header_text="#FFFFFF",
    header_muted="#C3D1DE",
    header_hover="#274661",
    header_focus="#9CCBFF",
    accent="#0A66C2",
    accent_hover="#08529C",
    accent_text="#FFFFFF",
    danger_hover="#8F1E18",
    active="#1B7A4B",
    active_back="#E6F4EC",
    expiring="#8A5200",
    expiring_back="#FFF2DA",
    expired="#B3261E",
    expired_back="#FDECEA",
    disabled="#586474",
    disabled_back="#EDF0F3",
    info="#0A5AAB",
    info_back="#E5F0FB",
    chart_1="#0A66C2",
    chart_2="#B45F06",
    chart_3="#0E7C74",
    chart_4="#7443B3",
    chart_5="#BF2F76",
    chart_6="#68760F",
    chart_7="#5B6877",
)

DARK = Tokens(
    window="#12171D",
    surface="#1A2129",
    text="#E7EBF0",
    muted="#9BA7B4",
    line="#2C3641",
    border="#75838F",
    hover="#222B35",
    selection="#1C3650",
    header="#0D1A26",
    header_text="#E7EBF0",
    header_muted="#9BA7B4",
    header_hover="#1D2E3D",
    header_focus="#6CB2FF",
    accent="#6CB2FF",
    accent_hover="#93C7FF",
    accent_text="#0D1A26",
    danger_hover="#FFBDB7",
    active="#6FD3A0",
    active_back="#16352A",
    expiring="#F0B45B",
    expiring_back="#3A2C12",
    expired="#FF9B93",
    expired_back="#3F1D1B",
    disabled="#9BA7B4",
    disabled_back="#252E38",
    info="#8CC3FF",
    info_back="#172F47",
    chart_1="#6CB2FF",
    chart_2="#F0A45B",
    chart_3="#4FC4BB",
    chart_4="#B99AF0",
    chart_5="#F08BBB",
    chart_6="#B8C34E",
    chart_7="#9BA7B4",
)
