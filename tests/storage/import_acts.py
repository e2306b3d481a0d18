"""What other processes import while a test watches, or kills them."""

import json
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from app.core.errors import AppError
from app.services.suite import Services
from tests.services.documents import Data
from tests.stage import Stage

Bring = Callable[[Services, Path], None]


def write(folder: Path, count: int, batch: int) -> None:
    """Write a file with *count* keys that no other *batch* has."""
    lines = ["Name,Permission,Expires,Key"]
    for number in range(count):
        value = f"00000000-3333-4222-8333-{batch:06x}{number:06x}"
        lines.append(f"Key {batch} {number},authentication,2027-03-01,{value}")
    (folder / "keys.csv").write_text("\n".join(lines), "utf-8")


def write_document(folder: Path, data: Data, count: int, batch: int) -> None:
    """Write a document like *data*, with *count* keys that no other *batch* has."""
    keys = []
    for number in range(count):
        tail = f"{batch:06x}{number:06x}"
        value = f"00000000-4444-4222-8333-{tail}"
        ids = {"id": f"00000000-5555-4222-8333-{tail}", "value": value, "ending": value[-4:]}
        keys.append(data["keys"][0] | ids)
    made = data["made"] | {"keys": count, "keys_in_inventory": count}
    document = data | {"keys": keys, "made": made}
    (folder / "all.json").write_text(json.dumps(document), "utf-8")


def bring_document_in(folder: str, ears: Connection) -> None:
    """Import the document beside the inventory's folder; say when that begins and ends."""
    _bring_in_telling(folder, ears, _bring_document)


def bring_in(folder: str, ears: Connection) -> None:
    """Import the file beside the inventory's folder; say when that begins and ends."""
    _bring_in_telling(folder, ears, _bring_table)


def bring_document_in_on(stage: Stage) -> Mapping[str, object]:
    """Import the document beside the inventory's folder; tell what there is then."""
    return _bring_in_on(stage, _bring_document)


def bring_in_on(stage: Stage) -> Mapping[str, object]:
    """Import the file beside the inventory's folder; tell what there is then."""
    return _bring_in_on(stage, _bring_table)


def _bring_table(services: Services, folder: Path) -> None:
    services.imports.run(services.imports.read(str(folder / "keys.csv")))


def _bring_document(services: Services, folder: Path) -> None:
    services.documents.run(services.documents.read(str(folder / "all.json")))


def _bring_in_telling(folder: str, ears: Connection, bring: Bring) -> None:
    services = Stage(folder=Path(folder)).open()
    ears.send("begun")
    bring(services, Path(folder).parent)
    ears.send("done")
    services.inventory.close()


def _bring_in_on(stage: Stage, bring: Bring) -> Mapping[str, object]:
    services, failure = stage.open(), ""
    try:
        bring(services, stage.folder.parent)
    except AppError as error:
        failure = f"{type(error).__name__}: {error}"
    found = [one.told for one in services.verify()]
    keys = len(services.imports._known().keys)
    services.inventory.close()
    return {"failure": failure, "verify": found, "keys": keys}
