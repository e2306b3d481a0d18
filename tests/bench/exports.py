"""Print what exports take: ``python -m tests.bench.exports [how many keys [form …]]``."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app import bootstrap
from app.services.export_order import Order
from app.services.export_reader import Choice
from tests.bench import construction

MANY = 10_000
FOLDER = Path("build/bench")
FORMS = ("csv", "xlsx", "json", "html", "cyclonedx", "pdf")

T = TypeVar("T")


def main() -> None:
    """Export everything in each form, and print how long that takes."""
    count = int(sys.argv[1]) if sys.argv[1:] else MANY
    exports = (services := construction.stage(FOLDER, count).open()).exports
    bootstrap._look_for_translations_once()
    print(f"{count:,} keys, in seconds: what others wait for, and what goes on beside them")  # noqa: T201
    print(f"{'':<12}{'read':>8}{'written':>10}{'saved':>8}{'kilobytes':>12}")  # noqa: T201 - its answer
    for form in sys.argv[2:] or FORMS:
        order = Order(format=form, choice=Choice(retired=True))
        target = str(FOLDER / "export.part")
        read_s, draft = timed(lambda: exports.read(target, order))  # noqa: B023 - called at once
        written_s, rendered = timed(draft.render)
        saved_s, done = timed(lambda: exports.settle(rendered))  # noqa: B023 - as above
        print(  # noqa: T201 - as above
            f"{form:<12}{read_s:>8.1f}{written_s:>10.1f}{saved_s:>8.1f}{done.size / 1000:>12,.0f}",
            flush=True,
        )
    services.inventory.close()


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return how long *work* takes, and what it returns."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
