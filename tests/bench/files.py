"""What a search of 50,000 files takes, beside ripgrep: ``python -m tests.bench.files``."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.core.scan import Search
from app.core.secret import Secret
from tests.services import forest
from tests.stage import Stage, add_key

FILES, ROUNDS = 50_000, 5
PATTERN = "-".join("[0-9a-fA-F]{%d}" % many for many in (8, 4, 4, 4, 12))  # noqa: UP031 - braces


def best_s(act: Callable[[], object]) -> float:
    """Return the least time of some rounds."""
    taken = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Measure both on the same tree and print it."""
    with tempfile.TemporaryDirectory() as place:
        stage = Stage(folder=Path(place) / "inventory")
        services = stage.make()
        values = [f"0000000{n}-1111-4222-8333-4444444444a{n}" for n in range(5)]
        for value in values:
            add_key(services, value[:8], value=Secret(value))
        tree = Path(place) / "tree"
        planted = forest.plant(tree, values, FILES)
        found = services.file_search.run(Search(paths=(str(tree),)))
        assert len(found.places) == len(planted)
        ours = best_s(lambda: services.file_search.run(Search(paths=(str(tree),))))
        size = found.findings.size / 1_000_000
        print(f"{FILES:,} files, {size:.0f} MB, {len(planted):,} keys: {ours:.2f} s")  # noqa: T201
        services.inventory.close()
        program = shutil.which("rg")
        if program is None:
            print("ripgrep is not there to compare with")  # noqa: T201
            return
        words = [program, "--hidden", "--no-ignore", "--count", "--regexp", PATTERN, str(tree)]
        theirs = best_s(lambda: subprocess.run(words, stdout=subprocess.DEVNULL, check=False))
        print(f"ripgrep: {theirs:.2f} s; ratio {ours / theirs:.1f}")  # noqa: T201 - the figure


if __name__ == "__main__":
    main()
