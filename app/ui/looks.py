"""How states look: a word, a shape and a tone each."""

from gettext import gettext as _

from app.core import words
from app.core.key import KeyState, Origin
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone

_LOOKS = {
    KeyState.ACTIVE: (Tone.ACTIVE, Shape.DISC),
    KeyState.EXPIRING: (Tone.EXPIRING, Shape.PIE),
    KeyState.EXPIRED: (Tone.EXPIRED, Shape.CROSS),
    KeyState.DISABLED: (Tone.DISABLED, Shape.PAUSE),
    KeyState.REMOVED: (Tone.DISABLED, Shape.RING),
    KeyState.SUPERSEDED: (Tone.DISABLED, Shape.RING),
}


def state_label(state: KeyState) -> str:
    """Return the word for *state*."""
    return words.key_state(state)


def state_look(state: KeyState) -> BadgeLook:
    """Return the badge of *state*."""
    tone, shape = _LOOKS[state]
    return BadgeLook(state_label(state), tone, shape)


def altered_look() -> BadgeLook:
    """Return the badge of a record that was changed outside Keyholder."""
    return BadgeLook(_("Altered"), Tone.EXPIRED, Shape.TRIANGLE)


def origin_label(origin: Origin) -> str:
    """Return where a key comes from, in words."""
    return _("From the portal") if origin is Origin.PORTAL else _("Made here")
