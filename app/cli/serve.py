"""keyholder serve."""

import ipaddress
import signal
from contextlib import suppress
from datetime import date
from gettext import gettext as _
from types import FrameType

import click

from app.cli.output import OutputClosedError, OutputFailedError, note, say
from app.cli.session import Session, with_session
from app.cli.verb import DAY, verb
from app.core import stand_in_words
from app.core.errors import N_
from app.core.stand_in import HOST, PORT, Heard, ServerOptions


@verb(
    "serve",
    N_(
        "Answer over HTTP as OpenAthens would answer these keys.\n\n"
        "A stand-in to rehearse with: a new key, a level, or next year's expiry. Nothing is sent "
        "to OpenAthens, and nothing changes here but the audit trail. Each request is a line on "
        "standard output, without the key's value. Ctrl+C ends it. What it answers is described "
        "at /openapi.json."
    ),
    "keyholder serve",
    "keyholder serve --port 8081 --on 2027-03-01",
)
@click.option("--host", default=HOST, show_default=True, help=N_("The address to listen at."))
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=PORT,
    show_default=True,
    help=N_("The port; 0 is any that is free."),
)
@click.option("--on", type=DAY, help=N_("The day to answer for; today unless it is given."))
@with_session
def serve(session: Session, *, host: str, port: int, on: date | None) -> None:
    """Answer until somebody ends it."""
    services = session.unlocked()
    if not _is_loopback(host):
        note(
            _(
                "Others on the network can reach this: whoever has a key of this inventory can try "
                "here what it may do."
            )
        )
    server = session.door.stand_in()

    def end(_number: int, _frame: FrameType | None) -> None:
        server.stop()

    failed: list[OutputFailedError] = []

    def tell(heard: Heard) -> None:
        try:
            say(f"{heard.at:%H:%M:%S} {stand_in_words.told(heard)}")
        except OutputClosedError:  # nobody sees any more what it is asked
            server.stop()
        except OutputFailedError as error:  # it is told as what it ended for
            failed.append(error)
            server.stop()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.run(
            services,
            ServerOptions(host=host, port=port, on=on),
            listening=lambda address: note(stand_in_words.listening(address, on)),
            listener=tell,
            report=session.door.report,
        )
    finally:
        for number, former in before.items():
            signal.signal(number, former)
    for error in failed:
        raise error


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False
