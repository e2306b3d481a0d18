"""What a keyboard and a screen reader find in a window or a dialog."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QLabel,  # noqa: TID251 - looked at, never made
    QRadioButton,
    QWidget,
)

MOST = 400
"""More steps than any window has: going on for longer is being stuck."""


def widgets(top: QWidget) -> list[QWidget]:
    """Return the visible widgets in *top*, without those of windows over it."""
    return [one for one in top.findChildren(QWidget) if one.isVisible() and one.window() is top]


def focusable(top: QWidget) -> list[QWidget]:
    """Return what the keyboard can go to by Tab."""
    return [
        one
        for one in widgets(top)
        if one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not _is_other_choice(one)
    ]


def _is_other_choice(widget: QWidget) -> bool:
    """Tell whether *widget* is one of several choices, of which Tab reaches another."""
    if not isinstance(widget, QRadioButton) or widget.isChecked():
        return False
    group: QButtonGroup | None = widget.group()
    if group is None:
        return False
    none_is_chosen = group.checkedId() == -1
    return (group.buttons()[0] if none_is_chosen else group.checkedButton()) is not widget


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls *widget*."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def told(widget: QWidget) -> str:
    """Return what helps to find *widget* in the code."""
    parents: list[str] = []
    above: QWidget | None = widget
    while above is not None and len(parents) < 4:
        parents.append(type(above).__name__)
        above = above.parentWidget()
    return f"{name_of(widget)!r} ({' in '.join(parents)})"


def nameless(top: QWidget) -> Iterator[str]:
    """Yield what can be reached and has no name."""
    for one in widgets(top):
        reachable = one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.focusProxy() is None
        if reachable and not name_of(one).strip():
            yield f"{told(one)} has no name"


def tipless(top: QWidget) -> Iterator[str]:
    """Yield the buttons that show an icon alone and do not tell what they do."""
    for one in widgets(top):
        wordless = isinstance(one, QAbstractButton) and not one.text() and not one.icon().isNull()
        if wordless and not one.toolTip() and not one.inherits("QLineEditIconButton"):
            yield f"{told(one)} has no tip"


def unreached(app: QApplication, top: QWidget) -> Iterator[str]:
    """Press Tab all the way round, and back; yield what that never reaches."""
    wanted = focusable(top)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        visited = _round(app, wanted, key)
        for one in wanted:
            if one not in visited:
                yield f"{told(one)} is not reached by {key.name}"


def _round(app: QApplication, wanted: list[QWidget], key: Qt.Key) -> set[QWidget]:
    visited: set[QWidget] = set()
    if wanted and app.focusWidget() is None:
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(MOST):
        here = app.focusWidget()
        if here is None or (here in visited and visited >= set(wanted)):
            break
        visited.add(here)
        QTest.keyClick(here, key)
        if app.focusWidget() is here and len(wanted) > 1:
            break  # stuck
    return visited


def wrong_letters(app: QApplication, top: QWidget) -> Iterator[str]:
    """Press Alt and the letter of each label; yield those that lead elsewhere, or to two."""
    leads = dict(_leads(top))
    texts = [one.text() for one in leads]
    texts += [one.text() for one in widgets(top) if isinstance(one, QAbstractButton)]
    letters = Counter(QKeySequence.mnemonic(text).toString() for text in texts)
    for letter, count in letters.items():
        if letter and count > 1:
            yield f"{letter} is given {count} times"
    for label, buddy in leads.items():
        keys = QKeySequence.mnemonic(label.text())
        if not keys.isEmpty() and letters[keys.toString()] == 1:
            QTest.keySequence(app.focusWidget() or top, keys)
            here = app.focusWidget()
            if here is None or not (here is buddy or buddy.isAncestorOf(here)):
                yield f"{keys.toString()} of {label.text()!r} leads to {here and told(here)}"


def _leads(top: QWidget) -> Iterator[tuple[QLabel, QWidget]]:
    for one in widgets(top):
        if isinstance(one, QLabel):
            buddy: QWidget | None = one.buddy()
            if buddy is not None:
                yield one, buddy
