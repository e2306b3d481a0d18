"""What other processes do with the vault's key while a test watches, or kills them."""

from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from app.core import recovery
from app.core.errors import AppError, WrongSecretError
from app.services.suite import Services
from tests.stage import PASSPHRASE, RECOVERY_CODE, Stage, listed

NEW_CODE = recovery.encode(b"\1" * recovery.ENTROPY_BYTES)
EVERYTHING = "state:expired,expiring,active,disabled,removed"


def rotate(folder: str, ears: Connection) -> None:
    """Give the vault a new key; say when that begins and ends."""
    services = Stage(folder=Path(folder)).open(locked=True)
    services.access.unlock(PASSPHRASE)
    ears.send("begun")
    services.rotation.run(PASSPHRASE, NEW_CODE)
    ears.send("done")
    services.inventory.close()


def opened(stage: Stage) -> tuple[Services, bool]:
    """Open the inventory with the one code that opens it; tell whether that is the new one."""
    services = stage.open(locked=True)
    try:
        services.access.unlock(RECOVERY_CODE)
    except WrongSecretError:
        services.access.unlock(NEW_CODE)
        return services, True
    return services, False


def values(services: Services) -> dict[str, str]:
    """Return the value of each key that has one, by its id."""
    keys = listed(services, filter=EVERYTHING)
    read = services.inventory.keys.value_of
    return {key.id: read(key.id).reveal() for key in keys if key.has_value}


def rotate_on(stage: Stage) -> Mapping[str, object]:
    """Give the vault a new key on a disk that may be full; tell what is there then."""
    services = stage.open()
    before, failure = values(services), None
    try:
        services.rotation.run(PASSPHRASE, NEW_CODE)
    except AppError as error:
        failure = f"{type(error).__name__}: {error}"
    still_open = [one.told for one in services.verify()]
    services.inventory.close()
    again, is_new = opened(stage)
    return {
        "failure": failure,
        "new": is_new,
        "same": values(again) == before,
        "verify": still_open + [one.told for one in again.verify()],
    }
