"""The audit trail as a person searches it."""

import csv
import io
import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import fact_words, trail_words
from app.core.audit import Act, AuditEntry, Thing
from app.core.errors import FieldError
from app.core.history_words import Names
from app.core.identity import Actor
from app.core.trail import AuditQuery, main_id
from app.services.key_change import KeyEdit
from app.services.suite import Services
from app.services.trail import TrailView
from tests.core.rule import RULE
from tests.services.acts import ACTS
from tests.services.conftest import copied
from tests.services.scene import entries
from tests.stage import NOON, VALUE, FakeClock, MemoryKeyring, create_key

ACTORS = (Actor("alice"), Actor("ÅSA"))
WORDS = ("ali", "koha", "%", "_", "\\", '"', "åSa", "KÖN", "Ö_1", "é")
IDS = ("a" * 32, "b" * 32)


def told(services: Services, **view: object) -> list[str]:
    return [line.told for line in services.trail.page(TrailView(**view))]  # type: ignore[arg-type]


def names(services: Services) -> Names:
    return services.histories.names()


def _entries() -> st.SearchStrategy[AuditEntry]:
    facts = st.dictionaries(
        st.sampled_from(["name", "notes", "key"]),
        st.sampled_from(["Koha_1", "100%", "König_1", "É%", *IDS]),
    )
    return st.builds(
        AuditEntry,
        at=st.integers(0, 4).map(lambda hour: NOON + timedelta(hours=hour)),
        actor=st.sampled_from(ACTORS),
        act=st.sampled_from([Act.CREATED, Act.EDITED, Act.COPIED, Act.USED]),
        thing=st.sampled_from([Thing.KEY, Thing.TODO, Thing.ACCOUNT]),
        thing_id=st.sampled_from(IDS),
        before=facts,
        after=facts,
    )


def _queries() -> st.SearchStrategy[AuditQuery]:
    moments = st.none() | st.integers(-1, 5).map(lambda hour: NOON + timedelta(hours=hour))
    return st.builds(
        AuditQuery,
        words=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
        things=st.sets(st.sampled_from([Thing.KEY, Thing.TODO])).map(tuple),
        thing_ids=st.sets(st.sampled_from(IDS), max_size=1).map(tuple),
        actors=st.sets(st.sampled_from(ACTORS), max_size=1).map(tuple),
        acts=st.sets(st.sampled_from([Act.CREATED, Act.COPIED]), max_size=1).map(tuple),
        start=moments,
        end=moments,
    )


def _fits(entry: AuditEntry, query: AuditQuery, trail: list[AuditEntry]) -> bool:
    """Tell whether an entry fits, by looking at each one."""
    lists = (
        (query.things, entry.thing),
        (query.thing_ids, entry.thing_id),
        (query.actors, entry.actor),
        (query.acts, entry.act),
    )
    if any(wanted and own not in wanted for wanted, own in lists):
        return False
    if query.start is not None and entry.at < query.start:
        return False
    if query.end is not None and entry.at >= query.end:
        return False
    return all(_has(entry, word.lower(), trail) for word in query.words)


def _has(entry: AuditEntry, word: str, trail: list[AuditEntry]) -> bool:
    named = {
        one.thing_id
        for one in trail
        if one.act in {Act.CREATED, Act.EDITED}
        and word in str(one.after.get("name") or one.before.get("name") or "").lower()
    }
    own = (entry.actor, _json(entry.before), _json(entry.after))
    return any(word in text.lower() for text in own) or main_id(entry) in named


def _json(facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_queries_find_what_looking_at_each_entry_finds(services):
    inventory = services.inventory

    @RULE
    @given(st.lists(_entries(), max_size=8), _queries())
    def holds(added: list[AuditEntry], query: AuditQuery) -> None:
        with suppress(ZeroDivisionError), inventory.transaction():
            for entry in added:
                inventory.audit.append(entry)
            trail = list(inventory.audit.latest(1_000))
            expected = [one for one in trail if _fits(one, query, trail)]
            assert [one.entry for one in inventory.trail.page(query, 1_000)] == expected
            assert inventory.trail.count(query) == len(expected)
            raise ZeroDivisionError  # takes the entries back

    holds()


def test_pages_follow_each_other_without_gap(scene):
    trail, view = scene.services.trail, TrailView()
    first = trail.page(view, limit=7)
    second = trail.page(view, below=first[-1].number, limit=7)
    assert [one.number for one in first + second] == [
        one.number for one in trail.page(view, limit=14)
    ]
    assert sum(map(len, trail.pages(view))) == trail.count(view) == len(entries(scene.services))


def test_every_act_has_a_sentence_on_every_thing(services):
    for act in Act:
        for thing in Thing:
            entry = AuditEntry(at=NOON, actor=ACTORS[0], act=act, thing=thing, thing_id="")
            sentence = trail_words.told(entry, names(services))
            assert sentence != act.value
            assert "{" not in sentence
            assert trail_words.thing(thing)


@pytest.mark.parametrize("act", [act for act, _told in ACTS.values()], ids=list(ACTS))
def test_what_is_done_is_told_with_the_name_of_the_thing(scene, act):
    services = scene.services
    before = services.trail.count(TrailView())
    act(scene)
    for line in services.trail.page(TrailView(), limit=services.trail.count(TrailView()) - before):
        assert line.entry.act.value != line.told
        assert line.name or line.entry.thing in {Thing.INVENTORY, Thing.NOTICE, Thing.ACCESS}
        assert not [fact for fact, _old, _new in line.facts if fact_words.label(fact) == fact]


def test_a_search_finds_things_by_any_name_they_had(services):
    key = create_key(services, "Old name")
    services.change.edit(key.id, KeyEdit(name="New name"))
    services.secret.copy(key.id)
    assert told(services, text="old name") == told(services, key=key.id)
    assert {line.name for line in services.trail.page(TrailView(key=key.id))} == {"New name"}


def test_days_are_those_of_the_organisation(services):
    services.workplace.clock.moment = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # July 2 in London
    create_key(services, "Koha")
    day = date(2026, 7, 2)
    assert told(services, first=day, last=day)[0] == "Created"
    assert told(services, last=date(2026, 7, 1)) == told(services)[1:]
    with pytest.raises(FieldError):
        services.trail.count(TrailView(first=day, last=date(2026, 7, 1)))


def test_files_hold_all_that_fits_guarded_and_are_told_in_the_trail(services):
    create_key(services, "=1+1")
    table = services.trail.as_csv(TrailView(text="=1+1"), "trail.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["name"], row["told"]) == ("'=1+1", "Created")
    lines = services.trail.as_json_lines(TrailView(), "trail.jsonl").decode().splitlines()
    assert [json.loads(line)["number"] for line in lines] == list(range(len(lines), 0, -1))
    exported = told(services, acts=(Act.EXPORTED,))
    assert exported[1] == "The audit trail was exported to trail.csv: entries 1"
    assert VALUE.reveal() not in table


def test_it_is_read_while_the_vault_is_locked(empty_original, tmp_path):
    stage = copied(empty_original, tmp_path, FakeClock(), MemoryKeyring())
    services = stage.open()
    services.access.lock()
    assert told(services)[0] == "The vault was locked"
    services.inventory.close()


@pytest.mark.parametrize("typed", ["KÖNIG", "könig", "ko\u0308nig", "kÖ nigs", "ÖN %9"])
def test_a_search_knows_the_case_of_all_letters(services, typed):
    create_key(services, "Königsberg %9")
    assert told(services, text=typed) == ["Created"]
