"""A text that cannot print itself."""

import hmac
from dataclasses import dataclass, field
from typing import NoReturn


@dataclass(frozen=True, slots=True, eq=False)
class Secret:
    """A key's value, a passphrase or a recovery code.

    Only :meth:`reveal` gives the text; printing, pickling or formatting never does.
    """

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """Return the text itself."""
        return self._value

    def __len__(self) -> int:
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    __hash__ = None  # type: ignore[assignment]  # a secret is nobody's dictionary key

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")
