"""What the end of the chosen key would break, and whom to call: below the list of notices."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import notice_words, place_words
from app.core.identity import KeyId
from app.core.notice import Subject, SubjectKind
from app.core.use import Place
from app.services.notice_list import Line
from app.ui.desk import Desk
from app.ui.kit.text import PlainLabel, TextRole, accessible

_SHOWN = 4


class PlacesFoot(QWidget):
    """Says of the *current* notice what is to be done, what would break, and whom to call."""

    def __init__(
        self, desk: Desk, current: Callable[[], Line | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = desk.session
        self._current = current
        self._subject: Subject | None = None
        self.head_label = PlainLabel(role=TextRole.STRONG, wrap=True)
        self.places_label = PlainLabel(wrap=True)
        accessible(self.places_label, _("What would break, and whom to call"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head_label)
        column.addWidget(self.places_label)
        self.hide()

    def refresh(self, *_changed: object) -> None:
        """Show what there is to say now."""
        line = self._current()
        self._subject = None if line is None else line.subject
        if line is None:
            self.hide()
            return
        self.head_label.setText(notice_words.what_to_do(line.subject, line.day))
        self.places_label.clear()
        self.places_label.hide()
        self.show()
        if line.subject.kind is SubjectKind.KEY and line.subject.left:
            self._ask(line.subject)

    def _ask(self, subject: Subject) -> None:
        def shown(places: Sequence[Place]) -> None:
            if subject == self._subject:
                self.places_label.setText(_told(places))
                self.places_label.setVisible(bool(places))

        self._session.ask(lambda services: services.uses.of_key(KeyId(subject.id)), shown)


def _told(places: Sequence[Place]) -> str:
    lines = [f"• {place_words.line(place.application)}" for place in places[:_SHOWN]]
    rest = len(places) - _SHOWN
    if rest > 0:
        lines.append(_("and {n} more").format(n=rest))
    return "\n".join([place_words.would_break(len(places)), *lines])
