"""Which permission levels allow less than another, and for which applications that is enough."""

from collections.abc import Iterator

from app.core.application import ApplicationKinds
from app.core.permission import PermissionLevels
from app.core.query import Lesser


def lesser_levels(levels: PermissionLevels, kinds: ApplicationKinds) -> Iterator[Lesser]:
    """Yield each pair of levels of which one allows less, and is enough for some kinds.

    A kind of which nobody knows what it calls is in none of them.
    """
    known = [kind for kind in kinds if kind.calls]
    for given in levels:
        for less in levels:
            served = tuple(kind.id for kind in known if kind.calls <= less.operations)
            if served and less.operations < given.operations:
                yield Lesser(given.id, less.id, less.needs_reports_api, served)
