"""The recovery code: 128 random bits as text that a person can copy by hand."""

from gettext import gettext as _

from app.core.errors import FieldError
from app.core.secret import Secret

ENTROPY_BYTES = 16
GROUP = 4
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U to mistake
_MISTAKEN = str.maketrans("ILO", "110")
_BODY = 26  # base-32 digits that hold 128 bits
_CHECK = 2
# A prime: so a slip in one digit, or two neighbours that changed places, always shows
_MODULUS = 1021
_START = 911


def encode(entropy: bytes) -> Secret:
    """Return the code for *entropy*, :data:`ENTROPY_BYTES` random bytes: seven groups of four."""
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError("a recovery code holds 16 bytes")
    text = _digits(int.from_bytes(entropy, "big"), _BODY) + _check(entropy)
    return Secret("-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP)))


def decode(code: Secret) -> bytes:
    """Return the entropy that *code* stands for; raise FieldError where it has a slip.

    Case, spaces and hyphens do not matter; I, L and O are read as 1, 1 and 0.
    """
    text = "".join(c for c in code.reveal().upper() if c not in "- \t\r\n").translate(_MISTAKEN)
    if len(text) != _BODY + _CHECK or any(c not in _DIGITS for c in text):
        raise FieldError(
            "recovery_code", _("A recovery code has seven groups of four letters and digits.")
        )
    number = 0
    for digit in text[:_BODY]:
        number = number * 32 + _DIGITS.index(digit)
    if number >> (ENTROPY_BYTES * 8):
        raise FieldError("recovery_code", _slip())
    entropy = number.to_bytes(ENTROPY_BYTES, "big")
    if text[_BODY:] != _check(entropy):
        raise FieldError("recovery_code", _slip())
    return entropy


def last_group(code: Secret) -> str:
    """Return the last group, which a person types to prove that the code was kept."""
    return code.reveal().rsplit("-", 1)[-1]


def is_last_group(code: Secret, typed: str) -> bool:
    """Tell whether *typed* is the code's last group, forgiving case and look-alikes."""
    return typed.strip().upper().translate(_MISTAKEN) == last_group(code)


def _slip() -> str:
    return _("There is a slip in the recovery code: its check letters do not fit.")


def _check(entropy: bytes) -> str:
    return _digits((int.from_bytes(entropy, "big") + _START) % _MODULUS, _CHECK)


def _digits(number: int, length: int) -> str:
    digits = ""
    for _place in range(length):
        number, digit = divmod(number, 32)
        digits = _DIGITS[digit] + digits
    return digits
