"""The style sheet of the composed parts and of the window's frame."""

PARTS = """
QFrame[kind="option"] {
  background: $surface; border: 1px solid $line; border-radius: 8px; padding: 1px;
}
QFrame[kind="option"]:hover { border-color: $border; }
QFrame[kind="option"][chosen="true"] { border: 2px solid $accent; padding: 0; }
QFrame[kind="banner"] { border-radius: 8px; border: 1px solid $line; }
QFrame[kind="banner"][level="info"] { background: $info_back; border-color: $info; }
QFrame[kind="banner"][level="warning"] { background: $expiring_back; border-color: $expiring; }
QFrame[kind="banner"][level="error"] { background: $expired_back; border-color: $expired; }
QFrame[kind="banner"] QPushButton { background: transparent; }
QFrame[kind="banner"] QPushButton:hover { background: $surface; }
QFrame[kind="toast"] { background: $header; border: 1px solid $border; border-radius: 8px; }
QFrame[kind="toast"] QLabel { color: $header_text; }
QFrame[kind="toast"] QPushButton {
  background: transparent; color: $header_focus; border: 2px solid transparent; font-weight: 600;
  padding: 3px 8px;
}
QFrame[kind="toast"] QPushButton:hover { background: $header_hover; }
QFrame[kind="toast"] QPushButton:focus { border: 2px solid $header_focus; }
QFrame[kind="toast"] QToolButton:hover { background: $header_hover; }
QFrame[kind="toast"] QToolButton:focus { border: 2px solid $header_focus; }
QFrame[kind="reveal"] { background: $surface; border: 1px solid $border; }
QFrame[kind="reveal"] QProgressBar { max-height: 3px; min-height: 3px; border-radius: 1px; }
QDialog QFrame[kind="foot"] { background: $surface; border: none; border-top: 1px solid $line; }
"""

FRAME = """
QWidget#header { background: $header; }
QWidget#header QLabel { color: $header_text; }
QWidget#header QToolButton, QWidget#header QPushButton {
  background: transparent; color: $header_text; border: 2px solid transparent;
  border-radius: 6px; padding: 4px 8px;
}
QWidget#header QPushButton[kind="brand"] { font-size: 16px; font-weight: 600; padding: 4px 6px; }
QWidget#header QToolButton:hover, QWidget#header QPushButton:hover { background: $header_hover; }
QWidget#header QToolButton:focus, QWidget#header QPushButton:focus {
  border: 2px solid $header_focus;
}
QWidget#header QPushButton[kind="avatar"] {
  background: $header_hover; border-radius: 16px; padding: 0; font-weight: 600; min-height: 0;
}
QWidget#header QPushButton[kind="bell"] { font-weight: 600; padding: 4px 8px; }
QWidget#header QPushButton::menu-indicator { image: none; width: 0; }
QWidget#header QLineEdit {
  background: $header_hover; color: $header_text; border: 1px solid $header_muted;
  placeholder-text-color: $header_muted;
}
QWidget#header QLineEdit:focus { border: 2px solid $header_focus; }
QListView#hits { border: none; border-radius: 0; }
QTabBar#tabs { background: $header; border: none; }
QTabBar#tabs::tab {
  background: $header; color: $header_muted; border: none; padding: 8px 12px 9px 12px;
  border-bottom: 3px solid $header; margin-right: 4px;
}
QTabBar#tabs::tab:hover { color: $header_text; background: $header_hover; }
QTabBar#tabs::tab:selected { color: $header_text; border-bottom: 3px solid $header_focus; }
QTabBar#tabs:focus { border: 2px solid $header_focus; border-radius: 4px; }
QTabBar#subtabs { background: $surface; border: none; border-bottom: 1px solid $line; }
QTabBar#subtabs::tab {
  background: transparent; color: $muted; border: none; padding: 7px 8px;
  margin: 0 8px 0 0; border-bottom: 2px solid transparent;
}
QTabBar#subtabs::tab:hover { color: $text; background: $hover; }
QTabBar#subtabs::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar#subtabs:focus { border: 2px solid $accent; border-radius: 4px; }
QTabBar::tear { width: 0; border: none; }
QTabBar::scroller { width: 48px; }
QTabBar QToolButton {
  background: $surface; border: 1px solid $line; border-radius: 4px; padding: 2px; margin: 2px 0;
}
QTabBar QToolButton:hover { background: $hover; }
QTabBar QToolButton::left-arrow { image: url("$glyph_left"); width: 14px; height: 14px; }
QTabBar QToolButton::right-arrow { image: url("$glyph_right"); width: 14px; height: 14px; }
QWidget#subtabs_band { background: $surface; border-bottom: 1px solid $line; }
QWidget#tabs_band { background: $header; }
QWidget#footer { background: $surface; border-top: 1px solid $line; }
QWidget#footer QLabel { color: $muted; }
QWidget#footer QPushButton { padding: 0 4px; border-width: 1px; min-height: 16px; }
QWidget#breadcrumb QLabel { color: $muted; }
QWidget#breadcrumb QPushButton { padding: 0; margin-left: -2px; min-width: 0; }
QWidget#breadcrumb QPushButton:focus { padding: 0; }
"""
