"""Banner, empty state, progress and page head."""

from PySide6.QtCore import Qt

from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import primary_button
from app.ui.kit.empty import Empty
from app.ui.kit.page_head import PageHead
from app.ui.kit.progress import BusyBar


def test_a_banner_says_why_and_what_to_do(qtbot, icons):
    pressed = []
    banner = Banner(icons, closable=True)
    qtbot.addWidget(banner)
    banner.say("The keyring is locked.", level=Level.ERROR)
    retry = banner.add_button("Retry", lambda: pressed.append("retry"))
    qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert pressed == ["retry"]
    assert banner.isVisible()
    assert banner.accessibleName() == "The keyring is locked."


def test_a_closed_banner_is_quiet(qtbot, icons):
    banner = Banner(icons, closable=True)
    qtbot.addWidget(banner)
    banner.say("Hello")
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(banner.close_button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_a_banner_drops_its_old_buttons(qtbot, icons):
    banner = Banner(icons)
    qtbot.addWidget(banner)
    banner.say("One")
    old = banner.add_button("Retry", lambda: None)
    banner.say("Two")
    assert not old.isVisible()


def test_what_is_quick_shows_no_progress(qtbot):
    busy = BusyBar(after_ms=30)
    qtbot.addWidget(busy)
    busy.begin("Reading")
    busy.end()
    assert not busy._timer.isActive()
    assert not busy.isVisible()


def test_what_lasts_shows_a_count_and_cancel(qtbot):
    pressed = []
    busy = BusyBar(after_ms=10)
    qtbot.addWidget(busy)
    busy.begin("Reading", lambda: pressed.append("cancel"))
    qtbot.waitUntil(busy.isVisible)
    busy.advance(5, 20)
    assert "5" in busy.count_label.text()
    assert busy.bar.maximum() == 20
    qtbot.mouseClick(busy.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(busy.cancel_button, Qt.MouseButton.LeftButton)
    assert pressed == ["cancel"]


def test_an_empty_page_says_what_will_be_here(qtbot, icons):
    empty = Empty(icons, icon="key-round", sentence="None.", buttons=(primary_button("Create"),))
    qtbot.addWidget(empty)
    empty.set_sentence("Nothing matches.")
    empty.show()
    assert empty.sentence_label.isVisible()


def test_a_page_head_hides_its_empty_line(qtbot):
    head = PageHead("API keys")
    qtbot.addWidget(head)
    head.add(primary_button("Create"))
    head.show()
    assert not head.line_label.isVisible()
    head.set_line("12 keys")
    assert head.line_label.isVisible()
