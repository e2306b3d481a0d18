"""What the stand-in sends: media types, minimal bodies, and errors as they are documented."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.decision import Answer
from app.core.operation import Operation, Route

MARK = ("X-Keyholder-Stand-In", "1")
"""Says of each answer that no OpenAthens gave it."""

JSON = "application/json"
_FAMILY = "application/vnd.eduserv.iam"
_STAND_IN = "stand-in"
_DONE, _CREATED, _UNAUTHORISED = 200, 201, 401

STATUS = {
    200: "200 OK",
    201: "201 Created",
    400: "400 Bad Request",
    401: "401 Unauthorized",
    403: "403 Forbidden",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    410: "410 Gone",
    413: "413 Content Too Large",
    415: "415 Unsupported Media Type",
    500: "500 Internal Server Error",
    503: "503 Service Unavailable",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer."""

    status: int
    body: bytes = b""
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


def error(status: int, reason: str, message: str, **headers: str) -> Reply:
    """Return an answer that says what was wrong with a request."""
    body = _encoded({"reason": reason, "message": message})
    sent = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, body, error_type(status), sent)


def error_type(status: int) -> str:
    """Return the media type of an answer that says what was wrong."""
    kind = "authenticationError" if status == _UNAUTHORISED else "error"
    return f"{_FAMILY}.{kind}-v1+json"


def refused(answer: Answer) -> Reply:
    """Return the answer to a key that does not work, or may not do what was asked."""
    challenge = {"WWW_Authenticate": "OAApiKey"} if answer.status == _UNAUTHORISED else {}
    return error(answer.status, answer.code, answer.message, **challenge)


def granted(asked: "Asked") -> Reply:
    """Return a valid minimal answer to a request that is allowed."""
    operation = asked.route.operation
    make = _BODIES.get(operation.id)
    status = _CREATED if operation.id in CREATE else _DONE
    return Reply(status, _encoded(make(asked) if make else {}), media_type_of(operation))


def media_type_of(operation: Operation) -> str:
    """Return the media type that an operation's answers have here."""
    name = "".join(part.capitalize() for part in operation.id.split("-"))
    return operation.answers.replace("*", f"{name[0].lower()}{name[1:]}-v1")


def takes(operation: Operation, media_type: str) -> bool:
    """Tell whether a body of that type is one that *operation* takes."""
    if not operation.takes:
        return True
    before, star, after = operation.takes.partition("*")
    given = media_type.partition(";")[0].strip().lower()
    if given == JSON and operation.takes.startswith(_FAMILY) and star:
        return True
    if not star:
        return given == operation.takes.lower()
    return given.startswith(before.lower()) and given.endswith(after.lower())


def _encoded(content: object) -> bytes:
    return (json.dumps(content, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that is allowed; *new_session* begins one here, and returns the way to it."""

    route: Route
    query: Mapping[str, str]
    body: Mapping[str, Any]
    new_session: Callable[[], str]


def _session(asked: Asked) -> dict[str, Any]:
    return {"sessionInitiatorUrl": asked.new_session()}


def _named(asked: Asked) -> dict[str, Any]:
    given = asked.route.parameters
    found = given.get("organisation") or given.get("group", "")
    return {"id": found, "name": _STAND_IN, "links": []}


def _account(asked: Asked) -> dict[str, Any]:
    given, attributes = asked.route.parameters, asked.body.get("attributes")
    told = _person(given.get("account", "1"), given.get("type", "personal"))
    return told | {"attributes": attributes if isinstance(attributes, dict) else {}}


def _person(account: str, kind: str) -> dict[str, Any]:
    return {"id": account, "type": kind, "username": _STAND_IN, "status": "active"}


def _bulk(asked: Asked) -> dict[str, Any]:
    accounts = asked.body.get("accounts")
    return {"created": len(accounts) if isinstance(accounts, list) else 0, "failed": 0}


def _report(asked: Asked) -> dict[str, Any]:
    return {"query": dict(asked.query), "rows": []}


def _task(asked: Asked) -> dict[str, Any]:
    return {"task": "00000000-0000-4000-8000-000000000000", "query": dict(asked.query)}


CREATE = frozenset({"account-create"})
_BODIES: Mapping[str, Callable[[Asked], dict[str, Any]]] = {
    "local-auth-session": _session,
    "account-session": _session,
    "entry-point": lambda _asked: {"links": []},
    "account-query": lambda _asked: {"accounts": [_person("1", "personal")], "total": 1},
    "organisation-schema": lambda _asked: {"attributes": []},
    "account-schema": lambda _asked: {"attributes": [{"name": "username", "required": True}]},
    "organisation-read": _named,
    "group-read": _named,
    "account-services": lambda _asked: {"services": []},
    "account-create": _account,
    "account-modify": _account,
    "account-bulk-create": _bulk,
    "report": _report,
    "raw-report": _task,
    "raw-task": _report,
}
"""Of an operation that is added to the data file, an empty body is an answer too."""
