"""What tests have done by a process of its own: `python -m tests.storage.errand VERB FOLDER`.

The answer is one line of JSON on standard output.
"""

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from app.core.access import WayKind
from app.core.errors import AppError
from app.core.ports import Finding
from app.services.suite import Services
from app.storage import crypto
from app.storage.surroundings import Surroundings
from tests.stage import PASSPHRASE, RECOVERY_CODE, Stage, create_key, listed, names
from tests.storage.backup_acts import back_up_on, restore_on
from tests.storage.import_acts import bring_document_in_on, bring_in_on
from tests.storage.rotation_acts import rotate_on

Answer = Mapping[str, object]
FILLER = "filler"


def tried(act: Callable[[], object]) -> str | None:
    """Return the name of the failure that *act* meets, and what it says; None if it does not."""
    try:
        act()
    except AppError as error:
        return f"{type(error).__name__}: {error}"
    return None


def told(findings: list[Finding]) -> list[str]:
    return [finding.told for finding in findings]


def look(stage: Stage) -> Answer:
    """Open the inventory, look at it, and try to change it."""
    services = stage.open()
    return {
        "names": names(services),
        "verify": told(services.verify()),
        "change": tried(lambda: create_key(services)),
        "tick": tried(lambda: services.settings.set_text("lock-minutes", "7")),
    }


def set_up(stage: Stage) -> Answer:
    """Set an inventory up where there is none."""
    return {
        "set up": tried(stage.make),
        "left": sorted(path.name for path in stage.folder.iterdir()),
    }


def fill_disk(stage: Stage) -> Answer:
    """Work until the disk is full; make room again, and look at what is there."""
    services = stage.make()
    filler = stage.folder / FILLER
    fill(filler)
    acknowledged, failure = work_until_it_fails(services)
    checked = told(services.verify())
    services.inventory.close()
    again = stage.open()
    refused = tried(lambda: create_key(again))
    filler.unlink()
    create_key(again, "After making room")
    found = names(again)
    return {
        "failure": failure,
        "again": refused,
        "lost": sorted(set(acknowledged) - set(found)),
        "more": sorted(set(found) - set(acknowledged)),
        "verify": checked + told(again.verify()),
    }


def fill(filler: Path) -> None:
    """Write a file until the disk has little room left."""
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4_096):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue
        file.truncate(max(file.tell() - 90_000, 0))


def work_until_it_fails(services: Services) -> tuple[list[str], str]:
    acknowledged: list[str] = []
    for number in range(2_000):
        name = f"Key {number}"
        failure = tried(partial(create_key, services, name, notes="note " * 100))
        if failure:
            return acknowledged, failure
        acknowledged.append(name)
    return acknowledged, ""


class OwnKeyring(Stage):
    """A stage on which the keyring is this computer's own."""

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(clock=self.clock, cost=crypto.CHEAPEST)


def make_with_keyring(stage: Stage) -> Answer:
    """Set an inventory up that the system's keyring opens, and the recovery code."""
    services = OwnKeyring(folder=stage.folder).make(passphrase=None, keyring=True)
    key = create_key(services)
    return {"usable": services.ways.keyring_is_usable(), "value": services.secret.copy(key.id)}


def open_with_keyring(stage: Stage) -> Answer:
    """Open it with the keyring alone, and look at a value."""
    services = OwnKeyring(folder=stage.folder).door.open()
    opened = services.access.open_at_start()
    (key,) = listed(services)
    return {"opened": opened, "value": services.secret.copy(key.id)}


def drop_keyring(stage: Stage) -> Answer:
    """Let the keyring open it no longer."""
    services = OwnKeyring(folder=stage.folder).door.open()
    question = services.access.keyring_question()
    services.access.unlock(RECOVERY_CODE)
    services.ways.set_passphrase(PASSPHRASE)
    services.ways.drop(WayKind.KEYRING)
    assert question is not None
    return {"asked again": tried(question), "opened": services.access.open_at_start()}


def try_keyring(stage: Stage) -> Answer:
    """Set an inventory up with this computer's keyring, if it can be used."""
    own = OwnKeyring(folder=stage.folder)
    return {
        "usable": own.door.set_up().keyring_is_usable(),
        "set up": tried(lambda: own.make(keyring=True)),
        "exists": own.door.exists(),
    }


VERBS: dict[str, Callable[[Stage], Answer]] = {
    "look": look,
    "set-up": set_up,
    "fill-disk": fill_disk,
    "make-with-keyring": make_with_keyring,
    "open-with-keyring": open_with_keyring,
    "drop-keyring": drop_keyring,
    "try-keyring": try_keyring,
    "back-up": back_up_on,
    "restore": restore_on,
    "import": bring_in_on,
    "import document": bring_document_in_on,
    "rotate": rotate_on,
}


def main() -> None:
    verb, folder = sys.argv[1:]
    answer = VERBS[verb](Stage(folder=Path(folder)))
    print(json.dumps(answer, default=lambda secret: secret.reveal()))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
