"""The fields of a key's forms that say what uses it, and why it takes another key's place."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QObject, Signal

from app.core import place_words
from app.core.application import Application, ApplicationKinds
from app.core.identity import ApplicationId
from app.core.organisation import Organisation
from app.core.replacement import Reason
from app.ui.keys.choices import Choices
from app.ui.kit.choice_box import choice_box
from app.ui.kit.form import Form
from app.ui.kit.icons import Icons
from app.ui.kit.pick_list import PickItem, PickList


class UseFields(QObject):
    """Applications to tick; for a successor, the reason as well.

    Signals: *changed* when any of them is another.
    """

    changed = Signal()

    def __init__(self, choices: Choices, form: Form, icons: Icons, *, succeeds: bool) -> None:
        super().__init__(form)
        self._form = form
        self._succeeds = succeeds
        self._any = bool(choices.applications)
        self.pick_list = PickList(icons, name=_("Applications"), parent=form)
        self.pick_list.set_items(
            pick_items(choices.applications, choices.kinds, choices.organisations)
        )
        self.pick_list.set_chosen(choices.used_by)
        self.reason_box = choice_box()
        self.reason_box.setParent(form)
        for reason in Reason:
            self.reason_box.addItem(place_words.reason(reason), reason.value)
        self.pick_list.changed.connect(self.changed)
        self.reason_box.currentIndexChanged.connect(self.changed)
        self.pick_list.setVisible(self._any)
        self.reason_box.setVisible(succeeds)

    def add(self) -> None:
        """Put the fields into the form, where there is anything to choose."""
        if self._succeeds:
            self._form.add("reason", _("Why it is repla&ced"), self.reason_box)
        if self._any:
            label, hint = _("A&pplications that will use it"), ""
            if self._succeeds:
                label = _("A&pplications to move")
                hint = _(
                    "Those that use the old key. Tick any that is missing, and untick what uses "
                    "it no longer: each one becomes a step of the checklist."
                )
            self._form.add("applications", label, self.pick_list, hint=hint)

    @property
    def reason(self) -> Reason:
        """Why the key takes another's place."""
        return Reason(self.reason_box.currentData())

    @property
    def applications(self) -> tuple[ApplicationId, ...] | None:
        """The applications that were ticked; None where there are none to tick."""
        chosen = tuple(ApplicationId(one) for one in self.pick_list.chosen())
        return chosen if self._any else None


def pick_items(
    applications: Sequence[Application],
    kinds: ApplicationKinds,
    organisations: Sequence[Organisation],
) -> list[PickItem]:
    """Return applications as things to tick; where there are several *organisations*, of which."""
    names = {one.id: one.name for one in organisations if len(organisations) > 1}
    return [
        PickItem(
            one.id,
            one.name,
            " · ".join(
                part for part in (kinds.label(one.kind), names.get(one.organisation)) if part
            ),
        )
        for one in applications
    ]
