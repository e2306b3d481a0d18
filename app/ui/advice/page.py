"""Management › Advice: what could be better, and why."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core import advice
from app.core.advice import FILTERS, Advice, AdviceKind
from app.core.audit import Thing
from app.services.advice import MOST
from app.services.suite import Services
from app.ui.advice.foot import Foot
from app.ui.desk import Desk
from app.ui.kit.chips import Chip, ChipBar
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.record_table import RecordColumn

_ALL = "all"
_ROOMY = 420
"""A lower page leaves its room to the list; the tips of its cells tell all."""
_ORDER = {kind: at for at, kind in enumerate(AdviceKind)}
_PLACES = {
    Thing.KEY: ("key", "key"),
    Thing.APPLICATION: ("application", "application"),
    Thing.ACCOUNT: ("administrators", "account"),
    Thing.ORGANISATION: ("organisations", "organisation"),
}
"""The page that shows each thing, and what it is to be told there."""


class AdvicePage(ListPage[Advice]):
    """Lists advice, leads to what it is about, and keeps nobody from anything."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._counts: dict[AdviceKind, int] = {}
        super().__init__(
            desk,
            texts=PageTexts(_("Advice"), _("Nothing to advise."), "clipboard-check"),
            columns=_columns(),
            identify=lambda one: (one.kind, one.id),
            stretched=2,
            parent=parent,
        )
        self.head.set_line(_("What could be better. Nothing here keeps you from anything."))
        self.chips = ChipBar(desk.icons.theme, name=_("Kinds of advice"), wraps=True)
        self.foot = Foot()
        self._show_chips({})
        self.add_bar(self.chips)
        self.add_foot(self.foot)
        self.set_actions(
            [
                RowAction(_("Open"), self.open, "", "arrow-right"),
                RowAction(
                    _("Compare…"),
                    lambda one: desk.go("reconcile", organisation=one.organisation),
                    icon="list-checks",
                    fits=lambda one: one.kind is AdviceKind.NOT_COMPARED,
                ),
            ]
        )
        self.chips.chosen.connect(lambda _chosen: self.refresh())
        self.foot.all_button.clicked.connect(self._show_all)
        self.table.selectionModel().currentChanged.connect(self._on_current)

    def reader(self) -> Callable[[Services], Sequence[Advice]]:
        """Override ListPage.reader."""
        kind, scope = self.kind, self.session.scope
        if kind is not None:
            return lambda services: services.advice.some(kind, scope)
        return lambda services: [one for group in services.advice.all(scope) for one in group.items]

    @property
    def kind(self) -> AdviceKind | None:
        """The kind chosen; None for all."""
        chosen = self.chips.value()
        return None if chosen in {"", _ALL} else AdviceKind(chosen)

    def refresh(self) -> None:
        """Override ListPage.refresh: count first."""
        scope = self.session.scope
        self.session.ask(
            lambda services: services.advice.counts(scope),
            self._show_chips,
            lambda _error: None,  # the list itself says what is wrong
        )
        super().refresh()

    def open(self, one: Advice) -> None:
        """Open what the advice is about."""
        page, name = _PLACES[one.thing]
        self.desk.go(page, **{name: one.id})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget.resizeEvent."""
        super().resizeEvent(event)
        self.foot.card.setVisible(event.size().height() >= _ROOMY)

    def _show_all(self) -> None:
        if self.kind is not None:
            self.desk.go("keys", state=None, text=FILTERS[self.kind])

    def _show_chips(self, counts: dict[AdviceKind, int]) -> None:
        """Show the kinds of which there is any; the one chosen stays."""
        self._counts, chosen = counts, self.kind
        self.chips.set_chips(
            [
                Chip(_ALL, _("All"), sum(counts.values())),
                *(
                    Chip(kind.value, advice.label(kind), count)
                    for kind, count in counts.items()
                    if count or kind is chosen
                ),
            ]
        )

    def _on_loaded(self, records: Sequence[Advice]) -> None:
        super()._on_loaded(records)
        kind = self.kind
        counted = [self._counts.get(kind, 0)] if kind else list(self._counts.values())
        self.foot.show_more(sum(max(count - MOST, 0) for count in counted), kind, sum(counted))
        if records and not self.table.currentIndex().isValid():
            self.table.choose_row(0)
        self._on_current()
        self.foot.setVisible(bool(records))

    def _on_current(self, *_moved: object) -> None:
        self.foot.show_advice(self.model.record(self.table.currentIndex().row()))


def _columns() -> list[RecordColumn[Advice]]:
    return [
        RecordColumn(
            _("Advice"),
            lambda one: advice.label(one.kind),
            168,
            sort_key=lambda one: _ORDER[one.kind],
        ),
        RecordColumn(
            _("On"), lambda one: one.name, 224, muted=lambda one: advice.thing_label(one.thing)
        ),
        RecordColumn(
            _("Why, and what to do"),
            lambda one: one.why,
            320,
            muted=lambda one: advice.what_to_do(one.kind),
        ),
    ]
