"""The stand-in API: what it is asked, what it rules, and the server that answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.core.decision import Answer, Decision, Reason
from app.core.identity import KeyId
from app.core.operation import Operation

_WRONG = 400
HOST, PORT = "127.0.0.1", 8080


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A request that was answered, as the administrator is told of it; never the value."""

    at: datetime
    method: str
    path: str
    status: int
    operation: Operation | None = None
    key: KeyId | None = None
    key_name: str = ""
    reason: Reason | None = None
    """Why it was refused, if a decision refused it."""
    why: str = ""
    """The same in words, or what else was wrong with the request."""

    @property
    def allowed(self) -> bool:
        """Whether it was answered as a request that is allowed."""
        return self.status < _WRONG


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is ruled of a request with a value."""

    decision: Decision
    key: KeyId | None
    key_name: str
    why: str

    @property
    def answer(self) -> Answer:
        """What the caller is told."""
        return self.decision.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """Where the stand-in listens, and for which day it answers."""

    host: str = HOST
    port: int = PORT
    """0 is any that is free."""
    on: date | None = None
    """None is today, at each key's organisation."""


Listener = Callable[[Heard], object]
"""Called on the server's own thread for each request."""
