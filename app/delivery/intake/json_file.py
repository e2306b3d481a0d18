"""Reads JSON strictly: UTF-8, no name twice, no number that is none, nothing endless."""

import codecs
import json
from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any

from app.core.document import MOST_PARTS
from app.core.errors import (
    DocumentDamagedError,
    DocumentForeignError,
    DocumentTooBigError,
    SheetUnreachableError,
)
from app.core.progress import Progress
from app.core.sheet import MOST_BYTES
from app.delivery.intake.content import beginning_of, content_of

_ENDING = ".json"
_BEGINNING = 1_000
_NOT_UTF_8 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class JsonFileReader:
    """Reads files that hold one JSON object."""

    def fits(self, path: str) -> bool:
        """Tell whether the file at *path* looks like JSON; a file that cannot be read does not."""
        if path.lower().endswith(_ENDING):
            return True
        try:
            beginning = beginning_of(path, _BEGINNING)
        except SheetUnreachableError:
            return False
        return beginning.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")

    def read(self, path: str, progress: Progress) -> Mapping[str, object]:
        """Return what the file at *path* holds; raise a SheetError or CancelledError."""
        name, content = Path(path).name, content_of(path, most=MOST_BYTES)
        progress(0, 0)
        _require_few(content, name)
        try:
            found = json.loads(
                _decoded(content),
                object_pairs_hook=_without_twins,
                parse_constant=_refused,
                parse_float=_refused,
            )
        except RecursionError as error:
            reason = _("objects or lists in each other without end")
            raise DocumentDamagedError(name=name, reason=reason) from error
        except json.JSONDecodeError as error:
            reason = _("line {line}, character {column}").format(
                line=error.lineno, column=error.colno
            )
            raise DocumentDamagedError(name=name, reason=reason) from error
        except _UnsoundError as error:
            raise DocumentDamagedError(name=name, reason=str(error)) from error
        except ValueError as error:  # a number of thousands of digits
            reason = _("a number that is too long")
            raise DocumentDamagedError(name=name, reason=reason) from error
        if not isinstance(found, dict):
            raise DocumentForeignError(name=name)
        return found


class _UnsoundError(Exception):
    """Something that Python's reader would take, and JSON does not know or we do not."""


def _require_few(content: bytes, name: str) -> None:
    if sum(map(content.count, (b",", b"[", b"{"))) > MOST_PARTS:
        raise DocumentTooBigError(name=name)


def _decoded(content: bytes) -> str:
    if content.startswith(_NOT_UTF_8):
        raise _UnsoundError(_("its text is not in UTF-8"))
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        told = _("its text is not in UTF-8, at byte {n}").format(n=error.start + 1)
        raise _UnsoundError(told) from error


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _UnsoundError(_("a member stands twice in one object"))
    return found


def _refused(_number: str) -> Any:
    raise _UnsoundError(_("a number that is not whole"))
