"""Documents out of one inventory and into another, as tests send them."""

import json
from pathlib import Path
from typing import Any

from app.core.document_plan import DocumentPlan
from app.services.documents import DocumentIntake
from app.services.export_order import Order
from app.services.export_reader import Choice
from app.services.suite import Services
from tests.stage import PASSPHRASE

Data = dict[str, Any]
NOT_COMPARED = ("made", "audit")
"""What tells of the file, and not of what is in it."""


def data_of(services: Services, *, values: bool = True, choice: Choice | None = None) -> Data:
    """Return all of an inventory as a document."""
    order = Order(
        format="json",
        values=values,
        proof=PASSPHRASE if values else None,
        choice=choice or Choice(),
    )
    found: Data = json.loads(services.exports.content(order).content)
    return found


def told_of(services: Services) -> Data:
    """Return what a document tells of the things in an inventory."""
    return {name: part for name, part in data_of(services).items() if name not in NOT_COMPARED}


def intake(services: Services, data: Data, folder: Path) -> DocumentIntake:
    """Read *data* out of a file."""
    path = folder / "all.json"
    path.write_text(json.dumps(data), "utf-8")
    return services.documents.read(str(path))


def plan(services: Services, data: Data, folder: Path) -> DocumentPlan:
    return services.documents.plan(intake(services, data, folder))


def bring_in(services: Services, data: Data, folder: Path) -> DocumentPlan:
    return services.documents.run(intake(services, data, folder))


def problems(found: DocumentPlan) -> dict[str, str]:
    """Return what is wrong, by its place."""
    return {one.where: one.told for one in found.problems}


def changed(data: Data, *path: str | int, to: Any) -> Data:
    """Return a copy of *data* with one member changed; a function gets what was there."""
    copy: Data = json.loads(json.dumps(data))
    at: Any = copy
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to(at.get(path[-1])) if callable(to) else to
    return copy
