"""What a document would bring in: a line of counts for each kind, and what was decided."""

from gettext import gettext as _

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.core.document import KIND_WORDS, Kind
from app.core.document_plan import DocumentPlan, RecordState
from app.ui.kit.card import Card, emptied
from app.ui.kit.text import PlainLabel, TextRole

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SHOWN = (
    RecordState.NEW,
    RecordState.CHANGED,
    RecordState.SAME,
    RecordState.LEFT_OUT,
    RecordState.PROBLEM,
)


class CountsCard(Card):
    """Shows counts, and asks for the preferences.

    Signals: *preferences_chosen* with whether they are to come in.
    """

    preferences_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What comes in"), parent)
        self.preferences_box = QCheckBox(_("&Preferences too"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        self.body.addLayout(self._grid)
        self.body.addSpacing(4)
        self.body.addLayout(self._notes)
        self.body.addWidget(self.preferences_box)
        self.preferences_box.clicked.connect(self.preferences_chosen)

    def show_plan(self, plan: DocumentPlan) -> None:
        """Show what would come in; of a document with problems inside, nothing can be told."""
        emptied(self._grid)
        emptied(self._notes)
        if plan.counts:
            self._show_counts(plan)
        else:
            told = _("What would come in can be told once the problems are mended.")
            self._notes.addWidget(PlainLabel(told, role=TextRole.MUTED, wrap=True))
        for note in plan.notes:
            self._notes.addWidget(PlainLabel(note, wrap=True))
        self.preferences_box.setVisible(bool(plan.counts))
        self.preferences_box.setChecked(plan.with_preferences)

    def _show_counts(self, plan: DocumentPlan) -> None:
        heads = ("", _("New"), _("Changed"), _("Same"), _("Left out"), _("Problems"))
        for column, head in enumerate(heads):
            self._grid.addWidget(PlainLabel(head, role=TextRole.MUTED), 0, column, _RIGHT)
        for row, kind in enumerate(Kind, start=1):
            self._grid.addWidget(PlainLabel(_(KIND_WORDS[kind])), row, 0)
            for column, state in enumerate(_SHOWN, start=1):
                count = plan.count(state, kind)
                role = TextRole.BODY if count else TextRole.MUTED
                label = PlainLabel(QLocale().toString(count), role=role)
                self._grid.addWidget(label, row, column, _RIGHT)
        self._grid.setColumnStretch(len(heads), 1)
