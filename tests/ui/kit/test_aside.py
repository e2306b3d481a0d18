import threading

import pytest

from app.ui.kit.aside import Aside


class ExpectedError(Exception):
    pass


@pytest.fixture
def aside(qapp):
    made = Aside(expected=ExpectedError)
    yield made
    made.deleteLater()


def test_the_answer_comes_back_on_the_windows_thread(qtbot, aside):
    threads: list[object] = []
    aside.ask(lambda: 7, lambda answer: threads.append((answer, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [(7, threading.main_thread())]


def test_what_never_answers_keeps_nothing_else_waiting(qtbot, aside):
    never = threading.Event()
    answers: list[object] = []
    aside.ask(never.wait, answers.append)
    aside.ask(lambda: "quick", answers.append)
    qtbot.waitUntil(lambda: answers == ["quick"])
    never.set()
    qtbot.waitUntil(lambda: answers == ["quick", True])


def test_an_expected_failure_is_told(qtbot, aside):
    failures: list[object] = []

    def fail() -> None:
        raise ExpectedError

    aside.ask(fail, lambda _answer: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ExpectedError)


def test_an_answer_after_the_window_is_gone_is_dropped(qtbot):
    made, never = Aside(expected=ExpectedError), threading.Event()
    told: list[object] = []
    made.ask(never.wait, told.append)
    made.deleteLater()
    del made
    qtbot.wait(1)
    never.set()
    for thread in threading.enumerate():
        if thread.name == "aside":
            thread.join(timeout=5)
    assert not told


def test_an_answer_after_it_was_closed_is_dropped(qtbot, aside):
    told: list[object] = []
    aside.ask(lambda: "late", told.append)
    aside.close()
    aside.ask(lambda: "heard", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["heard"]


def test_what_can_be_stopped_has_ended_once_it_is_closed(aside):
    stopped, ended = threading.Event(), threading.Event()

    def work() -> None:
        stopped.wait()
        ended.set()

    aside.ask(work, lambda _nothing: None, stop=stopped.set)
    aside.close()
    assert ended.is_set()
