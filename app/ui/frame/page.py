"""What the window must know about a page: one entry in one list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab; it shows as soon as it has a page."""

    id: str
    title: Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page; made at the first visit. Without a *tab* it is reached in other ways.

    A page *under* another, by its id, shows one thing of that list: it stands behind the list in
    the breadcrumb, and has no entry of its own in the tabs.
    """

    id: str
    tab: str
    title: Callable[[], str]
    factory: Callable[[], QWidget]
    under: str = ""


@runtime_checkable
class Refreshable(Protocol):
    """A page that reads its data again at each visit."""

    def refresh(self) -> None:
        """Read the data again."""


@runtime_checkable
class Detailed(Protocol):
    """A page that shows one thing, whose name the breadcrumb tells.

    Signals: *titled* with the name.
    """

    titled: SignalInstance


@runtime_checkable
class Leavable(Protocol):
    """A page that wants to know when it is left."""

    def leave(self) -> None:
        """Stop what only a visible page should do."""


@runtime_checkable
class Arrivable(Protocol):
    """A page that can be opened at a certain place."""

    def arrive(self, **where: Any) -> None:
        """Show the place that *where* describes."""
