"""Files in the age format, sealed with a passphrase.

The library holds up every thread of its process for the seconds that a passphrase takes by design:
so it works in one of its own, which can also be stopped.
"""

from multiprocessing import get_context
from multiprocessing.connection import Connection

from app.core.errors import SealFailedError
from app.core.progress import Progress
from app.core.secret import Secret

_STEP_S = 0.05


def sealed(content: bytes, passphrase: Secret, report: Progress) -> bytes:
    """Return *content* so that only *passphrase* opens it.

    *report* is called now and then, and may raise CancelledError. Raise SealFailedError where the
    process that seals was stopped.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_seal, args=(theirs,), name="seal", daemon=True)
    with ours:
        process.start()
        theirs.close()
        try:
            ours.send_bytes(passphrase.reveal().encode())
            ours.send_bytes(content)
            while not ours.poll(_STEP_S):
                report(0, 1)
            return ours.recv_bytes()
        except (EOFError, OSError) as error:
            raise SealFailedError from error
        finally:
            process.kill()
            process.join()


def _seal(pipe: Connection) -> None:
    """Seal what comes through *pipe*: first the passphrase, then the content."""
    import pyrage  # type: ignore[import-untyped]  # noqa: PLC0415 - only here; it has no types

    passphrase = pipe.recv_bytes().decode()
    pipe.send_bytes(pyrage.passphrase.encrypt(pipe.recv_bytes(), passphrase))
