import threading
from typing import Any

import pytest

from app.ui.kit.tasks import Progress, Tasks


class KnownError(Exception):
    pass


@pytest.fixture
def tasks(qapp):
    made = Tasks(expected=KnownError)
    yield made
    made.close()


def failing(error: Exception):
    raise error


def test_results_come_back_on_this_thread(qtbot, tasks):
    seen: list[Any] = []
    tasks.submit(
        threading.get_ident,
        done=lambda worker: seen.append((worker, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    worker, here = seen[0]
    assert here == threading.get_ident()
    assert worker != here


def test_every_job_runs_in_the_same_thread(qtbot, tasks):
    seen: list[Any] = []
    for _ in range(20):
        tasks.submit(threading.get_ident, done=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert len(set(seen)) == 1


def test_known_failures_reach_their_callback(qtbot, tasks):
    seen: list[Any] = []
    tasks.submit(lambda: failing(KnownError("locked")), failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], KnownError)


def test_bugs_are_raised_here(qtbot, tasks):
    seen: list[Any] = []
    with qtbot.captureExceptions() as raised:
        tasks.submit(lambda: failing(ZeroDivisionError()), failed=seen.append)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    assert seen == []


def test_progress_is_told_here(qtbot, tasks):
    told: list[Any] = []
    seen: list[Any] = []

    def work(progress: Progress) -> str:
        progress(1, 2)
        progress(2, 2)
        return "whole"

    tasks.submit(work, done=seen.append, progress=lambda *step: told.append(step))
    qtbot.waitUntil(lambda: bool(seen))
    assert told == [(1, 2), (2, 2)]


def test_cancelled_work_stops_and_calls_nobody(qtbot, tasks):
    begun, go = threading.Event(), threading.Event()
    seen: list[Any] = []

    def work(progress: Progress) -> None:
        begun.set()
        go.wait(5)
        progress(1, 2)
        seen.append("went on")

    job = tasks.submit(work, done=seen.append, failed=seen.append)
    begun.wait(5)
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert seen == []


def test_busy_changes_once_for_a_burst(qtbot, tasks):
    changes: list[bool] = []
    tasks.busy_changed.connect(changes.append)
    for _ in range(5):
        tasks.submit(lambda: None)
    qtbot.waitUntil(lambda: changes == [True, False])


def test_close_waits_for_the_running_job(qapp):
    tasks, begun = Tasks(expected=KnownError), threading.Event()
    ended: list[str] = []

    def work() -> None:
        begun.set()
        ended.append("job")

    tasks.submit(work)
    begun.wait(5)
    tasks.close(last=lambda: ended.append("last"))
    assert ended == ["job", "last"]
    assert not tasks.busy
