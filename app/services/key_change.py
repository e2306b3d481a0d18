"""Changes to keys that exist: edit, disable, enable, remove, restore; each can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from gettext import gettext as _

from app.core import text
from app.core.audit import Act
from app.core.errors import FieldError, WrongStateError
from app.core.identity import AccountId, KeyId
from app.core.key import Key, Origin
from app.core.progress import Progress
from app.services.key_changer import Done, KeyChanger, require_kept, require_not_superseded
from app.services.workplace import NO_PROGRESS, Workplace


class Same(Enum):
    """Stands for an owner that stays, where None stands for nobody."""

    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEdit:
    """What can be changed of a key; None leaves a field as it is, SAME the owner."""

    name: str | None = None
    permission: str | None = None
    owner: AccountId | Same | None = Same.SAME
    notes: str | None = None
    also_tell: tuple[str, ...] | None = None


class KeyChange:
    """Changes one key or many, in one transaction."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._changer = KeyChanger(workplace)

    def edit(self, key_id: KeyId, edit: KeyEdit) -> Done:
        """Change what *edit* names; raise FieldError."""
        return self._changer.change([key_id], Act.EDITED, lambda key: self._edited(key, edit))

    def _edited(self, key: Key, edit: KeyEdit) -> Key:
        require_kept(key)
        after = replace(
            key,
            name=key.name if edit.name is None else text.clean_name("name", edit.name),
            notes=key.notes if edit.notes is None else text.clean_notes("notes", edit.notes),
            owner=key.owner if isinstance(edit.owner, Same) else self._known(edit.owner),
            also_tell=(
                key.also_tell
                if edit.also_tell is None
                else text.clean_emails("also_tell", edit.also_tell)
            ),
        )
        return after if edit.permission is None else self._levelled(after, edit.permission)

    def _levelled(self, key: Key, permission: str) -> Key:
        require_kept(key)
        if permission != key.permission:
            reports_api = self._workplace.organisation(key.organisation).reports_api
            self._workplace.levels.require(permission, reports_api=reports_api)
        return replace(key, permission=permission)

    def set_permission(
        self, key_ids: Sequence[KeyId], permission: str, progress: Progress = NO_PROGRESS
    ) -> Done:
        """Give keys another permission level; raise FieldError where it is not offered."""

        def levelled(key: Key) -> Key:
            try:
                return self._levelled(key, permission)
            except FieldError as error:
                problem = _("“{name}”: {problem}").format(name=key.name, problem=error)
                raise FieldError(error.field, problem) from error

        return self._changer.change(key_ids, Act.EDITED, levelled, progress)

    def set_owner(
        self, key_ids: Sequence[KeyId], owner: AccountId | None, progress: Progress = NO_PROGRESS
    ) -> Done:
        """Give keys another owner, or none."""
        self._known(owner)

        def owned(key: Key) -> Key:
            require_kept(key)
            return replace(key, owner=owner)

        return self._changer.change(key_ids, Act.EDITED, owned, progress)

    def _known(self, owner: AccountId | None) -> AccountId | None:
        return None if owner is None else self._workplace.account(owner).id

    def disable(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Disable keys; those disabled already are left alone."""
        now = self._workplace.now()

        def disabled(key: Key) -> Key:
            require_kept(key)
            return replace(key, disabled_at=key.disabled_at or now)

        return self._changer.change(key_ids, Act.DISABLED, disabled, progress)

    def enable(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Enable keys; an expired one stays expired."""

        def enabled(key: Key) -> Key:
            require_kept(key)
            return replace(key, disabled_at=None)

        return self._changer.change(key_ids, Act.ENABLED, enabled, progress)

    def remove(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Remove keys; they can be restored until their values are destroyed."""
        now = self._workplace.now()

        def removed(key: Key) -> Key:
            require_not_superseded(key)
            return replace(key, removed_at=key.removed_at or now)

        return self._changer.change(key_ids, Act.REMOVED, removed, progress)

    def restore(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Restore removed keys; raise WrongStateError if a value is destroyed already."""
        return self._changer.change(key_ids, Act.RESTORED, _restored, progress)

    def compared(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Note that portal keys were compared with the portal now; others are left alone."""
        now = self._workplace.now()

        def noted(key: Key) -> Key:
            require_kept(key)
            if key.origin is not Origin.PORTAL:
                return key
            return replace(key, compared_at=now, compared_by=self._workplace.actor)

        return self._changer.change(key_ids, Act.COMPARED, noted, progress)

    def confirm_unused(self, key_ids: Sequence[KeyId], progress: Progress = NO_PROGRESS) -> Done:
        """Note that nothing uses keys, removed ones too: so their replacements can end.

        Raise WrongStateError where an application does.
        """
        now = self._workplace.now()

        def confirmed(key: Key) -> Key:
            require_not_superseded(key)
            if key.used_by:
                raise WrongStateError(name=key.name, reason=_("an application uses it"))
            if key.unused_at is not None:
                return key
            return replace(key, unused_at=now, unused_by=self._workplace.actor)

        return self._changer.change(key_ids, Act.CONFIRMED_UNUSED, confirmed, progress)

    def hand_over(
        self, key_ids: Sequence[KeyId], owner: AccountId | None, progress: Progress = NO_PROGRESS
    ) -> Done:
        """Give keys another owner, in whatever state: each record names somebody."""
        self._known(owner)
        return self._changer.change(
            key_ids, Act.EDITED, lambda key: replace(key, owner=owner), progress
        )


def _restored(key: Key) -> Key:
    require_not_superseded(key)
    if key.destroyed_at is not None:
        raise WrongStateError(name=key.name, reason=_("its value was destroyed"))
    return replace(key, removed_at=None)
