"""Import and export › Import: what a file would bring in, what is chosen for it, and the deed."""

from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.column_map import SOURCE_WORDS
from app.core.errors import AppError, CancelledError
from app.core.import_plan import ImportPlan, LineState
from app.core.organisation import Organisation
from app.services.imports import Imported, Intake
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.card import scrolled
from app.ui.kit.empty import Empty
from app.ui.kit.page_head import PageHead
from app.ui.kit.progress import BusyBar
from app.ui.kit.text import PlainLabel, TextRole, set_tip
from app.ui.transfer.choices_card import ChoicesCard
from app.ui.transfer.columns_card import ColumnsCard
from app.ui.transfer.dropping import DropPage
from app.ui.transfer.import_acts import ask_for_template, choose_file
from app.ui.transfer.lines_card import LinesCard


class ImportPage(DropPage):
    """Shows what an import would do; nothing is written before the button is pressed.

    Signals: *titled* with the file's name.
    """

    titled = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.session = desk.session
        self._intake: Intake | None = None
        self._asked = 0
        self.head = PageHead(_("Import"))
        self.choose_button = secondary_button(_("Choose &file…"))
        self.import_button = primary_button(_("&Import"))
        self.banner = Banner(desk.icons)
        self.busy = BusyBar()
        self.why_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.choices = ChoicesCard(desk.icons)
        self.columns = ColumnsCard()
        self.lines = LinesCard(desk.icons.theme)
        self.empty = Empty(
            desk.icons,
            icon="upload",
            sentence=_("Choose a CSV file or an Excel workbook, or drop one here."),
        )
        self.template_button = secondary_button(_("&Template…"))
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self._forget()

    def arrive(self, *, path: str = "") -> None:
        """Show what the file at *path* would bring in."""
        if path:
            self.load(path)

    def leave(self) -> None:
        """Forget the file, and the values in it."""
        self._forget()

    def load(self, path: str) -> None:
        """Read the file at *path*."""

        def work(services: Services) -> tuple[Intake, list[Organisation]]:
            return services.imports.read(path), services.organisations.all()

        def read(found: tuple[Intake, list[Organisation]]) -> None:
            self._intake, organisations = found
            self.choices.offer(organisations, self.session.levels)
            self.columns.show_sheet(self._intake.sheet, self._intake.choices.columns)
            self._on_chosen()

        self._forget()
        self._asked += 1
        number = self._asked
        self.busy.begin(_("Reading the file…"))
        self.session.ask(
            work,
            lambda found: read(found) if number == self._asked else None,
            lambda error: self._on_failed(number, error),
        )

    def _arrange(self) -> None:
        self.head.add(self.choose_button)
        self.head.add(self.import_button)
        self.empty.add(self.template_button)
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in (self.choices, self.lines, self.columns):
            cards.addWidget(card)
        cards.addStretch(1)
        self.area = scrolled(inside, name=_("Import"))
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.head, self.banner, self.busy, self.why_label):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self._on_choose)
        self.template_button.clicked.connect(lambda: ask_for_template(self._desk, self))
        self.import_button.clicked.connect(self._on_import)
        self.choices.changed.connect(self._on_chosen)
        self.columns.changed.connect(self._on_chosen)
        self.dropped.connect(self.load)

    def _forget(self) -> None:
        self._asked += 1
        self._intake = None
        self.banner.clear()
        self.busy.end()
        self.head.set_line("")
        self.columns.forget()
        self.lines.forget()
        self.stack.setCurrentWidget(self.empty)
        self._block(_("Import"), _("Choose a file first."))
        self.why_label.hide()

    def _on_choose(self) -> None:
        path = choose_file(self)
        if path:
            self.load(path)

    def _on_chosen(self) -> None:
        """Plan anew, with what is chosen now."""
        if self._intake is None:
            return
        chosen = self.choices.choices(replace(self._intake.choices, columns=self.columns.columns))
        intake = self._intake = replace(self._intake, choices=chosen)
        self._asked += 1
        number = self._asked
        self._block(_("Import"), _("One moment."))
        self.busy.begin(_("Comparing with the inventory…"))
        self.session.act(
            lambda services, report: services.imports.plan(intake, report),
            lambda plan: self._show(number, plan),
            lambda error: self._on_failed(number, error),
            self.busy.advance,
        )

    def _show(self, number: int, plan: ImportPlan) -> None:
        if number != self._asked or self._intake is None:
            return
        self.busy.end()
        self.stack.setCurrentWidget(self.area)
        name, rows = self._intake.name, len(self._intake.sheet.rows)
        self.titled.emit(name)
        told = ngettext(
            "{file}, from {source}: {n} line.",
            "{file}, from {source}: {n} lines.",
            rows,
        )
        self.head.set_line(told.format(file=name, source=_(SOURCE_WORDS[plan.source]), n=rows))
        self.choices.show_plan(plan)
        self.lines.show_plan(plan)
        self._offer(plan)

    def _offer(self, plan: ImportPlan) -> None:
        """Let the button say what it will do, or why it does not."""
        count = plan.count(LineState.NEW) + plan.count(LineState.CHANGED)
        verb = ngettext("&Import {n} key", "&Import {n} keys", count).format(n=count)
        if plan.problems:
            why = ngettext(
                "{n} problem: nothing is imported before it is mended.",
                "{n} problems: nothing is imported before they are mended.",
                len(plan.problems),
            ).format(n=len(plan.problems))
            self._block(_("&Import"), why)
        elif not plan.does_something:
            self._block(_("&Import"), _("Everything in the file is in the inventory already."))
        else:
            self._block(verb, "")

    def _block(self, verb: str, why: str) -> None:
        self.import_button.setText(verb)
        self.import_button.setEnabled(not why)
        set_tip(self.import_button, why)
        self.why_label.setText(why)
        self.why_label.setVisible(bool(why))

    def _on_import(self) -> None:
        intake = self._intake
        if intake is None:
            return
        self._asked += 1
        number = self._asked
        self._block(_("Import"), _("Importing…"))
        self.area.setEnabled(False)
        doing = self.session.act(
            lambda services, report: services.imports.run(intake, report),
            self._on_imported,
            lambda error: self._on_failed(number, error),
            self.busy.advance,
        )
        self.busy.begin(_("Importing…"), doing.cancel)

    def _on_imported(self, done: Imported) -> None:
        self.area.setEnabled(True)
        told = _("Imported: {new} new, {changed} changed, {same} the same.")
        self.session.tell_final(told.format(new=done.new, changed=done.changed, same=done.same))
        if self.isVisible():
            self._desk.go("keys")

    def _on_failed(self, number: int, error: AppError) -> None:
        self.area.setEnabled(True)
        if number != self._asked:
            return
        self.busy.end()
        if isinstance(error, CancelledError):
            self._on_chosen()
            return
        self._block(_("Import"), _("Choose a file first."))
        self.banner.say(str(error), level=Level.ERROR)
        if self._intake is not None:
            self.banner.add_button(_("Retry"), self._retry)

    def _retry(self) -> None:
        self.banner.clear()
        self._on_chosen()
