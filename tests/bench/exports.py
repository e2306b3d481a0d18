"""Print what exports take: ``python -m tests.bench.exports [how many keys [form …]]``."""

import sys
import time
from pathlib import Path

from app import bootstrap
from app.services.export_order import Order
from app.services.export_reader import Choice
from tests.bench import construction

MANY = 10_000
FOLDER = Path("build/bench")
FORMS = ("csv", "xlsx", "json", "html", "cyclonedx", "pdf")


def main() -> None:
    """Export everything in each form, and print how long that takes."""
    count = int(sys.argv[1]) if sys.argv[1:] else MANY
    services = construction.stage(FOLDER, count).open()
    bootstrap._look_for_translations_once()
    print(f"{count:,} keys\n{'':<12}{'seconds':>10}{'kilobytes':>12}")  # noqa: T201 - its answer
    for form in sys.argv[2:] or FORMS:
        start = time.perf_counter()
        done = services.exports.content(Order(format=form, choice=Choice(retired=True)))
        took = time.perf_counter() - start
        print(f"{form:<12}{took:>10.1f}{done.size / 1000:>12,.0f}", flush=True)  # noqa: T201
    services.inventory.close()


if __name__ == "__main__":
    main()
