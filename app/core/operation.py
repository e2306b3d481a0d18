"""The operations of the API where keys are used, as the data file names them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from gettext import gettext as _
from typing import Any
from urllib.parse import unquote

from app.core.errors import FieldError

_API = "/api/v1/{domain}"
"""What every base's path ends with; a request to a host of its own has no more before it."""

_TARGET = re.compile(r"(?:https?://(?P<host>[^/.?#]*)[^/?#]*)?(?P<path>[^?#]*)")
"""The first part of a host's name, and the path."""


@dataclass(frozen=True, slots=True)
class Base:
    """A part of the API: its id, and the path that its operations' paths follow."""

    id: str
    path: str


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """A parameter behind the path; empty *values* accept any."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that a program can ask of the API."""

    id: str
    family: str
    """What permission levels allow as one: authentication, accounts, reports."""
    label: str
    base: str
    method: str
    path: str
    """After the base's, with parameters in braces, as in /account/{account}/modify."""
    query: tuple[QueryParameter, ...] = ()
    takes: str = ""
    """The media type of a request's body, * standing for any name; empty without a body."""
    answers: str = ""
    needs_reports_api: bool = False
    is_vendors: bool = False
    """Whether OpenAthens says who may call it; else that is inferred, and never its rule."""


@dataclass(frozen=True, slots=True)
class Route:
    """An operation, and what stands for the parameters in a request's path."""

    operation: Operation
    parameters: Mapping[str, str] = field(default_factory=dict)


class Operations:
    """All operations, in the order of the data file."""

    def __init__(self, bases: Iterable[Base], operations: Iterable[Operation]) -> None:
        self.bases = {base.id: base for base in bases}
        self._operations = {one.id: one for one in operations}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Operations":
        """Build them from the data file's content; raise KeyError or TypeError if off."""
        bases = [Base(entry["id"], entry["path"]) for entry in data["bases"]]
        return cls(bases, map(_operation, data["operations"]))

    def __iter__(self) -> Iterator[Operation]:
        return iter(self._operations.values())

    def require(self, operation_id: str) -> Operation:
        """Return the operation called so; raise FieldError if there is none."""
        found = self._operations.get(operation_id.strip().lower())
        if found is None:
            raise FieldError(
                "operation",
                _("There is no operation “{id}”. Choose one of: {ids}.").format(
                    id=operation_id, ids=", ".join(self._operations)
                ),
            )
        return found

    def full_path(self, operation: Operation) -> str:
        """Return the whole path of an operation, its base's included."""
        return self.bases[operation.base].path + operation.path

    def route(self, method: str, target: str) -> Route | None:
        """Return what a request asks for, if it is an operation.

        *target* is a path, with the base's before it or without, or a whole address; what
        stands behind a question mark is not looked at.
        """
        host, path = _parts(target)
        asked = {host} & set(self.bases) or set(self.bases)
        for pattern, operation in self._patterns:
            if operation.method != method.upper() or operation.base not in asked:
                continue
            match = pattern.fullmatch(path)
            if match:
                found = {name: unquote(text) for name, text in match.groupdict().items() if text}
                return Route(operation, found)
        return None

    def read(self, request: str) -> Route:
        """Return what a request like “GET /report” asks for; raise FieldError if nothing known."""
        method, _space, target = request.strip().partition(" ")
        found = self.route(method, target)
        if found is None:
            raise FieldError(
                "request",
                _(
                    "No operation is known for this request. Write the method and the path, "
                    "like GET /report."
                ),
            )
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that stand in paths of requests, parameters left out."""
        parts = (part for one in self for part in self.full_path(one).split("/"))
        return frozenset(part for part in parts if part and "{" not in part)

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], Operation]]:
        """What the paths of each operation's requests look like; exact words before parameters."""
        ordered = sorted(self, key=lambda one: one.path.count("{"))
        return [(re.compile(self._pattern(one)), one) for one in ordered]

    def _pattern(self, operation: Operation) -> str:
        base = self.bases[operation.base].path
        host = base.removesuffix(_API)
        before = f"(?:(?:{re.escape(host)})?{_with_names(_API)})?"
        if host == base:  # a base of another form stands before its paths, or not
            before = f"(?:{_with_names(base)})?"
        after = "/?" if operation.path == "/" else _with_names(operation.path)
        return before + after


def _parts(target: str) -> tuple[str, str]:
    """Return the first part of the host's name, if there is one, and the path."""
    parts = _TARGET.match(target.strip())
    if parts is None:
        return "", ""
    return parts["host"] or "", "/" + parts["path"].strip("/")


def _with_names(path: str) -> str:
    """Return a regular expression for *path*, each parameter being a group of its name."""
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path))


def _operation(entry: dict[str, Any]) -> Operation:
    return Operation(
        id=entry["id"],
        family=entry["family"],
        label=entry["label"],
        base=entry["base"],
        method=entry["method"],
        path=entry["path"],
        query=tuple(
            QueryParameter(one["name"], tuple(one.get("values", ())))
            for one in entry.get("query", ())
        ),
        takes=entry.get("takes", ""),
        answers=entry.get("answers", ""),
        needs_reports_api=entry.get("needs_reports_api", False),
        is_vendors=entry["source"] == "vendor",
    )
