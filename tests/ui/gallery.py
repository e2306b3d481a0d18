"""Draws every part of the kit and the frame, light and dark: python -m tests.ui.gallery FOLDER.

QT_SCALE_FACTOR=2 draws them for a dense screen.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.frame.page import PageSpec, TabSpec
from app.ui.frame.site import Site
from app.ui.frame.window import FrameWindow
from app.ui.kit.badge import Badge
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import (
    Kind,
    button,
    icon_button,
    link_button,
    primary_button,
    secondary_button,
    with_icon,
)
from app.ui.kit.chips import Chip, ChipBar
from app.ui.kit.dialogs import Confirm, Dialog, ErrorDialog
from app.ui.kit.empty import Empty
from app.ui.kit.form import Form
from app.ui.kit.hover_table import HoverTable
from app.ui.kit.icons import Icons
from app.ui.kit.options import Option, OptionList
from app.ui.kit.page_head import PageHead
from app.ui.kit.progress import BusyBar
from app.ui.kit.reveal import RevealPopup
from app.ui.kit.spin import SpinBox
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.kit.theme import Mode, Theme
from tests.ui.conftest import ICON_DIRECTORY
from tests.ui.kit.sample import STATES, SampleModel


def chips(icons: Icons) -> ChipBar:
    bar = ChipBar(icons.theme, name="States")
    counts = zip(STATES, (12, 1190, 9, 3), strict=True)
    states = [Chip(look.label, look.label, count, look.tone, look.shape) for look, count in counts]
    bar.set_chips([Chip("all", "All", 1214), *states])
    return bar


def table(icons: Icons) -> HoverTable:
    made = HoverTable(icons)
    model = SampleModel()
    model.setParent(made)
    made.setModel(model)
    edit, remove, copy = (QAction(text, made) for text in ("Edit", "Remove", "Copy"))
    icons.put(edit, "pencil")
    icons.put(copy, "copy")
    remove.setProperty("danger", True)
    made.set_row_actions([edit, remove])
    made.set_cell_action(2, copy)
    made.set_menu_actions([edit, remove, None, copy])
    made.set_widths((180, 150, 160, 170, 120))
    made.header.setSortIndicator(3, made.header.sortIndicatorOrder().AscendingOrder)
    made.selectRow(1)
    made.rows.hovered_row = 3
    return made


def keys_page(icons: Icons) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    head = PageHead("API keys")
    head.add(with_icon(primary_button("Create"), icons, "plus"))
    column.addWidget(head)
    row = QHBoxLayout()
    row.addWidget(chips(icons), 1)
    row.addWidget(QLineEdit(placeholderText="Filter…"))
    column.addLayout(row)
    column.addWidget(table(icons), 1)
    return page


def frame(icons: Icons) -> QWidget:
    titles = ("Accounts", "Resources", "Statistics", "Preferences", "Management")
    tabs = [TabSpec(title, lambda title=title: title) for title in titles]  # type: ignore[misc]
    inner = ("API keys", "Replacements", "Notices", "Check a key", "Audit trail", "Backups")
    entries = [("Dashboard", ""), *((title, title) for title in titles[:4])]
    entries += [(title, "Management") for title in inner]
    pages = [
        PageSpec(
            id=title,
            tab=tab,
            title=lambda title=title: title,  # type: ignore[misc]
            factory=lambda: keys_page(icons),
        )
        for title, tab in entries
    ]
    site = Site(tabs=tabs, pages=pages)
    settings = QSettings("/nonexistent", QSettings.Format.IniFormat)
    window = FrameWindow(name="Keyholder", site=site, icons=icons, settings=settings)
    window.header.set_organisation("Example University")
    window.header.set_profile("AB", "Ada Byron")
    window.header.add_middle(QLineEdit(placeholderText="Search accounts, keys…  Ctrl+K"))
    window.header.add_right(icon_button(icons, "bell", "Notices", color="header_text"))
    window.footer.set_status("look", "Looked a minute ago")
    window.footer.set_status("backup", "Last backup today")
    window.footer.add_link("Privacy", lambda: None)
    window.footer.add_note("Keyholder 0.1")
    window.footer.add_link("Licence", lambda: None)
    window.go("API keys")
    window.banner.say("Three keys expire this week.", level=Level.WARNING)
    window.banner.add_button("Show them", lambda: None)
    window.resize(1100, 720)
    window.show()
    window.toast.say("“Koha, main library” was removed.", undo=lambda: None)
    return window


def form(icons: Icons) -> Form:
    made = Form(icons)
    name = QLineEdit("Koha, main library")
    made.add("name", "&Name", name, hint="As it is called in the portal.")
    levels = OptionList(
        [
            Option(id="a", label="Authentication API", description="Can sign readers in."),
            Option(id="b", label="Reports API", description="Can read statistics, and no more."),
            Option(id="c", label="All", description="Not enabled here.", enabled=False),
        ]
    )
    levels.set_value("a")
    made.add("level", "Permission", levels)
    made.add("months", "&Lifetime", SpinBox(1, 60, suffix=" months"))
    made.add("notes", "N&otes", QLineEdit("x"))
    made.set_error("notes", "A note must not hold a key.")
    return made


def parts(icons: Icons) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(16)
    for role in (TextRole.TITLE, TextRole.HEADING, TextRole.BODY, TextRole.MUTED, TextRole.MONO):
        column.addWidget(PlainLabel(f"Text as {role.value}", role=role))
    buttons = QHBoxLayout()
    off = primary_button("Off")
    off.setEnabled(False)
    focused = secondary_button("Focused")
    for made in (
        with_icon(primary_button("Create"), icons, "plus"),
        secondary_button("Edit"),
        button("Remove", kind=Kind.DANGER),
        link_button("Privacy"),
        icon_button(icons, "copy", "Copy"),
        off,
        focused,
    ):
        buttons.addWidget(made)
    buttons.addStretch(1)
    column.addLayout(buttons)
    badges = QHBoxLayout()
    for look in STATES:
        badges.addWidget(Badge(icons.theme, look))
    badges.addStretch(1)
    column.addLayout(badges)
    column.addWidget(chips(icons))
    for level in Level:
        banner = Banner(icons, closable=True)
        banner.say("The last backup is nine days old.", level=level)
        banner.add_button("Back up now", lambda: None)
        column.addWidget(banner)
    column.addLayout(fields())
    busy = BusyBar()
    busy.begin("Reading keys…", lambda: None)
    busy.advance(1200, 5000)
    busy.show()
    column.addWidget(busy)
    page.show()
    focused.setFocus()
    return page


def fields() -> QHBoxLayout:
    row = QHBoxLayout()
    combo, check, spin = QComboBox(), QCheckBox("On weekends too"), SpinBox(1, 60, suffix=" days")
    combo.addItems(["Example University", "Other"])
    check.setChecked(True)
    row.addWidget(combo)
    row.addWidget(check)
    row.addWidget(QCheckBox("Off"))
    row.addWidget(spin)
    row.addWidget(QLineEdit(placeholderText="Filter…"))
    row.addWidget(QPlainTextEdit("Notes"))
    return row


def form_dialog(icons: Icons) -> QWidget:
    dialog = Dialog(title="Create key", verb="Save")
    dialog.body.addWidget(form(icons))
    dialog.set_blocked("A note must not hold a key.")
    return dialog


def confirm(_icons: Icons) -> QWidget:
    return Confirm(
        title="Remove “Koha, main library”?",
        text="Applications that use it stop working. Its value is destroyed after 30 days.",
        verb="Remove",
        danger=True,
        typed="Koha, main library",
    )


def error(_icons: Icons) -> QWidget:
    return ErrorDialog(
        title="The system keyring is locked",
        meaning="No key can be shown or copied. Notices go on.",
        hint="Unlock it and try again.",
    )


def empty(icons: Icons) -> QWidget:
    made = Empty(
        icons,
        icon="key-round",
        sentence="The keys of your organisation will be here.",
        buttons=(primary_button("Create"), secondary_button("Add existing")),
    )
    made.resize(720, 400)
    return made


def reveal(_icons: Icons) -> QWidget:
    return RevealPopup("00000000-0000-4000-8000-00000000c15b", name="The key's value")


def menu(_icons: Icons) -> QWidget:
    made = QMenu()
    made.addAction("Edit").setShortcut("F2")
    made.addSeparator()
    shown = made.addAction("Permission")
    shown.setCheckable(True)
    shown.setChecked(True)
    made.addAction("Remove").setEnabled(False)
    return made


PICTURES: dict[str, Callable[[Icons], QWidget]] = {
    "frame": frame,
    "parts": parts,
    "form": form_dialog,
    "confirm": confirm,
    "error": error,
    "empty": empty,
    "reveal": reveal,
    "menu": menu,
}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme = Theme(app, icon_directory=ICON_DIRECTORY)
    icons = Icons(theme)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        for name, draw in PICTURES.items():
            widget = draw(icons)
            widget.show()
            widget.activateWindow()
            app.processEvents()
            widget.grab().save(str(folder / f"{name}-{mode.value}-{scale}x.png"))
            widget.close()


if __name__ == "__main__":
    main()
