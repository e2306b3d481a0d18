"""The tables of notices: they carry no code, and change with the vault shut. Private to storage."""

from peewee import CompositeKey, IntegerField, Model, TextField


class NoticeRow(Model):
    """A notice. It carries no code: notices go on while the vault is shut."""

    number = IntegerField(primary_key=True)
    id = TextField()
    subject = TextField()
    subject_id = TextField()
    expires_on = TextField()
    stage = IntegerField()
    through = IntegerField()
    due_on = TextField()
    raised_at = TextField()
    skipped = IntegerField()
    acknowledged_at = TextField(null=True)
    acknowledged_by = TextField()
    snoozed_until = TextField(null=True)
    woken_at = TextField(null=True)
    voided_at = TextField(null=True)

    class Meta:
        table_name = "notice"


class DeliveryRow(Model):
    """A message of the outbox; without a code, as notices are."""

    number = IntegerField(primary_key=True)
    id = TextField()
    channel = TextField()
    recipient = TextField()
    state = TextField()
    attempts = IntegerField()
    created_at = TextField()
    next_attempt_at = TextField()
    waited_s = IntegerField()
    taken_at = TextField(null=True)
    settled_at = TextField(null=True)
    last_error = TextField()
    message_id = TextField()

    class Meta:
        table_name = "delivery"


class DeliveryNoticeRow(Model):
    """Which notices a message tells of."""

    delivery = TextField()
    notice = TextField()

    class Meta:
        table_name = "delivery_notice"
        primary_key = CompositeKey("delivery", "notice")
