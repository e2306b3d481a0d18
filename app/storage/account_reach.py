"""Of how many keys each address is told: counted for all addresses at once."""

from app.storage.database import Database

_TOLD = """
WITH
listed AS (SELECT * FROM "key" WHERE removed_at IS NULL AND superseded_at IS NULL),
reached (address, organisation) AS (
    SELECT folded(email), organisation FROM account WHERE email <> ''
    UNION
    SELECT folded(given.value), organisation.id FROM organisation, json_each(
        CASE WHEN json_valid(organisation.also_tell) THEN organisation.also_tell END) AS given),
counted (organisation, owner, keys) AS (
    SELECT organisation, owner, count(*) FROM listed GROUP BY organisation, owner)
SELECT address, sum(keys) FROM (
    SELECT reached.address, counted.keys
    FROM reached JOIN counted ON counted.organisation = reached.organisation
    UNION ALL
    SELECT folded(account.email), counted.keys
    FROM counted JOIN account ON account.id = counted.owner
    WHERE account.email <> ''
    AND (folded(account.email), counted.organisation) NOT IN (SELECT * FROM reached)
    UNION ALL
    SELECT folded(given.value), count(DISTINCT listed.id)
    FROM listed, json_each(CASE WHEN json_valid(listed.also_tell) THEN listed.also_tell END)
        AS given
    WHERE listed.also_tell <> '[]'
    AND (folded(given.value), listed.organisation) NOT IN (SELECT * FROM reached)
    AND NOT EXISTS (
        SELECT 1 FROM account
        WHERE account.id = listed.owner AND folded(account.email) = folded(given.value))
    GROUP BY 1)
GROUP BY address"""
"""The keys of the organisations that an address is told of; those besides that its owner has,
each owner's counted together; and those besides that name it themselves."""


def keys_told(database: Database) -> dict[str, int]:
    """Return of how many listed keys each address is told; addresses in their form."""
    return {address: int(count) for address, count in database.sql(_TOLD)}
