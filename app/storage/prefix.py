"""Finding one row by the beginning of its id."""

from typing import Any

from peewee import TextField

from app.core.errors import AmbiguousIdError, NotFoundError
from app.storage.database import Database


def only_match(database: Database, rows: Any, column: TextField, prefix: str, thing: str) -> Any:
    """Return the only one of *rows* whose id begins with *prefix*.

    Raise NotFoundError or AmbiguousIdError, which call it a *thing*.
    """
    wanted = prefix.strip().lower()
    found = database.rows(rows.where(column.startswith(wanted)).limit(2)) if wanted else []
    exact = [row for row in found if getattr(row, column.name) == wanted]
    if exact:
        return exact[0]
    if not found:
        raise NotFoundError(thing=thing, id=prefix)
    if len(found) > 1:
        raise AmbiguousIdError(thing=thing, id=prefix)
    return found[0]
