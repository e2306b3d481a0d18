"""Print what a long audit trail takes: ``python -m tests.bench.audit [how many entries]``."""

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from app.core.audit import Act, AuditEntry, Thing
from app.core.identity import Actor, KeyId, new_id
from app.services.suite import Services
from app.services.trail import PAGE, TrailView
from tests.bench.measure import HEADING, taken, yardstick_ms
from tests.stage import NOON, FakeClock, Stage

MANY = 300_000
FOLDER = Path("build/bench")
KEYS = 1_000
ACTORS = tuple(Actor(name) for name in ("ada", "ben", "Åsa", "cron"))
SEARCHES = ("koha", "KÖNIG", "königsberg ada", "ö", "no-such-word", "überall")


def main() -> None:
    """Measure everything and print it."""
    count = int(sys.argv[1]) if sys.argv[1:] else MANY
    stage = Stage(folder=FOLDER / f"{count}-entries", clock=FakeClock())
    if not stage.place.database.exists():
        _make(stage, count)
    services = stage.open()
    yardstick = yardstick_ms(stage.place.database)
    print(f"{count:,} entries; a ratio of 1 is the yardstick's {yardstick:.2f} ms")  # noqa: T201
    print(HEADING)  # noqa: T201
    for text in ("", *SEARCHES):
        view = TrailView(text=text)

        def look(view: TrailView = view) -> None:
            services.trail.count(view)
            services.trail.page(view, limit=PAGE // 5)

        print(taken(f"search {text!r}", look).told(yardstick), flush=True)  # noqa: T201
    start = time.perf_counter()
    findings = services.verify()
    print(f"verify: {time.perf_counter() - start:.1f} s, findings: {len(findings)}")  # noqa: T201
    services.inventory.close()


def _make(stage: Stage, count: int) -> None:
    shutil.rmtree(stage.folder, ignore_errors=True)
    services = stage.make()
    _fill(services, count)
    services.inventory.close()


def _fill(services: Services, count: int) -> None:
    """Write entries into the trail until it has *count*."""
    inventory = services.inventory
    missing = count - inventory.audit.last_number()
    with inventory.transaction():
        for entry in _entries(missing):
            inventory.audit.append(entry)


def _entries(count: int) -> Iterator[AuditEntry]:
    """Yield what years with a thousand keys leave: most of it changes, copies and looks."""
    keys = [KeyId(new_id()) for _ in range(KEYS)]
    acts = (Act.EDITED, Act.COPIED, Act.REVEALED, Act.COMPARED, Act.DISABLED, Act.ENABLED)
    for number in range(count):
        key, act = keys[number % KEYS], acts[number // KEYS % len(acts)]
        name = f"Koha, Königsberg {number % KEYS}"
        facts = {"name": name, "notes": "Rack 4, second floor; ask the help desk first."}
        yield AuditEntry(
            at=NOON - timedelta(minutes=count - number),
            actor=ACTORS[number % len(ACTORS)],
            act=Act.ADDED if number < KEYS else act,
            thing=Thing.KEY,
            thing_id=key,
            before={"notes": ""} if act is Act.EDITED else {},
            after=facts if number < KEYS or act is Act.EDITED else {},
        )


if __name__ == "__main__":
    main()
