"""The style sheet, built from the tokens: borders, focus rings and the 8 px grid."""

from string import Template

from app.ui.kit.stylesheet_parts import FRAME, PARTS
from app.ui.kit.tokens import Tokens

# mark in the sheet -> icon file, token
GLYPHS = {
    "check": ("check", "accent_text"),
    "partial": ("minus", "accent_text"),
    "dot": ("dot", "accent_text"),
    "down": ("chevron-down", "muted"),
    "up": ("chevron-up", "muted"),
    "left": ("chevron-left", "muted"),
    "right": ("chevron-right", "muted"),
    "menu_check": ("check", "text"),
}

_BASE = """
QToolTip { background: $text; color: $surface; border: 1px solid $text; padding: 4px 6px; }
QMainWindow, QDialog { background: $window; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="error"] { color: $expired; }
QLabel[role="mono"] { font-family: $mono; }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea[kind="reading"] { border: 1px solid transparent; border-radius: 8px; }
QScrollArea[kind="reading"]:focus { border-color: $accent; }
QSplitter::handle { background: $line; }
"""

_BUTTONS = """
QPushButton {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
  padding: 6px 15px; min-height: 18px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 14px; }
QPushButton:disabled { background: $window; color: $muted; border: 1px solid $line; }
QPushButton[kind="primary"] {
  background: $accent; color: $accent_text; border: 1px solid $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="danger"] {
  background: $expired; color: $surface; border: 1px solid $expired; font-weight: 600;
}
QPushButton[kind="danger"]:hover { background: $danger_hover; border-color: $danger_hover; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {
  background: $disabled_back; color: $muted; border: 1px solid $line;
}
QPushButton[kind="link"] {
  background: transparent; color: $accent; border: 2px solid transparent; padding: 2px 4px;
}
QPushButton[kind="link"][align="left"] { text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; border-radius: 4px; padding: 2px 4px; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; }
QPushButton::menu-indicator { image: url("$glyph_down"); width: 14px; height: 14px; right: 6px; }
QToolButton {
  background: transparent; color: $text; border: 2px solid transparent; border-radius: 6px;
  padding: 4px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border: 2px solid $accent; }
QToolButton:disabled { color: $muted; }
QToolButton::menu-indicator { image: none; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
  selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit, QComboBox { padding: 6px 9px; min-height: 18px; }
QAbstractSpinBox { padding: 0; min-height: 30px; max-height: 30px; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 5px 8px; }
QAbstractSpinBox:focus { border: 2px solid $accent; min-height: 28px; max-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
  background: $disabled_back; color: $muted; border: 1px solid $line;
}
QLineEdit:read-only { background: $window; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] { border-color: $expired; }
QComboBox QLineEdit, QComboBox QLineEdit:focus,
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
  border: none; padding: 0; background: transparent; min-height: 0;
}
QComboBox::drop-down { border: none; width: 28px; subcontrol-position: center right; }
QComboBox::down-arrow, QDateEdit::down-arrow {
  image: url("$glyph_down"); width: 14px; height: 14px;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 24px; }
QAbstractSpinBox::up-arrow { image: url("$glyph_up"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$glyph_down"); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
  background: $surface; color: $text; border: 1px solid $border; padding: 4px; outline: none;
  selection-background-color: $selection; selection-color: $text;
}
QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 2px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 6px; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 16px; height: 16px; border: 1px solid $border; background: $surface;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked {
  background: $accent; border-color: $accent; image: url("$glyph_check");
}
QCheckBox::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$glyph_partial");
}
QRadioButton::indicator:checked {
  background: $accent; border-color: $accent; image: url("$glyph_dot");
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $disabled_back; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {
  background: $muted; border-color: $muted;
}
QProgressBar {
  background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_VIEWS = """
QTableView, QListView, QTreeView {
  background: $surface; color: $text; border: 1px solid $line; border-radius: 8px; outline: none;
  selection-background-color: $selection; selection-color: $text; gridline-color: $line;
}
QTableView:focus, QListView:focus, QTreeView:focus { border: 1px solid $accent; }
QListView::item { padding: 8px; border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $selection; color: $text; }
QHeaderView { background: $surface; border: none; border-radius: 8px; }
QHeaderView::section {
  background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 8px 6px 8px 10px; font-weight: 600;
}
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow { image: url("$glyph_up"); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url("$glyph_down"); width: 12px; height: 12px; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::indicator:checked { image: url("$glyph_menu_check"); }
QMenu::right-arrow { image: url("$glyph_right"); width: 14px; height: 14px; }
QCalendarWidget QWidget { background: $surface; }
QCalendarWidget QAbstractItemView {
  background: $surface; color: $text; selection-background-color: $accent;
  selection-color: $accent_text; border: none; border-radius: 0;
}
"""


def stylesheet(tokens: Tokens, *, glyphs: dict[str, str], mono: list[str]) -> str:
    """Return the sheet for *tokens*, the files of *glyphs*, and the *mono* font's names."""
    sheet = Template(_BASE + _BUTTONS + _FIELDS + _VIEWS + PARTS + FRAME)
    marks = {f"glyph_{name}": path for name, path in glyphs.items()}
    families = ", ".join(f'"{family}"' for family in mono)
    return sheet.substitute(tokens.as_dict() | marks | {"mono": families})
