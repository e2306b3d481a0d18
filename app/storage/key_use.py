"""Whether it is known where a key is used, though no application uses it now; as SQL."""

_MOVED = """EXISTS (SELECT 1 FROM "use" AS "moved"
    WHERE "moved"."key" = {key} AND "moved"."moved_to" IS NOT NULL)"""
_AWAITED = """EXISTS (SELECT 1 FROM "replacement" JOIN "use" AS "left" ON "left"."key" = "old"
        AND "left"."ended_at" IS NULL
    WHERE "new" = {key} AND "closed_at" IS NULL AND "cancelled_at" IS NULL)"""


def use_known(key: str) -> str:
    """Return what holds where places of *key*, a column, were moved, or are to be moved to it."""
    return f"({_MOVED.format(key=key)} OR {_AWAITED.format(key=key)})"
