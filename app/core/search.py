"""The filter's language: words, and field:value terms, each may be denied with a minus.

Example: ``koha -test permission:reports,full state:expiring expires<2027-03-01 org:"Main"``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from app.core.errors import FilterError
from app.core.key import KeyState, Origin
from app.core.query import OLD_COMPARISON_DAYS, Compared, Condition, Field, Used

_TERM = re.compile(
    r"""(?P<minus>-?)
        (?: (?P<field>[A-Za-z]+) (?P<operator><=|>=|[:=<>]) (?P<values>(?:"[^"]*"|[^\s"])*)
          | "(?P<phrase>[^"]*)"
          | (?P<word>[^\s"]+) )
        (?=\s|$)""",
    re.VERBOSE,
)
_VALUE = re.compile(r'"([^"]*)"|([^,"]+)')

LESS = "less"
"""As in ``needs:less``: what uses the key would do with less permission."""

_FIELDS = {
    "permission": Field.PERMISSION,
    "state": Field.STATE,
    "org": Field.ORGANISATION,
    "organisation": Field.ORGANISATION,
    "owner": Field.OWNER,
    "origin": Field.ORIGIN,
    "ending": Field.ENDING,
    "expires": Field.EXPIRES,
    "created": Field.CREATED,
    "told": Field.TOLD,
    "app": Field.APPLICATION,
    "application": Field.APPLICATION,
    "used": Field.USED,
    "needs": Field.NEEDS,
    "compared": Field.COMPARED,
}
_CHOICES = {
    Field.STATE: tuple(state.value for state in KeyState),
    Field.ORIGIN: tuple(origin.value for origin in Origin),
    Field.USED: tuple(how.value for how in Used),
    Field.NEEDS: (LESS,),
    Field.COMPARED: tuple(when.value for when in Compared),
}
_DATES = frozenset({Field.EXPIRES, Field.CREATED})
LONGEST = 10_000
MOST_TERMS = 50
NOBODY = "none"
"""As in ``owner:none``: keys without an owner; and ``told:none``, whose notices go nowhere."""
ONE = "one"
"""As in ``told:one``: keys whose notices would go to one address alone."""


@dataclass(frozen=True, slots=True)
class Example:
    """A line of the quick help."""

    text: str
    meaning: str


def examples() -> list[Example]:
    """Return the quick help to the language."""
    return [
        Example("koha main", _("both words begin a word of the name or the notes")),
        Example("-test", _("without that word; a minus denies any term")),
        Example("permission:reports,full", _("one of these permission levels")),
        Example("state:expiring", _("active, expiring, expired, disabled, removed, superseded")),
        Example("expires<2027-03-01", _("also <=, >, >= and =; dates are year-month-day")),
        Example('org:"North campus"', _("the organisation's name contains this")),
        Example("owner:smith", _("the owner's name contains this; owner:none for no owner")),
        Example("origin:portal", _("portal, or made_here")),
        Example("told:none", _("no address gets the key's notices; or one, or an address")),
        Example('app:"koha main"', _("used by an application whose name contains this")),
        Example("used:unknown", _("or nothing, one, several: how many use it")),
        Example("needs:less", _("less permission would do for the applications that use it")),
        Example("compared:old", _compared_meaning()),
        Example("created>=2026-01-01", _("recorded here on these days")),
        Example("ending:c15b", _("the key's last four characters")),
    ]


def _compared_meaning() -> str:
    return _("of the portal, and not compared with it for {n} days; or never").format(
        n=OLD_COMPARISON_DAYS
    )


def parse(text: str) -> tuple[Condition, ...]:
    """Return the conditions that *text* asks for; raise FilterError with what is wrong."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise FilterError(
            problem=_("The filter has half a character at place {place}. Type it again.").format(
                place=error.start + 1
            )
        ) from error
    if len(text) > LONGEST:
        raise FilterError(
            problem=_("The filter has {length} characters; {limit} is the most.").format(
                length=len(text), limit=LONGEST
            )
        )
    conditions = tuple(_conditions(text))
    if len(conditions) > MOST_TERMS:
        raise FilterError(
            problem=_("The filter has {count} parts; {limit} is the most.").format(
                count=len(conditions), limit=MOST_TERMS
            )
        )
    return conditions


def _conditions(text: str) -> Iterator[Condition]:
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        term = _TERM.match(text, position)
        if term is None:
            raise FilterError(
                problem=_("The filter has an unfinished part: {part}").format(part=text[position:])
            )
        position = term.end()
        yield _condition(term)


def _condition(term: re.Match[str]) -> Condition:
    negated = bool(term["minus"])
    if term["field"] is None:
        words = term["word"] if term["phrase"] is None else term["phrase"]
        return Condition(Field.WORDS, tuple(words.split()), negated=negated)
    field = _FIELDS.get(term["field"].lower())
    if field is None:
        raise FilterError(
            problem=_(
                "The filter knows no “{field}:”. It knows {fields}. "
                "Put quotation marks round a text that has a colon."
            ).format(field=term["field"], fields=", ".join(_FIELDS))
        )
    values = tuple(a or b for a, b in _VALUE.findall(term["values"]))
    if not values:
        raise FilterError(problem=_("Give a value after “{term}”.").format(term=term[0]))
    if field in _DATES:
        return _day_condition(field, term["operator"], values, negated=negated)
    if term["operator"] not in ":=":
        raise FilterError(
            problem=_("“{operator}” compares dates; use “{field}:” here.").format(
                operator=term["operator"], field=term["field"]
            )
        )
    return Condition(field, _chosen(field, values), negated=negated)


def _chosen(field: Field, values: tuple[str, ...]) -> tuple[str, ...]:
    choices = _CHOICES.get(field)
    lowered = tuple(value.lower() for value in values)
    for value in lowered if choices else ():
        if value not in (choices or ()):
            raise FilterError(
                problem=_("“{value}” is none of: {choices}.").format(
                    value=value, choices=", ".join(choices or ())
                )
            )
    if field is Field.TOLD and not all("@" in one or one in {NOBODY, ONE} for one in lowered):
        raise FilterError(
            problem=_(
                "Give an e-mail address after “told:”, or none for keys that nobody is told of, "
                "or one for those that one person only is told of."
            )
        )
    return lowered


def _day_condition(
    field: Field, operator: str, values: tuple[str, ...], *, negated: bool
) -> Condition:
    for value in values:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise FilterError(
                problem=_("“{value}” is not a date. Write it like 2027-03-01.").format(value=value)
            ) from error
    days = tuple(date.fromisoformat(value).isoformat() for value in values)
    return Condition(field, days, operator="=" if operator == ":" else operator, negated=negated)
