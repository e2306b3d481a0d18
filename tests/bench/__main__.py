"""Print what each act takes on a million keys: ``python -m tests.bench [how many keys]``."""

import sys
from pathlib import Path

from tests.bench import acts, construction, measure

MANY = 1_000_000
FOLDER = Path("build/bench")


def main() -> None:
    """Measure everything and print it."""
    count = int(sys.argv[1]) if sys.argv[1:] else MANY
    stage = construction.stage(FOLDER, count)
    yardstick_ms = measure.yardstick_ms(stage.place.database)
    services = stage.open()
    bench = acts.Bench(services, stage)
    forget = bench.forget()
    print(f"{count:,} keys; a ratio of 1 is the yardstick's {yardstick_ms:.2f} ms")  # noqa: T201
    print(measure.HEADING)  # noqa: T201
    first = measure.taken(
        "first look, which raises all that is due", services.notices.look, repeats=1
    )
    print(first.told(yardstick_ms), flush=True)  # noqa: T201
    for act in bench.acts():
        taken = measure.taken(act.name, act.do, before=[forget, act.before])
        print(taken.told(yardstick_ms), flush=True)  # noqa: T201
    services.inventory.close()


if __name__ == "__main__":
    main()
