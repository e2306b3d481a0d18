"""How replacements look: a word, a shape and a tone each."""

from app.core import place_words
from app.core.replacement import ReplacementState
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone

_LOOKS = {
    ReplacementState.LATE: (Tone.EXPIRED, Shape.CROSS),
    ReplacementState.OPEN: (Tone.INFO, Shape.PIE),
    ReplacementState.PLANNED: (Tone.EXPIRING, Shape.RING),
    ReplacementState.CLOSED: (Tone.ACTIVE, Shape.CHECK),
    ReplacementState.CANCELLED: (Tone.DISABLED, Shape.PAUSE),
}


def state_look(state: ReplacementState) -> BadgeLook:
    """Return the badge of a replacement in *state*."""
    tone, shape = _LOOKS[state]
    return BadgeLook(place_words.state(state), tone, shape)
