"""What is printed: results on standard output, everything else on standard error."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from app.core.errors import N_, AppError, ExportFileError

Record = Mapping[str, object]
"""A thing as JSON shows it."""


class OutputFailedError(AppError):
    """What was asked for could not be printed."""

    title = N_("The output could not be written ({reason}).")


class OutputClosedError(Exception):
    """Whoever read the output has gone: nothing is left to do."""


def say(text: str) -> None:
    """Print a result for a person."""
    _print(shown(text) + "\n")


def say_bytes(content: bytes) -> None:
    """Print a file's content as it is."""
    _print(content)


def write(path: str, content: bytes) -> None:
    """Put *content* into the file at *path*, whole or not at all; raise ExportFileError."""
    target = Path(path)
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ExportFileError(path=path, reason=error.strerror or "?") from error


def note(text: str) -> None:
    """Print one line beside the result; where nobody listens, nothing is lost."""
    line = shown(" ".join(text.split()))
    try:
        click.echo(f"keyholder: {line}", err=True)
    except OSError:
        _abandon(sys.stderr)


def say_json(data: Record) -> None:
    """Print one thing as JSON."""
    _print(_json(data, indent=2) + "\n")


def say_json_list(pages: Iterable[Iterable[Record]]) -> None:
    """Print a JSON array, a thing to a line, as its pages come."""
    before = "["
    for page in pages:
        lines = [_json(record) for record in page]
        if lines:
            _print(before + ",\n ".join(lines))
            before = ",\n "
    _print("[]\n" if before == "[" else "]\n")


def shown(text: str) -> str:
    """Return *text* without what a terminal would obey: only its lines are kept."""
    return "\n".join(map(_shown, text.split("\n")))


def _shown(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if _steers(character) else character for character in text
    )


def forgive_encoding() -> None:
    """Let a character that a terminal does not have be written as its number."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {
        "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp",
    }  # fmt: skip


def _json(data: Record, indent: int | None = None) -> str:
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    return json.dumps(data, ensure_ascii=encoding != "utf8", indent=indent)


def _print(text: str | bytes) -> None:
    try:
        click.echo(text, nl=False)
    except BrokenPipeError as error:
        _abandon(sys.stdout)
        raise OutputClosedError from error
    except OSError as error:
        _abandon(sys.stdout)
        raise OutputFailedError(reason=error.strerror) from error


def _abandon(stream: TextIO) -> None:
    """Let what is left in *stream* go nowhere, so that Python's own exit does not fail."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())


def warn(warnings: Iterable[str]) -> None:
    """Say what a person should look at, of something that is stored all the same."""
    for warning in warnings:
        note(warning)
