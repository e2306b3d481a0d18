import copy
import io
import json
import logging
import pickle
import pprint
import reprlib
import string
import traceback
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date

import pytest

from app.core.errors import AppError, DuplicateValueError
from app.core.secret import Secret
from app.services.key_creation import PortalKeyDraft
from tests.core.sample import KEY

CANARY = "canary-0000-4222"
SECRET = Secret(CANARY)


@dataclass(frozen=True)
class Holder:
    """What holds a secret among other things."""

    name: str
    secret: Secret


HELD = Holder("Koha", SECRET)

WAYS_TO_PRINT = {
    "str": str,
    "repr": repr,
    "ascii": ascii,
    "a percent sign": lambda one: f"{one}",
    "a format string": "{}".format,
    "a format string's repr": "{!r}".format,
    "formatter": lambda one: string.Formatter().format("{0}", one),
    "pprint": pprint.pformat,
    "reprlib": reprlib.repr,
    "in a list": lambda one: str([one]),
    "in a dictionary": lambda one: str({"secret": one}),
    "in a dataclass": lambda one: repr(Holder("Koha", one)),
    "in a dataclass as a dictionary": lambda one: repr(asdict(Holder("Koha", one))),
    "in a dataclass as a tuple": lambda one: repr(astuple(Holder("Koha", one))),
    "json with str": lambda one: json.dumps({"secret": one}, default=str),
    "an exception": lambda one: str(ValueError(one)) + repr(ValueError(one)),
    "a failure of ours": lambda one: str(DuplicateValueError(name=one)),
    "a copy": lambda one: repr(copy.copy(one)) + repr(copy.deepcopy([one])),
}


@pytest.mark.parametrize("way", WAYS_TO_PRINT.values(), ids=WAYS_TO_PRINT.keys())
def test_no_way_of_printing_gives_the_text(way):
    assert "canary" not in way(SECRET)


@pytest.mark.parametrize(
    "way",
    [
        pickle.dumps,
        lambda one: pickle.dumps([one]),
        lambda one: pickle.dumps(Holder("Koha", one)),
        json.dumps,
        lambda one: json.dumps({"secret": one}),
        vars,
        hash,
        lambda one: f"{one:>40}",
        iter,
    ],
)
def test_a_secret_is_not_turned_into_anything_else(way):
    with pytest.raises(TypeError):
        way(SECRET)


def test_a_log_with_everything_on_does_not_hold_it():
    written = io.StringIO()
    logger = logging.getLogger("everything")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(logging.StreamHandler(written))
    logger.debug("%s %r %s", SECRET, HELD, asdict(HELD))
    logger.debug("%(secret)s", {"secret": SECRET})
    logger.error("%s", AppError(secret=SECRET))
    assert written.getvalue().count("Secret()") == 4
    assert "canary" not in written.getvalue()


def test_a_draft_that_is_taken_apart_keeps_it():
    draft = PortalKeyDraft(
        name="Koha",
        organisation=KEY.organisation,
        permission="full",
        value=SECRET,
        expires_on=date(2027, 3, 1),
    )
    apart = asdict(draft)
    assert apart["value"] == SECRET
    assert "canary" not in repr(apart)
    assert replace(draft, name="Other").value == SECRET


def test_a_traceback_with_its_variables_does_not_hold_it():
    def fail(secret: Secret) -> None:
        held = Holder("Koha", secret)
        raise ValueError(held)

    with pytest.raises(ValueError, match="Koha") as caught:
        fail(SECRET)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert "canary" not in "".join(told.format())


def test_only_reveal_gives_the_text():
    assert SECRET.reveal() == CANARY
    assert len(SECRET) == len(CANARY)


def test_two_secrets_with_one_text_are_the_same():
    assert Secret("é") == Secret("é")
    assert Secret("é") != Secret("è")
    assert SECRET != CANARY
