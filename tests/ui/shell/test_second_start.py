from PySide6.QtCore import Qt

from app.bootstrap import resources
from app.ui.program import begin, show
from app.ui.shell import instance
from app.ui.shell.start import Start
from tests.ui.start.steps import texts


def test_a_second_start_brings_the_first_window_to_the_front(opened):
    opened.window.showMinimized()
    opened.app.processEvents()
    assert instance.wake(str(opened.stage.folder))
    opened.wait(lambda: not opened.window.isMinimized())
    assert opened.window.isVisible()
    assert opened.app.activeWindow() is opened.window


def test_the_set_up_comes_to_the_front_too(window_stage):
    window_stage.open()
    window = window_stage.start.window
    window.hide()
    assert instance.wake(str(window_stage.stage.folder))
    window_stage.wait(window.isVisible)


def test_nobody_answers_once_the_first_is_closed(opened):
    folder = str(opened.stage.folder)
    opened.close()
    assert not instance.wake(folder)


def test_the_same_folder_by_another_path_is_the_same(opened, tmp_path):
    other = tmp_path / "link"
    other.symlink_to(opened.stage.folder, target_is_directory=True)
    opened.window.setWindowState(Qt.WindowState.WindowMinimized)
    assert instance.wake(str(other))
    opened.wait(lambda: not opened.window.isMinimized())


def test_an_inventory_has_one_window_at_a_time(stage):
    first, second = stage.door, stage.door
    assert first.take_window()
    assert not second.take_window()
    first._window.release()
    assert second.take_window()
    second._window.release()


def test_the_program_leaves_again_where_a_window_is_open(opened):
    opened.window.showMinimized()
    door = opened.stage.door
    assert door.take_window()
    assert show(opened.stage.door, passphrase=None, resources=resources()) == 0
    opened.wait(lambda: not opened.window.isMinimized())
    door._window.release()


def test_a_folder_that_cannot_be_used_is_said_in_a_window_that_tries_again(window_stage, stage):
    stage.folder.write_text("a file where the folder should be")
    start = Start(app=window_stage.app, door=stage.door, icons=window_stage.icons)
    window_stage._start = start
    door = stage.door
    begin(start, door)
    assert "could not be read or written" in texts(window_stage)
    window_stage.click(window_stage.failure.retry_button)
    assert "could not be read or written" in texts(window_stage)
    stage.folder.unlink()
    window_stage.click(window_stage.failure.retry_button)
    assert window_stage.set_up.isVisible()
    door._window.release()
