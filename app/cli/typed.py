"""Secrets that come in: the first line of a file, or a line of standard input."""

import getpass
import os
import stat
import sys
from gettext import gettext as _
from pathlib import Path

from app.cli.output import note
from app.core import value_text
from app.core.errors import FieldError
from app.core.secret import Secret

STANDARD_INPUT = "-"
_LONGEST = 65_536
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def passphrase_from(path: str) -> Secret:
    """Return the first line of the file *path*, or of standard input; raise FieldError."""
    if path == STANDARD_INPUT:
        return line_of_input("passphrase_file", _("Passphrase or recovery code: "))
    try:
        with Path(path).open("rb") as file:
            _warn_of_others(path, os.fstat(file.fileno()))
            line = file.readline(_LONGEST)
    except OSError as error:
        raise FieldError(
            "passphrase_file",
            _("The passphrase file {path} cannot be read ({reason}).").format(
                path=path, reason=error.strerror
            ),
        ) from error
    return _secret("passphrase_file", line)


def line_of_input(field: str, prompt: str, *, again: str = "") -> Secret:
    """Return the next line of standard input, asked for unseen at a terminal, and *again*.

    Raise FieldError, for *field*, where there is none.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        return _asked(field, prompt, again)
    line = b"" if sys.stdin is None else sys.stdin.buffer.readline(_LONGEST)
    return _secret(field, line)


def text_of_input(prompt: str, most: int) -> str:
    """Return the rest of standard input, or a line that is asked for unseen at a terminal.

    Raise FieldError where there are more than *most* bytes.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(prompt, stream=sys.stderr)
    return rest_of_input(most)


def rest_of_input(most: int) -> str:
    """Return the rest of standard input; raise FieldError where there are over *most* bytes."""
    content = b"" if sys.stdin is None else sys.stdin.buffer.read(most + 1)
    if len(content) > most:
        raise FieldError(
            "input",
            _("Standard input has more than {most} MB: check a part of it.").format(
                most=most // 1_000_000
            ),
        )
    return value_text.decoded(content)


def _asked(field: str, prompt: str, again: str) -> Secret:
    """Return what is typed at *prompt*, and once more at *again*, if there is such a prompt."""
    given = getpass.getpass(prompt, stream=sys.stderr)
    if again and getpass.getpass(again, stream=sys.stderr) != given:
        raise FieldError(field, _("The two are not the same. Nothing was changed."))
    return Secret(given)


def _secret(field: str, line: bytes) -> Secret:
    """Return *line* without its end, and without the mark that Windows puts before text."""
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FieldError(field, _("The line with the secret is not text in UTF-8.")) from None
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise FieldError(field, _("The line with the secret is empty or missing."))
    return Secret(text)


def _warn_of_others(path: str, status: os.stat_result) -> None:
    """Warn where other people can read *path*; on Windows its mode says nothing."""
    if sys.platform != "win32" and stat.S_ISREG(status.st_mode) and status.st_mode & _OTHERS:
        note(
            _("Others can read {path}. Keep it to yourself with: chmod 600 {path}").format(
                path=path
            )
        )
