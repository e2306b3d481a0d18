"""Whom a key's notices would go to by e-mail, as SQL: nobody, one address, or a given one."""

from functools import reduce
from operator import or_
from typing import Any

from peewee import SQL

from app.core import text
from app.core.query import Condition
from app.core.search import NOBODY, ONE

_KNOWN = """(SELECT "organisation", folded("email") AS "address" FROM "account" WHERE "email" <> ''
    UNION SELECT "organisation"."id", folded(json_each.value)
    FROM "organisation", json_each("organisation"."also_tell"))"""
"""Each address of an organisation, once."""
_OWNED = """SELECT "id" FROM "account" WHERE "email" <> ''"""
_ALONE = f"""SELECT "organisation" FROM {_KNOWN} GROUP BY "organisation" HAVING count(*) = 1"""  # noqa: S608 - made of constants alone
_TOLD_NOBODY = f"""("t1"."also_tell" = '[]'
    AND "t1"."organisation" NOT IN (SELECT "organisation" FROM {_KNOWN})
    AND coalesce("t1"."owner", '') NOT IN ({_OWNED}))"""  # noqa: S608 - made of constants alone
"""Neither its owner nor anybody in its organisation has an address, and none was given besides."""
_TOLD_ONE = f"""(CASE WHEN "t1"."also_tell" = '[]' THEN
    CASE WHEN coalesce("t1"."owner", '') NOT IN ({_OWNED})
    THEN "t1"."organisation" IN ({_ALONE})
    ELSE "t1"."organisation" NOT IN (SELECT "organisation" FROM {_KNOWN}) OR
        ("t1"."organisation" IN ({_ALONE}) AND ("t1"."organisation", "t1"."owner") IN (
            SELECT known."organisation", "account"."id" FROM {_KNOWN} AS known
            JOIN "account" ON folded("account"."email") = known."address"))
    END
    ELSE 1 = (SELECT count(*) FROM (
        SELECT folded(value) FROM json_each("t1"."also_tell")
        UNION SELECT "address" FROM {_KNOWN} WHERE "organisation" = "t1"."organisation"
        UNION SELECT folded("email") FROM "account" WHERE "id" = "t1"."owner" AND "email" <> ''))
    END)"""  # noqa: S608 - made of constants alone
"""Its owner, its organisation and whoever else is told have one address between them.

Few keys have an address of their own: of the others, no more is asked than sets that are read once.
"""
_TELLS = """(EXISTS (SELECT 1 FROM json_each("t1"."also_tell") WHERE folded(value) = ?)
    OR "t1"."organisation" IN (
        SELECT "organisation" FROM "account" WHERE folded("email") = ?
        UNION SELECT "organisation"."id" FROM "organisation", json_each("organisation"."also_tell")
        WHERE folded(json_each.value) = ?)
    OR coalesce("t1"."owner", '') IN (SELECT "id" FROM "account" WHERE folded("email") = ?))"""
"""One address is told of it: its own, its organisation's, or its owner's."""


def told(condition: Condition) -> Any:
    """Return what holds for keys whose notices go where *condition* says."""
    return reduce(or_, map(_term, condition.values))


def _term(value: str) -> Any:
    if value == NOBODY:
        return SQL(_TOLD_NOBODY)
    return SQL(_TOLD_ONE) if value == ONE else SQL(_TELLS, (text.address_form(value),) * 4)
