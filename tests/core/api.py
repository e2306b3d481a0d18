"""The operations and the permission levels of the program's own data files."""

import json
from typing import Any

from app.bootstrap import resources
from app.core.operation import Operations
from app.core.permission import PermissionLevels


def data(name: str) -> dict[str, Any]:
    """Return what a data file holds."""
    content: dict[str, Any] = json.loads((resources() / f"{name}.json").read_text("utf-8"))
    return content


OPERATIONS = Operations.from_data(data("operations"))
LEVELS = PermissionLevels.from_data(data("permission-levels"))
