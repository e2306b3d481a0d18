"""What a passphrase must be."""

from gettext import gettext as _

from app.core.errors import FieldError
from app.core.secret import Secret

SHORTEST = 12
LONGEST = 1024
_FEW = 5


def checked(passphrase: Secret) -> Secret:
    """Return *passphrase* if it is long and varied enough; raise FieldError if not."""
    text = passphrase.reveal()
    if len(text) < SHORTEST:
        raise FieldError(
            "passphrase",
            _("A passphrase has at least {n} characters: four or five words are good.").format(
                n=SHORTEST
            ),
        )
    if len(text) > LONGEST:
        raise FieldError(
            "passphrase", _("A passphrase has at most {n} characters.").format(n=LONGEST)
        )
    if len(set(text.casefold())) < _FEW:
        raise FieldError(
            "passphrase", _("A passphrase needs at least {n} different characters.").format(n=_FEW)
        )
    return passphrase
