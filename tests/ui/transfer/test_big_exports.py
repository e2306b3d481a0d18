"""Ten thousand keys go out of the window, which goes on meanwhile; run with -s for the figures."""

import shutil
import sys
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer

from app.services.key_list import View
from app.services.suite import Services
from app.ui.kit.tasks import take_short_turns
from app.ui.transfer.export_dialog import ExportDialog
from tests.bench import construction
from tests.stage import PASSPHRASE, Stage
from tests.ui.window import LEFT, WindowStage, button

MANY = 10_000
SEAL = "a seal of several words"
LONGEST_S, LONGEST_QUESTION_S, LONGEST_PAUSE_S = 60, 2.0, 1.0


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = Stage(folder=tmp_path_factory.mktemp("many") / "inventory")
    services = stage.make()
    construction.fill(services, MANY)
    services.inventory.close()
    return stage


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage, original: Stage) -> Iterator[WindowStage]:
    usual = sys.getswitchinterval()
    shutil.copytree(original.folder, stage.folder)
    take_short_turns()
    yield window_stage.open(passphrase=PASSPHRASE)
    sys.setswitchinterval(usual)


class Watch:
    """Asks for a page of the list again and again, and notes the longest waits."""

    def __init__(self, opened: WindowStage) -> None:
        self._session = opened.session
        self.question_s, self.pause_s, self.answers = 0.0, 0.0, 0
        self._last = time.perf_counter()
        self._timers = [QTimer(opened.window, interval=every) for every in (5, 50)]
        for timer, slot in zip(self._timers, (self._tick, self._ask), strict=True):
            timer.timeout.connect(slot)
            timer.start()

    def stop(self) -> None:
        for timer in self._timers:
            timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.pause_s, self._last = max(self.pause_s, now - self._last), now

    def _ask(self) -> None:
        asked = time.perf_counter()

        def read(services: Services) -> int:
            return len(services.keys.page(services.keys.query(View()), 0, 100))

        def answered(_count: int) -> None:
            self.question_s = max(self.question_s, time.perf_counter() - asked)
            self.answers += 1

        self._session.ask(read, answered)


@pytest.mark.survival
@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "html", "cyclonedx", "pdf", "sealed csv"])
def test_the_window_goes_on_while_ten_thousand_keys_go_out(opened, tmp_path, form):
    opened.click(button(opened.go("transfer"), "Export…"))
    dialog: ExportDialog = opened.dialog(ExportDialog)
    dialog.choose_format(form.removeprefix("sealed "))
    dialog.file_edit.line_edit.setText(str(tmp_path / "keys"))
    if form.startswith("sealed"):
        dialog.values_box.setChecked(True)
        dialog.proof_edit.setText(PASSPHRASE.reveal())
        dialog.seal_fields.passphrase_edit.setText(SEAL)
        dialog.seal_fields.repeat_edit.setText(SEAL)
    watch, start = Watch(opened), time.perf_counter()
    opened.qtbot.mouseClick(dialog.primary_button, LEFT)
    opened.qtbot.waitUntil(lambda: opened.toast.startswith("Exported"), timeout=LONGEST_S * 1000)
    watch.stop()
    took = time.perf_counter() - start
    opened.settle()
    print(  # noqa: T201 - the figures
        f"\n{form}: {took:.1f} s; {watch.answers} questions answered meanwhile, the slowest in "
        f"{watch.question_s:.2f} s; the window's longest pause {watch.pause_s:.2f} s"
    )
    assert watch.question_s < LONGEST_QUESTION_S
    assert watch.pause_s < LONGEST_PAUSE_S
