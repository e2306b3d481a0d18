"""What the stand-in must survive: any request, for long, and clocks that measure refusals."""

import random
import resource
import socket
import statistics
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from tests.api.standing import REMOVED, Running, running
from tests.services.forest import NOT_OURS
from tests.stage import OTHER_VALUE, VALUE, FakeClock, add_key

QUERY = "/admin/api/v1/example.org/account/query"
SERVER_ERROR = 500


def ask_at_random(run: Running, requests: int, seed: int) -> Counter[int]:
    """Send so many requests of any kind; return how often each status came, 0 for none."""
    chance, statuses = random.Random(seed), Counter[int]()
    for _number in range(requests):
        with socket.create_connection(run.place, timeout=20) as connection:
            connection.sendall(_request(chance))
            connection.shutdown(socket.SHUT_WR)
            statuses[_status(connection)] += 1
    return statuses


def _request(chance: random.Random) -> bytes:
    path = chance.choice(
        [
            QUERY,
            "/login/api/v1/example.org/organisation/77/local-auth/session",
            "/reports/api/v1/x/report?type=RESOURCE_USAGE&from=%00",
            "/api/v1/example.org/account/1/modify",
            "/openapi.json",
            "/" + "".join(chance.choices("abc/%.~?&={}[]\\\u00fc", k=chance.randrange(80))),
        ]
    )
    method = chance.choice(["GET", "POST", "PUT", "HEAD", "OPTIONS", "BREW", "get"])
    value = chance.choice([VALUE.reveal(), NOT_OURS, "x" * chance.randrange(300), ""])
    body = chance.randbytes(chance.choice([0, 0, 2, 50, 3_000]))
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: stand-in",
        "Connection: close",
        f"Authorization: {chance.choice(['OAApiKey', 'Bearer', 'oaapikey', ''])} {value}",
        f"Content-Type: {chance.choice(['application/json', 'text/plain', 'a/b;c=' + 'd' * 40])}",
        f"Content-Length: {chance.choice([len(body)] * 30 + [-1, 'x', len(body)])}",
    ]
    return "\r\n".join(lines).encode("latin-1", errors="replace") + b"\r\n\r\n" + body


def _status(connection: socket.socket) -> int:
    """Return the status of the answer, 0 where there is none."""
    answer = b""
    try:
        while more := connection.recv(65_536):
            answer += more
    except ConnectionError:
        pass
    return int(answer.split(b" ", 2)[1]) if answer else 0


def require_well(run: Running, statuses: Counter[int]) -> None:
    assert not [status for status in statuses if status >= SERVER_ERROR]
    assert run.send("GET", "/openapi.json").status == 200
    assert VALUE.reveal() not in repr(run.heard[-100:])


def test_no_request_of_any_kind_brings_it_down(services, stage):
    add_key(services, "Koha", value=VALUE)
    with running(services, stage) as run:
        require_well(run, ask_at_random(run, 400, 1))


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_100_000_requests_and_the_memory_stays(services, stage):
    add_key(services, "Koha", value=VALUE)
    with running(services, stage) as run:
        ask_at_random(run, 5_000, 0)
        run.heard.clear()
        before = _memory_kb()
        start = time.perf_counter()
        total = Counter[int]()
        for seed in range(1, 21):
            found = ask_at_random(run, 5_000, seed)
            require_well(run, found)
            total += found
            run.heard.clear()
        grown = (_memory_kb() - before) / 1024
        seconds = time.perf_counter() - start
        told = f"{seconds:.0f} s: {sorted(total.items())}; memory +{grown:.1f} MB"
        print(f"100,000 requests in {told}")  # noqa: T201 - the figure
        assert grown < 30


def _memory_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_the_time_of_a_refusal_does_not_tell_why(services, stage, clock: FakeClock):
    add_key(services, "Expired", value=VALUE, expires_on=date(2026, 6, 20))
    disabled = add_key(services, "Disabled", value=OTHER_VALUE)
    removed = add_key(services, "Removed", value=REMOVED)
    clock.turn(days=10)
    services.change.disable([disabled.id])
    services.change.remove([removed.id])
    known = [VALUE.reveal(), OTHER_VALUE.reveal(), REMOVED.reveal()]
    taken: dict[str, list[float]] = {value: [] for value in (*known, NOT_OURS)}
    with running(services, stage) as run:
        for _round in range(600):
            for value, times in taken.items():
                start = time.perf_counter()
                assert run.send("GET", QUERY, value).status == 401
                times.append(time.perf_counter() - start)
    medians = [statistics.median(times) * 1000 for times in taken.values()]
    spread = statistics.median(statistics.pstdev(times) * 1000 for times in taken.values())
    told = [f"{one:.3f}" for one in medians]
    print(f"expired, disabled, removed, unknown: {told} ms; spread {spread:.3f}")  # noqa: T201 - the figure
    assert max(medians) - min(medians) < max(spread / 2, 0.3)


def test_many_at_once_are_all_answered(services, stage):
    add_key(services, "Koha", value=VALUE, permission="full")
    statuses: list[int] = []
    with running(services, stage) as run:

        def ask() -> None:
            statuses.extend(run.send("GET", QUERY, VALUE.reveal()).status for _ in range(10))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join(30)
    assert statuses == [200] * 80


def test_one_that_says_nothing_holds_nobody_up(services, stage):
    add_key(services, "Koha", value=VALUE, permission="full")
    with running(services, stage) as run:
        idle: list[Any] = [socket.create_connection(run.place) for _ in range(20)]
        for one in idle:
            one.sendall(b"GET / HTTP/1.1\r\n")
        assert run.send("GET", QUERY, VALUE.reveal()).status == 200
        for one in idle:
            with closing(one):
                pass


@pytest.mark.survival
def test_more_idle_ones_than_there_is_room_for_hold_nobody_up_for_long(services, stage):
    add_key(services, "Koha", value=VALUE, permission="full")
    with running(services, stage) as run:
        idle = [socket.create_connection(run.place) for _ in range(60)]
        start = time.perf_counter()
        assert run.send("GET", QUERY, VALUE.reveal()).status == 200
        assert time.perf_counter() - start < 15
        for one in idle:
            one.close()
