"""What is in a file that comes in: all of it, or nothing."""

from pathlib import Path

from app.core.errors import SealedFileError, SheetTooBigError, SheetUnreachableError

_SEALED = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")


def content_of(path: str, *, most: int) -> bytes:
    """Return what is in the file at *path*; raise a SheetError where that is over *most* bytes."""
    name = Path(path).name
    content = beginning_of(path, most + 1)
    if len(content) > most:
        raise SheetTooBigError(name=name, what=f"> {most // 1_000_000} MB")
    if content.startswith(_SEALED):
        raise SealedFileError(name=name)
    return content


def beginning_of(path: str, size: int) -> bytes:
    """Return the first *size* bytes of a file; raise SheetUnreachableError."""
    try:
        with Path(path).open("rb") as file:
            return file.read(size)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "?"
        raise SheetUnreachableError(name=Path(path).name, reason=reason) from error


class ShortFiles:
    """Reads files of any kind that are not long."""

    def read(self, path: str, most: int) -> bytes:
        """Return what is in the file at *path*; raise a SheetError."""
        return content_of(path, most=most)
