"""What the search in the header finds, by the first letters of words."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.core import text

_WORD = re.compile(r"\w+")


class HitKind(StrEnum):
    """What was found, in the order in which it is shown."""

    KEY = "key"
    APPLICATION = "application"
    ACCOUNT = "account"
    ORGANISATION = "organisation"
    PAGE = "page"
    COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found: its id, its title, and what tells it from others."""

    kind: HitKind
    id: str
    title: str
    remark: str = ""


def fits(wanted: Collection[str], title: str) -> bool:
    """Tell whether each of the words *wanted* begins a word of *title*; none fits nothing.

    The words are in the form of :func:`app.core.text.words_of`.
    """
    return bool(wanted) and text.begin_words(wanted, text.words_of(title))


def beginnings(wanted: Collection[str], title: str) -> list[tuple[int, int]]:
    """Return where in *title* the words *wanted* are found: each a place and a length."""
    found = []
    for word in _WORD.finditer(title):
        lengths = [len(one) for one in wanted if text.sort_form(word[0]).startswith(one)]
        if lengths:
            found.append((word.start(), min(max(lengths), len(word[0]))))
    return found
