"""A letter as it goes over the wire."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.core.errors import UnfitLetterError
from app.core.mail import Letter

# Every server takes it, whatever it says of itself
_POLICY = SMTP.clone(cte_type="7bit")


def message_of(letter: Letter) -> EmailMessage:
    """Return *letter* as a message; raise UnfitLetterError where a header would hold more lines."""
    headers = (letter.sender, letter.recipient, letter.subject, letter.message_id)
    if not all(header.isprintable() for header in headers):
        raise UnfitLetterError(recipient=_shown(letter.recipient))
    try:
        return _written(letter)
    except ValueError as error:
        raise UnfitLetterError(recipient=_shown(letter.recipient)) from error


def _written(letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = letter.subject
    message["From"] = _address(letter.sender, "Keyholder")
    message["To"] = _address(letter.recipient)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def _address(email: str, name: str = "") -> Address:
    local, _, domain = email.rpartition("@")
    return Address(name, local, domain)


def _shown(address: str) -> str:
    return "".join(one if one.isprintable() else " " for one in address)
