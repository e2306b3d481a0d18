"""The verbs about keys."""

from app.cli import keys_change, keys_exposed, keys_impact, keys_new, keys_read, keys_value
from app.cli.verb import verbs
from app.core.errors import N_

KEYS = verbs(
    "keys",
    N_("List, create and change keys."),
    "keyholder keys list",
    "keyholder keys list --help",
    commands=[
        *(*keys_read.VERBS, *keys_new.VERBS, *keys_change.VERBS, *keys_value.VERBS),
        *(*keys_exposed.VERBS, *keys_impact.VERBS),
    ],
)
