"""Texts that people type: what is accepted, and which names look alike."""

import re
import unicodedata
from collections.abc import Iterable
from gettext import gettext as _

from app.core.errors import FieldError

NAME_LIMIT = 200
NOTES_LIMIT = 10_000
EMAIL_LIMIT = 254
ADDRESS_LIMIT = 2_000
MOST_EMAILS = 20

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+")
_DOMAIN = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?")
_WORD = re.compile(r"[^\W_]+")

# Letters and signs that nobody sees: a joiner, fillers for Hangul and Khmer, Braille without dots
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")

# Letters of other scripts (Cyrillic, Greek), and digits, that pass for a Latin letter at a glance
_PASS_FOR = {
    ord(other): latin
    for others, latin in {
        "\u0430\u03b1": "a",
        "\u0432\u03b2": "b",
        "\u0441": "c",
        "\u0501": "d",
        "\u0435": "e",
        "\u043d": "h",
        "\u0456\u03b9l1|": "i",
        "\u0458": "j",
        "\u043a\u03ba": "k",
        "\u043c": "m",
        "\u043e\u03bf0": "o",
        "\u0440\u03c1": "p",
        "\u04555": "s",
        "\u0442\u03c4": "t",
        "\u03bd": "v",
        "\u0445\u03c7": "x",
        "\u0443": "y",
    }.items()
    for other in others
}


def clean_name(field: str, text: str, *, limit: int = NAME_LIMIT) -> str:
    """Return *text* as a name of one line: NFC, no space around it; raise FieldError."""
    cleaned = clean_line(field, text, limit=limit)
    if not cleaned:
        raise FieldError(field, _("A name is needed."))
    return cleaned


def clean_line(field: str, text: str, *, limit: int = NAME_LIMIT) -> str:
    """Return *text* as one line, which may be empty; raise FieldError."""
    return _clean(field, text, limit=limit, allowed="")


def clean_notes(field: str, text: str) -> str:
    """Return *text* as notes of several lines; raise FieldError."""
    return _clean(field, text.replace("\r\n", "\n"), limit=NOTES_LIMIT, allowed="\n\t")


def clean_email(field: str, text: str) -> str:
    """Return *text* as an e-mail address, or empty; raise FieldError."""
    address = clean_line(field, text, limit=EMAIL_LIMIT)
    if address and not _EMAIL.fullmatch(address):
        raise FieldError(field, _("This is not an e-mail address: {text}").format(text=address))
    return address


def clean_emails(field: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return *texts* as e-mail addresses, each once, empty ones left out; raise FieldError."""
    cleaned = (clean_email(field, text) for text in texts)
    found = {address_form(address): address for address in cleaned if address}
    if len(found) > MOST_EMAILS:
        raise FieldError(field, _("At most {n} addresses can be given.").format(n=MOST_EMAILS))
    return tuple(found.values())


def address_form(address: str) -> str:
    """Return the same for two spellings of an e-mail address: case does not tell them apart."""
    return unicodedata.normalize("NFC", address).lower()


def split_emails(text: str) -> tuple[str, ...]:
    """Return the addresses in *text*, unchecked: spaces, commas or semicolons part them."""
    return tuple(text.replace(",", " ").replace(";", " ").split())


def clean_domain(field: str, text: str) -> str:
    """Return *text* as an API domain, or empty; a dot is not required; raise FieldError."""
    domain = clean_line(field, text, limit=253)
    if domain and not _DOMAIN.fullmatch(domain):
        raise FieldError(
            field, _("An API domain has letters, digits, dots and hyphens only, like example.org.")
        )
    return domain


def clean_number(field: str, text: str) -> str:
    """Return *text* as an organisation id, digits only, or empty; raise FieldError."""
    number = clean_line(field, text, limit=20)
    if number and not (number.isascii() and number.isdigit()):
        raise FieldError(field, _("An organisation id has digits only."))
    return number


def _clean(field: str, text: str, *, limit: int, allowed: str) -> str:
    cleaned = unicodedata.normalize("NFC", text).strip()
    for position, character in enumerate(cleaned, start=1):
        if character not in allowed and _is_invisible(character):
            raise FieldError(
                field,
                _(
                    "Character {position} ({code}) cannot be seen or changes the direction of "
                    "the text. Delete it and type the text again."
                ).format(position=position, code=f"U+{ord(character):04X}"),
            )
    if len(cleaned) > limit:
        raise FieldError(
            field,
            _("This has {length} characters; {limit} is the most.").format(
                length=len(cleaned), limit=limit
            ),
        )
    return cleaned


def _is_invisible(character: str) -> bool:
    """Tell whether *character* is a control, format, unassigned, line-separating or blank one."""
    return character in _BLANK or unicodedata.category(character) in {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    }


def sort_form(text: str) -> str:
    """Return what *text* sorts by: no case, no accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words_of(*texts: str) -> frozenset[str]:
    """Return the words of *texts* as a filter compares them: no case, no accents."""
    return frozenset(_WORD.findall(sort_form(" ".join(texts))))


def begin_words(wanted: Iterable[str], words: Iterable[str]) -> bool:
    """Tell whether each of *wanted* is the beginning of one of *words*."""
    return all(any(word.startswith(one) for word in words) for one in wanted)


def look_of(text: str) -> str:
    """Return the same for two names that look alike: spaces, case and look-alikes folded."""
    folded = sort_form(text).replace("rn", "m").replace("vv", "w").translate(_PASS_FOR)
    return "".join(c for c in folded if c.isalnum())


def holds_uuid(text: str) -> bool:
    """Tell whether a key in the portal's form stands somewhere in *text*."""
    return _UUID.search(text) is not None


def is_uuid(text: str) -> bool:
    """Tell whether *text* is one UUID, the form of the portal's keys, and nothing else."""
    return _UUID.fullmatch(text) is not None
