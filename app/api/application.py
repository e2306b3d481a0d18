"""One request to the stand-in: from the environment that the server gives to the answer."""

import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from gettext import gettext as _
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qsl, quote

from app.api import openapi, replies
from app.api.replies import Asked, Reply
from app.core import value
from app.core.errors import AppError, FieldError
from app.core.operation import Operations, Route
from app.core.secret import Secret
from app.core.stand_in import Heard, Listener, Verdict
from app.services.door import Report
from app.services.suite import Services

T = TypeVar("T")

DESCRIPTION, SESSIONS = "/openapi.json", "/stand-in/session/"
_OWN_WORDS = frozenset({"", *DESCRIPTION.split("/"), *SESSIONS.split("/")})
_ELSE = "…"
_SCHEME = "oaapikey"
_SESSION_LASTS = timedelta(seconds=60)
_MOST_SESSIONS = 10_000
_LONGEST_PATH, _LONGEST_METHOD = 200, 20
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_REFUSAL_S = 0.005
"""A refusal takes as long as this at least, whatever its reason: the time must not tell it."""

Environment = Mapping[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]


class Ask(Protocol):
    """Runs something on the thread that the services belong to, and returns what it returned."""

    def __call__(self, work: Callable[[Services], T], /) -> T:
        """Raise what *work* raises, or a StorageError where nobody answers."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An answer, and what the administrator is told of the request."""

    reply: Reply
    route: Route | None = None
    verdict: Verdict | None = None
    why: str = ""


class Application:
    """Answers requests, on the threads of a server."""

    def __init__(
        self,
        operations: Operations,
        ask: Ask,
        *,
        on: date | None,
        address: str,
        listener: Listener,
        report: Report,
    ) -> None:
        self._operations = operations
        self._words = operations.words | _OWN_WORDS
        self._ask = ask
        self._on = on
        self._address = address
        self._listener = listener
        self._report = report
        self._sessions: OrderedDict[str, datetime] = OrderedDict()

    def __call__(self, environment: Environment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request, as a server for WSGI asks it."""
        method, path = str(environment["REQUEST_METHOD"]), _path_of(environment)
        try:
            outcome = self._survived(environment, method, path)
            self._tell(method, path, outcome)
            reply = outcome.reply
        except AppError:  # the inventory is busy, or the server ends
            message = "The inventory cannot be asked now."
            reply = replies.error(503, "unavailable", message, Retry_After="1")
        sent = [
            ("Content-Type", reply.media_type),
            ("Content-Length", str(len(reply.body))),
            ("Cache-Control", "no-store"),
            replies.MARK,
            *reply.headers.items(),
        ]
        start(replies.STATUS[reply.status], sent)
        return [] if method == "HEAD" else [reply.body]

    def _survived(self, environment: Environment, method: str, path: str) -> _Outcome:
        """Return the answer; a bug is written down, and costs this one request alone."""
        try:
            return self._outcome(environment, method, path)
        except AppError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is
            log = self._report(type(error), error.__traceback__)
            reply = replies.error(500, "internalError", "This failed; the log tells where.")
            why = _(
                "Something unexpected went wrong; it is written down, without secrets, in {log}"
            )
            return _Outcome(reply, why=why.format(log=log))

    def _outcome(self, environment: Environment, method: str, path: str) -> _Outcome:
        if method in {"GET", "HEAD"} and path == DESCRIPTION:
            told = openapi.description(self._operations, self._address)
            return _Outcome(Reply(200, json.dumps(told, indent=1).encode()))
        if method in {"GET", "HEAD"} and path.startswith(SESSIONS):
            return self._session(path.removeprefix(SESSIONS))
        route = self._operations.route(method, path)
        if route is None:
            return self._nowhere(method, path)
        began = time.monotonic()
        given = _value_of(environment)
        verdict = self._ask(lambda services: services.stand_in.judge(given, route, self._on))
        if not verdict.decision.allowed:
            time.sleep(max(0.0, began + _REFUSAL_S - time.monotonic()))
            return _Outcome(replies.refused(verdict.answer), route, verdict, verdict.why)
        return self._granted(environment, route, verdict)

    def _nowhere(self, method: str, path: str) -> _Outcome:
        allowed = [one for one in ("GET", "POST") if self._operations.route(one, path)]
        if not allowed:
            reply = replies.error(404, "notFound", "There is no such endpoint.")
            return _Outcome(reply, why=_("There is no such endpoint."))
        message = f"{method[:_LONGEST_METHOD]} is not possible here."
        reply = replies.error(405, "methodNotAllowed", message, Allow=", ".join(allowed))
        return _Outcome(reply, why=_("The endpoint has another method."))

    def _granted(self, environment: Environment, route: Route, verdict: Verdict) -> _Outcome:
        operation, body = route.operation, {}
        if operation.takes:
            if not replies.takes(operation, str(environment.get("CONTENT_TYPE", ""))):
                reply = replies.error(415, "unsupportedMediaType", f"Send {operation.takes}.")
                return _Outcome(reply, route, verdict, _("The body is of another type."))
            read = _json_of(environment)
            problem = _problem(operation.id, read)
            if read is None or problem:
                reply = replies.error(400, "badRequest", problem)
                return _Outcome(reply, route, verdict, _("The body is not what is asked for."))
            body = read
        asked = Asked(route, _query_of(environment), body, self._new_session)
        return _Outcome(replies.granted(asked), route, verdict)

    def _new_session(self) -> str:
        token = secrets.token_urlsafe(18)
        self._sessions[token] = self._now() + _SESSION_LASTS
        while len(self._sessions) > _MOST_SESSIONS:
            self._sessions.popitem(last=False)
        return self._address + SESSIONS + token

    def _session(self, token: str) -> _Outcome:
        until = self._sessions.get(token)
        if until is None:
            return _Outcome(replies.error(404, "notFound", "There is no such session."))
        if self._now() >= until:
            return _Outcome(replies.error(410, "gone", "The session has expired after 60 s."))
        return _Outcome(Reply(200, b'{"session": "stand-in"}\n'))

    def _now(self) -> datetime:
        return self._ask(lambda services: services.workplace.now())

    def _tell(self, method: str, path: str, outcome: _Outcome) -> None:
        verdict, route = outcome.verdict, outcome.route
        refused = verdict is not None and not verdict.decision.allowed

        def tell(services: Services) -> None:
            heard = Heard(
                at=services.workplace.now(),
                method=method if method in _METHODS else _ELSE,
                path=self._shown(path),
                status=outcome.reply.status,
                operation=None if route is None else route.operation,
                key=None if verdict is None else verdict.key,
                key_name="" if verdict is None else verdict.key_name,
                reason=verdict.decision.reason if refused and verdict is not None else None,
                why=outcome.why,
            )
            services.stand_in.note(heard)
            self._listener(heard)

        self._ask(tell)

    def _shown(self, path: str) -> str:
        """Return a path as it may be told: its words; whatever else is in it may be a key."""
        told = (one if one in self._words else _ELSE for one in path.split("/"))
        return "/".join(told)[:_LONGEST_PATH]


def _path_of(environment: Environment) -> str:
    """Return the path as it was sent: the server has taken the percent signs out of it."""
    sent = str(environment.get("PATH_INFO", "")).encode("latin-1", errors="replace")
    return quote(sent, safe="/") or "/"


def _value_of(environment: Environment) -> Secret | None:
    """Return the key that a request brings as keys are recorded, None where it brings none."""
    scheme, _space, typed = str(environment.get("HTTP_AUTHORIZATION", "")).partition(" ")
    if scheme.lower() != _SCHEME:
        return None
    try:
        return value.checked(Secret(typed))
    except FieldError:
        return None


def _query_of(environment: Environment) -> dict[str, str]:
    return dict(parse_qsl(str(environment.get("QUERY_STRING", "")), errors="replace"))


def _json_of(environment: Environment) -> dict[str, Any] | None:
    """Return the body if it is an object in JSON."""
    try:
        read = json.loads(environment["wsgi.input"].read().decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _problem(operation_id: str, body: Mapping[str, Any] | None) -> str:
    """Say what is wrong with a body; empty where nothing is."""
    if body is None:
        return "Send an object in JSON."
    missing = [one for one in openapi.REQUIRED.get(operation_id, ()) if not body.get(one)]
    if missing:
        return f"These are missing: {', '.join(missing)}."
    if operation_id in openapi.REQUIRED and not (body.get("returnUrl") or body.get("returnData")):
        return "Send returnUrl or returnData."
    return ""
