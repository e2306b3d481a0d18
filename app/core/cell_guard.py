"""Cells that no spreadsheet takes for a formula: guarded going out, bare again coming in."""

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


def guarded(text: str) -> str:
    """Return *text* as a cell that stays text: with an apostrophe before what would be active.

    A text that begins with apostrophes before such a character gets one more, so that
    *unguarded* gives back exactly what was there.
    """
    return _GUARD + text if _is_active(text) else text


def unguarded(cell: str) -> str:
    """Return the text that *guarded* made *cell* of; any other cell is what it is."""
    return cell[1:] if cell.startswith(_GUARD) and _is_active(cell) else cell


def _is_active(text: str) -> bool:
    return text.lstrip(_GUARD).startswith(_ACTIVE)
