"""Where the keyboard is, while what it was on is shown anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QScrollArea, QWidget

from app.ui.kit.elided_button import ElidedButton

_ON_PURPOSE = Qt.WidgetAttribute.WA_WState_ExplicitShowHide

Kind = tuple[type[QWidget], str]
Trace = tuple[Kind, str, str]


@contextmanager
def kept_focus(area: QWidget, lead: Callable[[], QWidget | None]) -> Iterator[None]:
    """Give the keyboard back to what had it in *area*, once that was filled anew.

    That is the same control; else the one like it in the next row; else what *lead* returns.
    Tab goes through everything in its order, what is new included.
    """
    mark = _marked(area)
    yield
    for one, following in pairwise(controls(area)):
        QWidget.setTabOrder(one, following)
    if mark is not None:
        focus_on(mark.found(area) or lead())


def focus_on(target: QWidget | None) -> None:
    """Give the keyboard to *target*, also where it was added just now and is to appear yet."""
    if target is None:
        return
    hidden = [one for one in (target, *_above(target)) if one.isHidden() and not _is_off(one)]
    for one in reversed(hidden):
        one.show()
    target.setFocus(Qt.FocusReason.OtherFocusReason)


def holds_keyboard(area: QWidget) -> bool:
    """Tell whether something in *area* has the keyboard."""
    widget: QWidget | None = area.window().focusWidget()
    return widget is not None and widget is not area and area.isAncestorOf(widget)


def first_of(area: QWidget) -> QWidget | None:
    """Return the first control in *area* that can be used."""
    return next((one for one in controls(area) if is_usable(one)), None)


def controls(area: QWidget) -> Iterator[QWidget]:
    """Yield all that Tab can stop at in *area*, in the order of its layouts."""
    for widget in _inside(area):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        yield from controls(widget)


def is_usable(widget: QWidget) -> bool:
    """Tell whether *widget* is on, and neither it nor what it is in was hidden."""
    return widget.isEnabled() and not any(_is_off(one) for one in (widget, *_above(widget)))


@dataclass(frozen=True, slots=True)
class _Mark:
    """What has the keyboard, and how many of its kind stand before it."""

    widget: QWidget
    trace: Trace
    before: int

    def found(self, area: QWidget) -> QWidget | None:
        """Return what should have the keyboard now."""
        shown = [one for one in controls(area) if is_usable(one)]
        if self.widget in shown:
            return self.widget
        for one in shown:
            if _trace(one) == self.trace:
                return one
        alike = [one for one in shown if _kind(one) == self.trace[0]]
        return alike[min(self.before, len(alike) - 1)] if alike else None


def _marked(area: QWidget) -> _Mark | None:
    if not holds_keyboard(area):
        return None
    widget = area.window().focusWidget()
    trace, before = _trace(widget), 0
    for one in controls(area):
        if one is widget:
            break
        before += is_usable(one) and _kind(one) == trace[0]
    return _Mark(widget, trace, before)


def _trace(widget: QWidget) -> Trace:
    return _kind(widget), widget.accessibleName(), widget.accessibleDescription()


def _kind(widget: QWidget) -> Kind:
    """Return what the controls of all rows have in common that do the same."""
    if isinstance(widget, ElidedButton):
        return type(widget), widget.accessibleDescription()
    if isinstance(widget, QAbstractButton):
        return type(widget), widget.text() or widget.toolTip()
    return type(widget), ""


def _is_off(widget: QWidget) -> bool:
    """Tell whether *widget* was hidden; what is new is hidden too until its layout shows it."""
    return widget.isHidden() and widget.testAttribute(_ON_PURPOSE)


def _above(widget: QWidget) -> Iterator[QWidget]:
    while not widget.isWindow():
        parent = widget.parentWidget()
        if parent is None:
            return
        yield parent
        widget = parent


def _inside(area: QWidget) -> Iterator[QWidget]:
    layout: QLayout | None = area.layout()
    if isinstance(area, QScrollArea):
        content: QWidget | None = area.widget()
        if content is not None:
            yield content
    elif layout is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        match layout.itemAt(at):
            case QLayout() as inner:
                yield from _laid_out(inner)
            case QLayoutItem() as item:
                widget = item.widget()
                if widget is not None:
                    yield widget
