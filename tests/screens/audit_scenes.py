"""The pictures of the audit trail: the list, narrowed, one entry, and no match."""

from collections.abc import Iterator
from typing import Any

from app.core import archive_words
from app.core.archive import Checked, Header, Provenance
from app.core.audit import Act, Thing
from app.ui.kit.banner import Level
from app.ui.kit.choice_box import choose
from app.ui.kit.dialogs import Dialog
from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle, until


def audit_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page in its states."""
    window.go("audit")
    settle()
    page: Any = window.page
    page.table.choose_row(1)
    page.table.setFocus()
    settle()
    yield "audit", window
    row = next(
        row
        for row in range(page.model.rowCount())
        if (line := page.model.line_at(row)) and line.entry.act in {Act.CREATED, Act.ADDED}
    )
    page.entry_actions.show(page.model.line_at(row))
    settle()
    dialog = window.findChildren(Dialog)[-1]
    yield "audit-entry", dialog
    dialog.close()
    choose(page.bar.thing_box, Thing.KEY)
    page.bar.filter_edit.setText("used by nobody at all")
    settle()
    yield "audit-no-match", window
    page.bar.filter_edit.setText("koha")
    settle()
    yield "audit-narrowed", window
    page.bar.clear()
    settle()
    page.archiving.button.click()
    settle()
    archive: Any = window.findChildren(Dialog)[-1]
    yield "audit-archive", archive
    header = Header(vault="", first=1, last=31_402, previous="", head="", made_at="", made_by="",
                    signer="5f0c9a3b7d21e846")  # fmt: skip
    told = archive_words.checked(Checked(header, Provenance.DISOWNED))
    archive.notice.say(told, level=Level.ERROR)
    settle()
    yield "audit-archive-disowned", archive
    archive.close()
    yield from _verified(window, page, settle)


def _verified(window: MainWindow, page: Any, settle: Settle) -> Iterator[Scene]:
    """Take the page while everything is verified, and once it was."""
    page.verifying.begin()
    page.verifying.busy.advance(12_000, 31_402)
    page.verifying.busy.show()
    yield "audit-verifying", window
    until(settle, page.verifying.banner.isVisible)
    yield "audit-verified", window
