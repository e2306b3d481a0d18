"""The audit trail's head in four words, so that two people can compare it by telephone."""

from collections.abc import Sequence
from dataclasses import dataclass

_WORDS = 4
_BITS_OF_WORD = 11
_HEX_DIGITS = _WORDS * _BITS_OF_WORD // 4


@dataclass(frozen=True, slots=True)
class TrailHead:
    """How many entries the trail has, its head, and what stands for it in words."""

    entries: int
    hash: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.words)


def words_of(head: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the first 44 bits of the hexadecimal *head* as four of 2,048 *words*.

    Raise ValueError where there are not just so many words.
    """
    if len(words) != 1 << _BITS_OF_WORD:
        raise ValueError("four words stand for 44 bits: there must be 2,048 to choose from")
    bits = int(head[:_HEX_DIGITS], 16)
    places = (bits >> _BITS_OF_WORD * place for place in reversed(range(_WORDS)))
    return tuple(words[place % len(words)] for place in places)
