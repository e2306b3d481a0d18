"""A letter by e-mail, and the server that takes it."""

from dataclasses import dataclass
from datetime import datetime

from app.core.preference import MailSecurity
from app.core.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one recipient, in plain text and as HTML."""

    message_id: str
    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where letters are handed over, always over verified TLS."""

    host: str
    port: int
    security: MailSecurity
    user: str = ""
    password: Secret | None = None
