"""More than two hundred values go through every act; none turns up where it must not be."""

import io
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap import FolderDoor
from app.cli.program import run
from app.core.errors import AppError
from app.core.export import Values
from app.core.key import Key
from app.core.secret import Secret
from app.services.export_order import Order
from app.services.key_change import KeyEdit
from app.services.key_creation import KeyDraft
from app.services.key_secret import Correction
from app.services.suite import Services
from app.services.trail import TrailView
from app.ui.shell.crash import CrashReport
from tests.canary.conftest import Cage
from tests.canary.watch import canary, forms, places_of
from tests.services.replacing import application, course, move_all, of, use_of
from tests.stage import RECOVERY_CODE, Stage, add_key
from tests.ui.keys.conftest import Sit

BY_SERVICES, BY_WINDOW, BY_COMMAND = 160, 20, 40


def test_the_watch_sees_what_it_should(tmp_path):
    value = canary()
    for number, form in enumerate(forms(value)):
        (tmp_path / f"{number}").write_bytes(b"something before " + form + b" and after")
    assert len({place.split(":")[0] for place in places_of([value], tmp_path, {})}) == number + 1
    assert places_of([canary()], tmp_path, {}) == []
    assert places_of([value], tmp_path / "none", {"output": f"the key {value}."})


def one_life(services: Services, cage: Cage, number: int) -> None:
    """Take one value through one of the lives a key can have."""
    value = Secret(cage.value())
    match number % 8:
        case 0:
            key, made = services.creation.create(_draft(services, f"Made {number}"))
            cage.watch(made.reveal())
            services.secret.copy(key.id)
            services.destruction.destroy(key.id)
        case 1:
            key = add_key(services, f"Added {number}", value=value)
            found = services.key_check.look(f"key={value.reveal()}; {cage.value()}")
            print(found, services.key_check.standing(key), file=sys.stderr)  # noqa: T201 - as a log would
            services.secret.reveal(key.id)
            services.change.edit(key.id, KeyEdit(name=f"Renamed {number}", notes="nothing"))
        case 2:
            key = add_key(services, f"Filled {number}", ending=value.reveal()[-4:])
            services.secret.fill(key.id, value)
            services.change.disable([key.id]).undo()
        case 3:
            key = add_key(services, f"Slip {number}", value=Secret(cage.value()))
            services.secret.correct(key.id, Correction(value=value))
        case 4:
            add_key(services, f"Twice {number}", value=value)
            with pytest.raises(AppError) as refused:
                add_key(services, f"Again {number}", value=value)
            print(refused.value, repr(refused.value), file=sys.stderr)  # noqa: T201 - as a log would
        case 5:
            with pytest.raises(AppError):
                services.access.unlock(value)
            services.ways.set_passphrase(value)
        case 6:
            with pytest.raises(AppError) as refused:
                add_key(services, "", value=value)
            print(refused.value, value, repr(value), [value], file=sys.stderr)  # noqa: T201
        case _:
            _replace(services, cage, add_key(services, f"Old {number}", value=value))


def _replace(services: Services, cage: Cage, old: Key) -> None:
    """Replace a key that an application uses, and tell all that can be told of it."""
    koha = application(services, f"Koha for {old.name}", old, contact_name="Bob", notes="Rack 4")
    draft = replace(_draft(services, f"After {old.name}"), predecessor=old.id)
    new, made = services.creation.create(draft)
    cage.watch(made.reveal())
    one = of(services, new).replacement.id
    services.replacements.move(one, koha.id, "given to Bob")
    services.uses.take_back(use_of(services, koha, old).id)
    services.replacements.cancel(one)()
    move_all(services, one)
    services.replacements.close(one, disable=True, remove=True)
    services.applications.restore(services.applications.remove(koha.id))
    told = [services.histories.of_key(new.id), services.histories.of_application(koha.id)]
    facts = [services.impacts.of([new.id]), course(services, one), services.applications.listed()]
    print(told, facts, file=sys.stderr)  # noqa: T201 - as a log would


def _let_out(services: Services, out: Path) -> None:
    """Have all that leaves the inventory without being asked for values; seal it all again."""
    out.mkdir()
    services.backups.choose(str(out))
    services.backups.make()
    for form in services.exports.formats:
        if form.values is not Values.ALWAYS:
            services.exports.save(str(out / f"all{form.ending}"), Order(format=form.id))
    passphrase = Secret("a passphrase of the last life")
    services.ways.set_passphrase(passphrase)
    services.rotation.run(passphrase, services.ways.new_recovery_code())
    (out / "trail.jsonl").write_bytes(services.trail.as_json_lines(TrailView(), "trail.jsonl"))


def _draft(services: Services, name: str) -> KeyDraft:
    return KeyDraft(name=name, organisation=services.organisations.default().id, permission="full")


def test_values_stay_sealed_through_every_act(stage: Stage, cage: Cage) -> None:
    services = stage.make()
    for number in range(BY_SERVICES):
        one_life(services, cage, number)
    _let_out(services, cage.folder / "out")
    assert services.verify() == []
    services.access.lock()
    services.inventory.close()
    assert len(cage.values) >= BY_SERVICES
    assert cage.escaped() == []


def test_values_stay_out_of_files_and_logs_in_the_window(
    stage: Stage, sit: Sit, cage: Cage
) -> None:
    stage.make(keyring=True).inventory.close()
    sitting = sit()
    crash = CrashReport(stage.door.report)
    for number in range(BY_WINDOW // 2):
        value = cage.value()
        sitting.click(sitting.page.add_button)
        dialog = sitting.dialog()
        dialog.fields.name_edit.setText(f"Added {number}")
        dialog.fields.permission_list.cards["full"].radio.click()
        dialog.value_edit.setText(value)
        dialog.expiry_edit.set_value(date(2027, 1, 1 + number))
        sitting.click(dialog.primary_button)
        sitting.select(f"Added {number}")
        sitting.press("Ctrl+C")
        assert QApplication.clipboard().text() == value
        sitting.press("Ctrl+Shift+R")
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()
        sitting.press("Ctrl+D")
        assert value not in sitting.window.windowTitle() + sitting.toast
    for number in range(BY_WINDOW // 2):
        sitting.click(sitting.page.create_button)
        dialog = sitting.dialog()
        dialog.fields.name_edit.setText(f"Made {number}")
        dialog.fields.permission_list.cards["full"].radio.click()
        sitting.click(dialog.primary_button)
        value = cage.watch(dialog.made_label.text())
        sitting.click(dialog.copy_button)
        sitting.click(dialog.primary_button)
        _crash_with(crash, value)
    sitting.press("Ctrl+L")
    sitting.window.close()
    assert (stage.folder / "keyholder.log").stat().st_size > 0
    assert cage.escaped() == []


def _crash_with(crash: CrashReport, value: str) -> None:
    """Let something unexpected happen to *value*."""
    try:
        dict[str, str]()[value]
    except KeyError as error:
        crash._catch(type(error), error, error.__traceback__)


class FailingClock:
    """Fails with a value in its message, as a bug may."""

    def __init__(self, value: str) -> None:
        self._value = value

    def now(self) -> datetime:
        raise RuntimeError(f"a bug that names {self._value}")


def test_values_stay_out_of_the_command_lines_output(
    stage: Stage, cage: Cage, monkeypatch, tmp_path_factory
) -> None:
    stage.make().inventory.close()
    phrase = tmp_path_factory.mktemp("elsewhere") / "phrase"
    phrase.write_text(RECOVERY_CODE.reveal() + "\n")
    phrase.chmod(0o600)

    def keyholder(*words: str, typed: str = "", door: FolderDoor | None = None) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        return run(
            ["--passphrase-file", str(phrase), *words],
            door=lambda _folder: door or stage.door,
            open_window=lambda _start: 1,
        )

    added = ["--permission", "full", "--expires", "2027-01-01"]
    for number in range(BY_COMMAND // 2):
        value = cage.value()
        name = f"Added {number}"
        assert keyholder("keys", "add", "--name", name, *added, typed=f"{value}\n") == 0
        assert keyholder("keys", "add", "--name", "Again", *added, typed=value) == 1
        assert keyholder("keys", "add", "--name", "", *added, typed=value) == 2
    for _number in range(BY_COMMAND // 2):
        value = cage.value()
        broken = Stage(folder=stage.folder, clock=FailingClock(value), keyring=None).door
        command = ["keys", "create", "--name", "Crash", "--permission", "full"]
        assert keyholder(*command, door=broken) == 3
    assert keyholder("check", "--json", typed=f"{cage.values[0]} {cage.value()}") == 0
    assert keyholder("check", typed=cage.value()) == 1
    assert keyholder("keys", "list", "--json") == 0
    assert keyholder("todos", "list") == 0
    assert keyholder("verify") == 0
    assert cage.escaped() == []
