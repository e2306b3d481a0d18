"""What was asked for cannot be done: what was typed, or a rule, forbids it."""

from app.core.errors.base import N_, AppError


class InvalidInputError(AppError):
    """What was typed cannot be used: *problem* tells why."""

    title = "{problem}"


class FieldError(InvalidInputError):
    """What was typed in one field cannot be used: *field* names it."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem=problem)
        self.field = field


class FilterError(InvalidInputError):
    """The filter cannot be read."""


class RefusedError(AppError):
    """The request was understood, and a rule says no."""


_LONG_ID = 32


class NotFoundError(RefusedError):
    """Nothing has that id or name. A long id is told in part: it may be a value by mistake."""

    title = N_("There is no {thing} {id}.")
    hint = N_("List them to see their names and ids.")

    def __init__(self, *, thing: str, id: str) -> None:  # noqa: A002 - the text's own word
        whole = len(id) < _LONG_ID
        super().__init__(thing=thing, id=id if whole else f"{id[:8]}…")


class AmbiguousIdError(RefusedError):
    """The beginning of an id fits several things."""

    title = N_("More than one {thing} has an id that begins with {id}.")
    hint = N_("Give more of it.")


class AmbiguousNameError(AmbiguousIdError):
    """Several things have that name."""

    title = N_("More than one {thing} is called “{id}”.")
    hint = N_("Give the beginning of its id instead.")


class DuplicateValueError(RefusedError):
    """The value is in the inventory already."""

    title = N_("This value is in the inventory already, as the key “{name}”.")
    meaning = N_("Nothing was stored.")
    hint = N_("Use that record, or check that the right value was copied.")


class InUseError(RefusedError):
    """Something else still needs the thing."""

    title = N_("“{name}” is still needed: {reason}.")
    meaning = N_("Nothing was removed.")
    hint = N_("Change that first.")


class WrongStateError(RefusedError):
    """The key's state does not allow the act."""

    title = N_("“{name}” cannot be changed like this: {reason}.")


class ImmutableError(RefusedError):
    """The database refused to change what never changes."""

    title = N_("A key's value and its expiry date never change.")
    meaning = N_("Nothing was changed.")
    hint = N_("Correct a portal key's slip with Correct; replace a key with a new one.")


class AlreadySetUpError(RefusedError):
    """There is an inventory in this place already."""

    title = N_("There is an inventory in {folder} already.")
    meaning = N_("It was left as it is.")
    hint = N_("Choose another folder with --data-dir.")
