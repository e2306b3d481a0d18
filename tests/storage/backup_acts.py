"""What other processes do with backups while a test watches, or kills them."""

from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from app.core.errors import AppError
from app.core.secret import Secret
from app.services.suite import Services
from app.storage import migrations
from tests.stage import RECOVERY_CODE, Stage, listed

ANOTHER_STEP = "CREATE TABLE more (id TEXT PRIMARY KEY) STRICT;\n"


def back_up(folder: str, ears: Connection) -> None:
    """Make a backup in the chosen folder; say when that begins and ends."""
    services = Stage(folder=Path(folder)).open()
    ears.send("begun")
    services.backups.make()
    ears.send("done")
    services.inventory.close()


def restore(folder: str, backup: str, ears: Connection) -> None:
    """Restore a backup; say when that begins and ends."""
    ears.send("begun")
    restored(Stage(folder=Path(folder)), backup).inventory.close()
    ears.send("done")


def migrate(folder: str, ears: Connection) -> None:
    """Open an inventory with a program of the next version; say when that begins and ends."""
    become_newer()
    ears.send("begun")
    Stage(folder=Path(folder)).open(locked=True).inventory.close()
    ears.send("done")


def become_newer() -> None:
    """Make this process a program of the next version."""
    known = [*migrations.steps(), ANOTHER_STEP]
    migrations.steps = lambda: known


def restored(stage: Stage, backup: str, secret: Secret = RECOVERY_CODE) -> Services:
    """Restore a backup where there is, or is not, an inventory."""
    restoring = stage.door.restore()
    try:
        offer = restoring.examine(backup)
        restoring.prove(secret)
        present = stage.door.open() if stage.door.exists() else None
        inventory = restoring.finish(offer, None if present is None else present.workplace)
    finally:
        restoring.abandon()
    return stage.door.services(inventory)


def back_up_on(stage: Stage) -> Mapping[str, object]:
    """Make a backup on the stick beside the inventory's folder; tell what is left there."""
    stick = stage.folder.parent / "stick"
    services = stage.open()
    failure = None
    try:
        services.backups.choose(str(stick))
        services.backups.make()
    except AppError as error:
        failure = f"{type(error).__name__}: {error}"
    state = services.backups.glance().state()
    return {
        "failure": failure,
        "left": sorted(path.name for path in stick.iterdir()),
        "beside": sorted(path.name for path in stage.folder.iterdir()),
        "troubles": [one.value for one in state.troubles(services.workplace.now())],
        "verify": [one.told for one in services.verify()],
    }


def restore_on(stage: Stage) -> Mapping[str, object]:
    """Restore the backup beside the inventory's folder; tell what is there then."""
    failure = None
    try:
        restored(stage, str(stage.folder.parent / "backup.db")).inventory.close()
    except AppError as error:
        failure = f"{type(error).__name__}: {error}"
    services = stage.open()
    return {
        "failure": failure,
        "keys": len(listed(services, filter="state:expired,expiring,active,disabled,removed")),
        "last": services.inventory.audit.latest(1)[0].act.value,
        "beside": sorted(path.name for path in stage.folder.iterdir()),
        "verify": [one.told for one in services.verify()],
    }
