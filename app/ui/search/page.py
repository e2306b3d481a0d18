"""Management › Find keys in files: where the inventory's own keys lie, and whether they work."""

from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core import scan_words
from app.core.errors import AppError, CancelledError, VaultLockedError
from app.core.scan import Findings, Search
from app.services.file_search import Found, FoundKey, Hunt
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.doing import Stop
from app.ui.keys.use_acts import add_applications
from app.ui.kit.banner import Level
from app.ui.kit.buttons import primary_button
from app.ui.kit.file_taker import FileTaker
from app.ui.kit.line_list import LineList
from app.ui.kit.progress import BusyBar
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.search import looks
from app.ui.search.bar import SearchBar

_FEW = 3


class SearchPage(FileTaker, ListPage[FoundKey]):
    """Searches a folder or a file, and lists the keys that lie there.

    Signals: *_advanced* with how many files were looked at, from whichever thread.
    """

    _advanced = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            texts=PageTexts(_("Find keys in files"), _before(), "search"),
            columns=looks.columns(),
            identify=lambda one: one.place,
            stretched=looks.FILE,
            parent=parent,
        )
        self._findings: Findings | None = None
        self._stop: Stop | None = None
        self.bar = SearchBar()
        self.search_button = primary_button(_("&Search"))
        self.told_label = PlainLabel(role=TextRole.STRONG, wrap=True)
        self.rest_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.unreadable_list = LineList(nothing="", few=_FEW)
        self.busy = BusyBar()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.bar)
        self.add_bar(self.bar)
        for foot in (self.told_label, self.rest_label, self.unreadable_list, self.busy):
            self.add_foot(foot)
            foot.hide()
        self.add_button(self.search_button, self.begin)
        self.set_actions(
            [
                RowAction(_("Open the key"), self._open, icon="arrow-right"),
                RowAction(
                    _("Used by…"),
                    lambda one: add_applications(desk, one.key, self),
                    "Ctrl+U",
                    "plus",
                    fits=lambda one: not one.key.retired,
                ),
            ]
        )
        self.bar.wanted.connect(self.begin)
        self.bar.changed.connect(self._fit_button)
        self._advanced.connect(self._on_advanced)
        self._fit_button()

    def arrive(self, *, form: str = "") -> None:
        """Begin in the field for the path."""
        del form
        self.bar.path_edit.setFocus()

    def take_file(self, path: str) -> None:
        """Search what was dropped."""
        self.bar.set_path(path)
        self.begin()

    def reader(self) -> Callable[[Services], Sequence[FoundKey]]:
        """Override ListPage.reader."""
        findings = self._findings
        if findings is None:
            return lambda _services: ()
        return lambda services: services.file_search.standing(findings).places

    def begin(self) -> None:
        """Search what the bar says, unless a search is under way."""
        if self._stop is not None or not self.bar.path:
            return
        self._stop = Stop()
        self.banner.clear()
        self._fit_button()
        self._ask(self.bar.search())

    def _ask(self, search: Search) -> None:
        def failed(error: AppError) -> None:
            if isinstance(error, VaultLockedError):
                self.session.unlock_wanted.emit(partial(self._ask, search), self._end)
            else:
                self._on_search_failed(error)

        self.session.ask(lambda services: services.file_search.hunt(search), self._on_hunt, failed)

    def _on_hunt(self, hunt: Hunt) -> None:
        stop = self._stop or Stop()
        self.busy.begin(_("Searching…"), stop.want)

        def report(done: int, total: int) -> None:
            stop.report(done, total)
            self._advanced.emit(done)

        self.session.aside(
            lambda _services: hunt.carry_out(report),
            partial(self._settle, hunt.search),
            self._on_search_failed,
            stop.want,
        )

    def _settle(self, search: Search, findings: Findings) -> None:
        self.session.ask(
            lambda services: services.file_search.settle(search, findings),
            self._on_found,
            self._on_search_failed,
        )

    def _on_advanced(self, files: int) -> None:
        self.busy.count_label.setText(_("{n} files").format(n=files))

    def _on_found(self, found: Found) -> None:
        self._end()
        self._findings = found.findings
        self.empty.set_sentence(scan_words.found(0, 0, 0))
        told = scan_words.found(len(found.places), found.keys, found.stopped)
        self._say(self.told_label, f"{scan_words.searched(found.findings)}. {told}")
        self._say(self.rest_label, " ".join(scan_words.rest(found.findings)))
        self.unreadable_list.show_lines(found.findings.unreadable)
        self.unreadable_list.setVisible(bool(found.findings.unreadable))
        self.session.changed.emit()  # which shows the list, and elsewhere the trail's new entry

    def _on_search_failed(self, error: AppError) -> None:
        self._end()
        if not isinstance(error, CancelledError):
            self.banner.say(str(error), level=Level.ERROR)

    def _end(self) -> None:
        self._stop = None
        self.busy.end()
        self._fit_button()

    def _fit_button(self) -> None:
        self.search_button.setEnabled(bool(self.bar.path) and self._stop is None)

    def _open(self, one: FoundKey) -> None:
        self.desk.go("key", key=one.key.id)

    def _say(self, label: PlainLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _before() -> str:
    return _(
        "Choose a folder: its files are searched for the values of this inventory's keys, which "
        "stay sealed. Nothing is changed in them."
    )
