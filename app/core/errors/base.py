"""What every failure is."""

from gettext import gettext as _


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark *text* for translation without translating it yet."""
    return text


class AppError(Exception):
    """A failure with a sentence for the person who meets it.

    Keyword arguments fill the braces in the class's texts; they never hold a secret.
    """

    title = N_("Something went wrong")
    meaning = ""
    hint = ""

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def _told(self, text: str) -> str:
        return _(text).format(**self.facts) if text else ""

    def what(self) -> str:
        """Tell what happened."""
        return self._told(self.title)

    def so(self) -> str:
        """Tell what it means for the keys."""
        return self._told(self.meaning)

    def then(self) -> str:
        """Tell what to do."""
        return self._told(self.hint)

    def __str__(self) -> str:
        return " ".join(part for part in (self.what(), self.so(), self.then()) if part)


class CancelledError(AppError):
    """Somebody cancelled the work."""

    title = N_("Cancelled.")
    meaning = N_("Nothing was changed.")
