"""A key's value: how one is made, and what is expected of one from the portal."""

import re
import uuid
from collections.abc import Iterator
from gettext import gettext as _

from app.core import text
from app.core.errors import FieldError
from app.core.key import ENDING_LENGTH
from app.core.secret import Secret

LONGEST_VALUE = 1024
MASK = r"(?:[*•●·#]{2,}|(?<!\w)[xX]{2,}|[…⋯]|\.{3,})"
"""What stands in a text for the rest of a value."""
_MASKED = re.compile(
    rf".*(?:{MASK}|[•●]|[*·.]{{2,}}|[xX]{{4,}})[-.*•●·#…⋯xX\s]*(?P<ending>\w{{4}})"
)
"""A value of which the last four characters alone are shown, or those and its beginning."""
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")


def from_random(randomness: bytes) -> Secret:
    """Return a value in the portal's form, a version 4 UUID, from 16 random bytes."""
    return Secret(str(uuid.UUID(bytes=randomness, version=4)))


def checked(typed: Secret) -> Secret:
    """Return a pasted value without space around it; raise FieldError if it cannot be a key.

    A UUID is put in lower case, the portal's form; any other shape is kept to the letter.
    """
    value = typed.reveal().strip()
    if not value:
        raise FieldError("value", _("Paste the key's value, or give its last four characters."))
    if len(value) > LONGEST_VALUE:
        raise FieldError(
            "value", _("A key has at most {limit} characters.").format(limit=LONGEST_VALUE)
        )
    if any(character.isspace() or not character.isprintable() for character in value):
        raise FieldError(
            "value", _("The value has a space or a line break in it. Copy the key alone.")
        )
    return Secret(value.lower() if text.is_uuid(value) else value)


def checked_ending(typed: str) -> str:
    """Return the last four characters of a value that is not at hand; raise FieldError."""
    ending = typed.strip().lstrip("…•.")
    if len(ending) != ENDING_LENGTH or not ending.isprintable() or " " in ending:
        raise FieldError("ending", _("Give the last four characters of the key, no more."))
    return ending.lower() if all(c in _HEXADECIMAL for c in ending) else ending


def shown_ending(shown: str) -> str | None:
    """Return the last four characters of a value that is masked or cut; None of a whole one."""
    masked = _MASKED.fullmatch(shown.strip())
    if masked is not None:
        return masked["ending"]
    bare = shown.strip()
    return bare if len(bare) <= ENDING_LENGTH else None


def in_clear(name: str, notes: str) -> Iterator[tuple[str, str]]:
    """Yield which of them holds something like a key, and what is to be said of that."""
    if text.holds_uuid(name):
        yield "name", _("The name holds something like a key. Names are not sealed.")
    if text.holds_uuid(notes):
        yield "notes", _("The notes hold something like a key. Notes are not sealed.")


def has_usual_shape(value: Secret) -> bool:
    """Tell whether *value* looks like the portal's keys; the portal publishes no grammar."""
    return text.is_uuid(value.reveal())
