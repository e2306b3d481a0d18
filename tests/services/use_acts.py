"""What a person does with applications, uses and replacements, and what the trail says of it."""

from collections.abc import Callable

from app.core.audit import Act, Thing
from app.core.replacement import Reason
from tests.services.replacing import application, draft_of
from tests.services.scene import Scene
from tests.stage import create_key

Told = list[tuple[Act, Thing]]
K, A, R = Thing.KEY, Thing.APPLICATION, Thing.REPLACEMENT


def _tick(it: Scene) -> None:
    it.services.replacements.move(it.course.replacement.id, it.application("Koha").id)


def _close(it: Scene) -> None:
    one = it.course.replacement.id
    _tick(it)
    it.services.replacements.close(one, disable=True, remove=False)


def _tick_and_remove(it: Scene) -> None:
    _tick(it)
    it.services.change.remove([it.course.old.id])


USE_ACTS: dict[str, tuple[Callable[[Scene], object], Told]] = {
    "create an application": (
        lambda it: application(it.services, "new", it.key("portal")),
        [(Act.CREATED, A), (Act.USED, K)],
    ),
    "edit an application": (
        lambda it: it.services.applications.edit(
            it.application("Koha").id, draft_of(it.application("Koha"), place="oaapikey")
        ),
        [(Act.EDITED, A)],
    ),
    "remove an application": (
        lambda it: it.services.applications.remove(it.application("Koha").id),
        [(Act.LEFT, K), (Act.REMOVED, A)],
    ),
    "restore an application": (
        lambda it: it.services.applications.restore(
            it.services.applications.remove(it.application("Koha").id)
        ),
        [(Act.LEFT, K), (Act.REMOVED, A), (Act.RESTORED, A), (Act.MOVED_BACK, K)],
    ),
    "set the keys of an application": (
        lambda it: it.services.applications.set_keys(
            it.application("Koha").id, [it.key("portal").id]
        ),
        [(Act.LEFT, K), (Act.USED, K)],
    ),
    "add a use": (
        lambda it: it.services.uses.add(it.application("Koha").id, it.key("portal").id),
        [(Act.USED, K)],
    ),
    "move a use": (
        lambda it: it.services.uses.move(it.use("Koha", "by ending").id, it.key("portal").id),
        [(Act.USED, K), (Act.MOVED, K)],
    ),
    "end a use": (
        lambda it: it.services.uses.end(it.use("Koha", "by ending").id),
        [(Act.LEFT, K)],
    ),
    "take a move back": (
        lambda it: it.services.uses.take_back(it.use("Alma", "by ending").id),
        [(Act.LEFT, K), (Act.MOVED_BACK, K)],
    ),
    "take an end back": (
        lambda it: it.services.uses.take_back(it.use("Primo", "disabled").id),
        [(Act.MOVED_BACK, K)],
    ),
    "confirm that nothing uses a key": (
        lambda it: it.services.change.confirm_unused([it.key("portal").id]),
        [(Act.CONFIRMED_UNUSED, K)],
    ),
    "replace": (
        lambda it: create_key(it.services, "new", predecessor=it.key("portal").id),
        [(Act.CREATED, K), (Act.REPLACED, K)],
    ),
    "replace, and say what uses the key": (
        lambda it: create_key(
            it.services,
            "new",
            predecessor=it.key("portal").id,
            applications=(it.application("Koha").id,),
        ),
        [(Act.CREATED, K), (Act.USED, K), (Act.REPLACED, K)],
    ),
    "plan a replacement": (
        lambda it: it.services.replacements.plan(
            [(it.key("portal").id, it.key("portal").expires_on)], Reason.EXPIRY
        ),
        [(Act.PLANNED, K)],
    ),
    "tick a place": (_tick, [(Act.USED, K), (Act.MOVED, K)]),
    "close a replacement": (
        _close,
        [(Act.USED, K), (Act.MOVED, K), (Act.DISABLED, K), (Act.CLOSED, R)],
    ),
    "remove what was replaced": (
        _tick_and_remove,
        [(Act.USED, K), (Act.MOVED, K), (Act.REMOVED, K), (Act.CLOSED, R)],
    ),
    "cancel a replacement": (
        lambda it: it.services.replacements.cancel(it.course.replacement.id),
        [(Act.CANCELLED, R)],
    ),
    "cancel a replacement, and not": (
        lambda it: it.services.replacements.cancel(it.course.replacement.id)(),
        [(Act.CANCELLED, R), (Act.REOPENED, R)],
    ),
    "hand a key over": (
        lambda it: it.services.change.hand_over([it.key("portal").id], it.ben.id),
        [(Act.EDITED, K)],
    ),
}
