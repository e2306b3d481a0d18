"""The command line: its root, and what becomes of an error."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from app.core.secret import Secret
from app.services.door import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How the window is to open."""

    data_dir: Path | None = None
    passphrase: Secret | None = None


def run(
    arguments: list[str] | None,
    *,
    door: Callable[[Path | None], Door],
    open_window: Callable[[Start], int],
) -> int:
    """Do what *arguments* ask and return the exit code; with no verb, open the window."""
    del door

    @click.command("keyholder")
    @click.option("--data-dir", type=click.Path(path_type=Path), help="The inventory's folder.")
    @click.version_option(package_name="keyholder")
    def root(data_dir: Path | None) -> int:
        """Keep an offline inventory of OpenAthens API keys."""
        return open_window(Start(data_dir=data_dir))

    try:
        return int(root.main(arguments, standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
