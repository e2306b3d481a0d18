"""What other processes import while a test watches, or kills them."""

import json
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from app.core.errors import AppError
from tests.services.documents import Data
from tests.stage import Stage


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
    services = Stage(folder=Path(folder)).open()
    ears.send("begun")
    services.documents.run(services.documents.read(str(Path(folder).parent / "all.json")))
    ears.send("done")
    services.inventory.close()


def bring_in(folder: str, ears: Connection) -> None:
    """Import the file beside the inventory's folder; say when that begins and ends."""
    services = Stage(folder=Path(folder)).open()
    ears.send("begun")
    services.imports.run(services.imports.read(str(Path(folder).parent / "keys.csv")))
    ears.send("done")
    services.inventory.close()


def bring_in_on(stage: Stage) -> Mapping[str, object]:
    """Import the file beside the inventory's folder; tell what there is then."""
    services, failure = stage.open(), ""
    try:
        services.imports.run(services.imports.read(str(stage.folder.parent / "keys.csv")))
    except AppError as error:
        failure = f"{type(error).__name__}: {error}"
    found = [one.told for one in services.verify()]
    keys = len(services.imports._known().keys)
    services.inventory.close()
    return {"failure": failure, "verify": found, "keys": keys}
