"""Ids, and how the person at this workstation is named in records."""

import uuid
from typing import NewType

OrganisationId = NewType("OrganisationId", str)
AccountId = NewType("AccountId", str)
KeyId = NewType("KeyId", str)
TodoId = NewType("TodoId", str)
NoticeId = NewType("NoticeId", str)
ApplicationId = NewType("ApplicationId", str)
UseId = NewType("UseId", str)
ReplacementId = NewType("ReplacementId", str)
DeliveryId = NewType("DeliveryId", str)

Actor = NewType("Actor", str)
"""The operating system's user that did something."""


def new_id() -> str:
    """Return a fresh id: a UUID as text. It is no secret and opens nothing."""
    return str(uuid.uuid4())
