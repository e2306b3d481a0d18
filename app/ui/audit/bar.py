"""What narrows the audit trail's list: kind of thing, person, period, words."""

from gettext import gettext as _

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import trail_words
from app.core.audit import Thing
from app.core.identity import Actor, KeyId
from app.services.trail import TrailView
from app.ui.date_edit import DateEdit
from app.ui.kit.choice_box import choice_box, choose
from app.ui.kit.filter_edit import FilterEdit
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole, accessible

_DAY = 150
_AFTER_TYPING_MS = 150


class TrailBar(QWidget):
    """The bar above the list.

    Signals: *changed* when other entries are wanted.
    """

    changed = Signal()

    def __init__(
        self,
        icons: Icons,
        *,
        after_typing_ms: int = _AFTER_TYPING_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._typing = QTimer(self, singleShot=True, interval=after_typing_ms)
        self.thing_box = choice_box()
        self.actor_box = choice_box()
        self.first_edit = DateEdit(icons)
        self.last_edit = DateEdit(icons)
        self.filter_edit = FilterEdit(icons, placeholder=_("Search…"), name=_("Search"))
        self.thing_box.addItem(_("All things"), None)
        for kind in Thing:
            self.thing_box.addItem(trail_words.thing(kind), kind)
        self.show_actors([])
        self._arrange()
        self.thing_box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.actor_box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.filter_edit.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self.changed)
        for edit in (self.first_edit, self.last_edit):
            edit.changed.connect(self.changed)

    def view(self, key: KeyId | None) -> TrailView:
        """Return what is wanted, of one *key* if there is one."""
        thing, actor = self.thing_box.currentData(), self.actor_box.currentData()
        return TrailView(
            text=self.filter_edit.text(),
            things=(Thing(thing),) if thing else (),
            key=key,
            actors=(Actor(actor),) if actor else (),
            first=self.first_edit.value(),
            last=self.last_edit.value(),
        )

    def clear(self) -> None:
        """Leave everything, at once."""
        self.blockSignals(True)
        self.thing_box.setCurrentIndex(0)
        self.actor_box.setCurrentIndex(0)
        self.filter_edit.clear()
        for edit in (self.first_edit, self.last_edit):
            edit.set_value(None)
        self.blockSignals(False)
        self._typing.stop()
        self.changed.emit()

    def search_now(self) -> None:
        """Wait no longer for what else is typed."""
        if self._typing.isActive():
            self._typing.stop()
            self.changed.emit()

    def show_actors(self, actors: list[Actor]) -> None:
        """Offer these people, and keep the one that was chosen."""
        chosen = self.actor_box.currentData()
        self.actor_box.blockSignals(True)
        self.actor_box.clear()
        self.actor_box.addItem(_("Everybody"), None)
        for actor in actors:
            self.actor_box.addItem(actor, actor)
        choose(self.actor_box, chosen)
        self.actor_box.blockSignals(False)

    def _arrange(self) -> None:
        accessible(self.thing_box, _("Kind of thing"))
        accessible(self.actor_box, _("Person"))
        self.first_edit.setAccessibleName(_("From"))
        self.last_edit.setAccessibleName(_("To"))
        choices, period = QHBoxLayout(), QHBoxLayout()
        choices.addWidget(self.thing_box)
        choices.addWidget(self.actor_box)
        choices.addWidget(self.filter_edit, 1)
        for label, edit in ((_("From"), self.first_edit), (_("to"), self.last_edit)):
            period.addWidget(PlainLabel(label, role=TextRole.MUTED))
            edit.setFixedWidth(_DAY)
            period.addWidget(edit)
        period.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for row in (choices, period):
            row.setSpacing(8)
            column.addLayout(row)
