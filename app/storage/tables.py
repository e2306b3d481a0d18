"""The tables, as peewee sees them; the migrations make them. Private to storage."""

from typing import Any

from peewee import BlobField, IntegerField, Model, TextField


class SealedRow(Model):
    """A row that carries a code over all its columns, so that an edit elsewhere shows."""

    mac = BlobField()


class StateRow(Model):
    """How many rows there should be, and the audit trail's sealed head; one row."""

    id = IntegerField(primary_key=True)
    vault = TextField()
    generation = IntegerField()
    counts = TextField()
    sealed_entries = IntegerField()
    sealed_head = TextField()
    mac = BlobField()

    class Meta:
        table_name = "state"


class WayRow(SealedRow):
    """A way into the vault: the vault key, wrapped."""

    kind = TextField(primary_key=True)
    parameters = TextField()
    wrapped = BlobField()
    since = TextField()

    class Meta:
        table_name = "way"


class OrganisationRow(SealedRow):
    """An organisation."""

    id = TextField(primary_key=True)
    name = TextField()
    name_sort = TextField()
    domain = TextField()
    number = TextField()
    time_zone = TextField()
    reports_api = IntegerField()
    lifetime_months = IntegerField()
    parent = TextField(null=True)
    created_at = TextField()
    also_tell = TextField(default="[]")

    class Meta:
        table_name = "organisation"


class AccountRow(SealedRow):
    """An administrator's account."""

    id = TextField(primary_key=True)
    name = TextField()
    name_sort = TextField()
    email = TextField()
    organisation = TextField()
    expires_on = TextField(null=True)
    created_at = TextField()

    class Meta:
        table_name = "account"


class KeyRow(SealedRow):
    """A key; *value* is sealed before it comes here."""

    number = IntegerField(primary_key=True)
    id = TextField()
    name = TextField()
    name_sort = TextField()
    look = TextField()
    permission = TextField()
    organisation = TextField()
    owner = TextField(null=True)
    origin = TextField()
    value = BlobField(null=True)
    fingerprint = BlobField(null=True)
    ending = TextField()
    generation = IntegerField()
    created_at = TextField()
    expires_on = TextField()
    disabled_at = TextField(null=True)
    removed_at = TextField(null=True)
    destroyed_at = TextField(null=True)
    superseded_at = TextField(null=True)
    predecessor = TextField(null=True)
    notes = TextField()
    also_tell = TextField()
    compared_at = TextField(null=True)
    compared_by = TextField()
    unused_at = TextField(null=True)
    unused_by = TextField(default="")

    class Meta:
        table_name = "key"


class ApplicationRow(SealedRow):
    """An application."""

    id = TextField(primary_key=True)
    name = TextField()
    name_sort = TextField()
    kind = TextField()
    organisation = TextField()
    place = TextField()
    address = TextField()
    contact_name = TextField()
    contact_email = TextField()
    contact_phone = TextField()
    notes = TextField()
    created_at = TextField()
    removed_at = TextField(null=True)

    class Meta:
        table_name = "application"


class UseRow(SealedRow):
    """An application's use of a key."""

    id = TextField(primary_key=True)
    application = TextField()
    key = TextField()
    since = TextField()
    begun_by = TextField()
    ended_at = TextField(null=True)
    ended_by = TextField()
    note = TextField()
    moved_to = TextField(null=True)

    class Meta:
        table_name = "use"


class ReplacementRow(SealedRow):
    """A replacement of one key by another."""

    id = TextField(primary_key=True)
    old = TextField()
    new = TextField(null=True)
    reason = TextField()
    planned_on = TextField(null=True)
    created_at = TextField()
    created_by = TextField()
    begun_at = TextField(null=True)
    closed_at = TextField(null=True)
    cancelled_at = TextField(null=True)

    class Meta:
        table_name = "replacement"


class TodoRow(SealedRow):
    """A portal to-do."""

    id = TextField(primary_key=True)
    key = TextField()
    kind = TextField()
    before = TextField()
    after = TextField()
    since = TextField()
    done_at = TextField(null=True)
    done_by = TextField()

    class Meta:
        table_name = "todo"


class PreferenceRow(SealedRow):
    """A preference that differs from its default, or did once."""

    name = TextField(primary_key=True)
    text = TextField()

    class Meta:
        table_name = "preference"


class CredentialRow(SealedRow):
    """A secret of the program's own, such as the mail server's password; sealed before."""

    name = TextField(primary_key=True)
    value = BlobField()

    class Meta:
        table_name = "credential"


class ArchiveRow(SealedRow):
    """Where the entries of the audit trail up to *last* went."""

    id = TextField(primary_key=True)
    name = TextField()
    first = IntegerField()
    last = IntegerField()
    head = TextField()
    until = TextField()
    sha256 = TextField()
    signer = TextField()
    made_at = TextField()
    made_by = TextField()

    class Meta:
        table_name = "archive"


class AuditRow(Model):
    """An entry of the audit trail, chained by its hash."""

    number = IntegerField(primary_key=True)
    at = TextField()
    actor = TextField()
    act = TextField()
    thing = TextField()
    thing_id = TextField()
    before = TextField()
    after = TextField()
    hash = TextField()

    class Meta:
        table_name = "audit"


def name_of(table: type[Model]) -> str:
    """Return the table's name in the database."""
    return str(table._meta.table_name)  # noqa: SLF001 - peewee's public door


def key_of(table: type[Model]) -> Any:
    """Return the table's primary key: a column to compare, with its *name*."""
    return table._meta.primary_key  # noqa: SLF001 - peewee's public door


def columns_of(table: type[Model]) -> list[str]:
    """Return the names of the table's columns."""
    return [str(name) for name in table._meta.sorted_field_names]  # noqa: SLF001 - peewee's public door


def same_row(row: Model) -> Any:
    """Return what holds for the stored row that has the key of *row*."""
    key = key_of(type(row))
    return key == row.__data__[key.name]


def label_of(row: Model) -> str:
    """Return what a person knows *row* by: its name, else its id, else its kind."""
    known = row.__data__
    return str(known.get("name") or known.get("id") or known.get("kind"))


SEALED: tuple[type[SealedRow], ...] = (
    WayRow,
    OrganisationRow,
    AccountRow,
    KeyRow,
    ApplicationRow,
    UseRow,
    ReplacementRow,
    TodoRow,
    PreferenceRow,
    CredentialRow,
    ArchiveRow,
)
