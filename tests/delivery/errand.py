"""What a process of its own delivers while a test watches, or kills it."""

import os
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from tests.stage import FakeClock, Stage


def deliver(folder: str, authority: str, moment: str, voice: Connection) -> None:
    """Open the inventory; once told to, raise what is due at *moment* and send what is to be sent.

    The program is as it always is, and trusts what this computer trusts: the *authority* alone.
    """
    os.environ["SSL_CERT_FILE"] = authority
    clock = FakeClock(datetime.fromisoformat(moment))
    services = Stage(folder=Path(folder), clock=clock).open()
    voice.send("ready")
    voice.recv()
    services.notices.look()
    voice.send(len(services.mail.deliver()))
    services.inventory.close()
