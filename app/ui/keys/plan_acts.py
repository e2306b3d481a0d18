"""Replacing many keys: planned one after another, or begun at once."""

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from typing import Protocol

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core import words
from app.core.identity import KeyId
from app.core.key import Key
from app.core.replacement import Reason
from app.core.stagger import Turn
from app.services.exposure import Begun
from app.services.replacements import Plans
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.keys.plan_dialog import PlanDialog
from app.ui.kit.dialogs import Confirm
from app.ui.session import T

_NAMED = 10


class Some(Protocol):
    """Keys that were chosen: their ids, once somebody asks."""

    def ids(self, services: Services) -> list[KeyId]:
        """Return the ids."""


class PlanActs:
    """Plans and begins replacements, over *parent*."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent

    def plan_period(self) -> None:
        """Ask for a period, and plan the replacement of the keys that expire in it."""
        scope = self._session.scope

        def chosen(dialog: PlanDialog) -> Callable[[Services], list[KeyId]]:
            first, last = dialog.first, dialog.last
            if first is None or last is None:
                return lambda _services: []
            return lambda services: services.plans.expiring(first, last, scope)

        self._open(chosen, period=True)

    def plan(self, selected: Some) -> None:
        """Plan the replacement of chosen keys."""
        self._open(lambda _dialog: selected.ids, period=False)

    def _open(
        self,
        chosen: Callable[[PlanDialog], Callable[[Services], list[KeyId]]],
        *,
        period: bool,
    ) -> None:
        def opened(today: date) -> None:
            dialog = PlanDialog(
                today=today,
                period=period,
                icons=self._desk.icons,
                parent=self._parent,
            )
            dialog.wanted.connect(lambda: self._preview(dialog, chosen(dialog)))
            prompts.form(
                dialog,
                self._session,
                lambda: ([(turn.key.id, turn.day) for turn in dialog.turns], dialog.reason),
                lambda services, plan, report: services.replacements.plan(*plan, report),
                self._planned,
            )
            self._preview(dialog, chosen(dialog))

        self._session.ask(lambda services: services.workplace.days().latest(), opened)

    def _preview(self, dialog: PlanDialog, chosen: Callable[[Services], list[KeyId]]) -> None:
        start, at_once = dialog.start, dialog.at_once
        if start is None:
            return

        def read(services: Services) -> list[Turn]:
            return services.plans.turns(chosen(services), start, at_once=at_once)

        wish = dialog.wish

        def answered(show: Callable[[T], object]) -> Callable[[T], None]:
            """Return *show*, but for an answer that comes when something else is wanted."""

            def shown(answer: T) -> None:
                if isValid(dialog) and dialog.wish == wish:
                    show(answer)

            return shown

        self._session.ask(read, answered(dialog.show_turns), answered(dialog.refuse))

    def _planned(self, plans: Plans) -> None:
        told = _("Planned to replace {keys}.").format(keys=words.keys_counted(len(plans.planned)))
        self._session.tell_undoable(told, lambda _services: plans.undo())
        self._desk.go("replacements")

    def expose(self, selected: Some) -> None:
        """Ask, and begin to replace keys that were exposed, at once."""

        def opened(keys: list[Key]) -> None:
            if keys:
                prompts.confirm(self._question(keys), lambda: self._begin([key.id for key in keys]))

        self._session.ask(
            lambda services: services.exposure.in_order(selected.ids(services)), opened
        )

    def _question(self, keys: list[Key]) -> Confirm:
        levels = self._session.levels
        lines = [f"• {key.name} ({levels.label(key.permission)})" for key in keys[:_NAMED]]
        if len(keys) > _NAMED:
            lines.append(_("and {n} more").format(n=len(keys) - _NAMED))
        text = _(
            "The most powerful come first. Successors of keys made here are made now; those of "
            "portal keys are to be created in the portal today. Each old key works until its "
            "places have moved and you disable it."
        )
        return Confirm(
            title=_("Replace {keys} now, because exposed?").format(
                keys=words.keys_counted(len(keys))
            ),
            text="\n".join([text, "", *lines]),
            verb=_("Replace now"),
            parent=self._parent,
        )

    def _begin(self, key_ids: list[KeyId]) -> None:
        def begun(result: Begun) -> None:
            self._session.tell_final(told_begun(result))
            self._desk.go("replacements")

        self._session.act(
            lambda services, report: services.exposure.replace(key_ids, Reason.EXPOSED, report),
            begun,
        )


def told_begun(begun: Begun) -> str:
    """Say what was begun as keys were exposed."""
    parts = (
        (_("{keys} made"), begun.made),
        (_("{keys} to create in the portal today"), begun.planned),
        (_("{keys} being replaced already"), begun.under_way),
    )
    counted = [told.format(keys=words.keys_counted(len(keys))) for told, keys in parts if keys]
    return "; ".join(counted) + "."
