"""What is in a file that comes in: all of it, or nothing."""

from pathlib import Path

from app.core.errors import SheetTooBigError, SheetUnreachableError


def content_of(path: str, *, most: int) -> bytes:
    """Return what is in the file at *path*; raise a SheetError where that is over *most* bytes."""
    name = Path(path).name
    try:
        with Path(path).open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "?"
        raise SheetUnreachableError(name=name, reason=reason) from error
    if len(content) > most:
        raise SheetTooBigError(name=name, what=f"> {most // 1_000_000} MB")
    return content


class ShortFiles:
    """Reads files of any kind that are not long."""

    def read(self, path: str, most: int) -> bytes:
        """Return what is in the file at *path*; raise a SheetError."""
        return content_of(path, most=most)
