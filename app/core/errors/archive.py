"""An archive of the audit trail could not be made or read."""

from app.core.errors.base import N_, AppError
from app.core.errors.refusal import RefusedError


class ArchiveError(AppError):
    """An archive of the audit trail could not be made or read."""


class NothingToArchiveError(RefusedError):
    """No entry is that old."""

    title = N_("No entry of the audit trail is that old.")
    meaning = N_("Nothing was changed.")
    hint = N_("Choose fewer years, or leave the trail as it is.")


class ArchiveUnsoundError(ArchiveError):
    """The inventory is not as it was sealed."""

    title = N_("Nothing was archived: the inventory is not whole. {problem}")
    meaning = N_("An archive would put a signature to what was changed outside Keyholder.")
    hint = N_("Run keyholder verify to see everything that differs, and mend it first.")


class ArchiveFileError(ArchiveError):
    """The file could not be written."""

    title = N_("The archive could not be written to {path} ({reason}).")
    meaning = N_("The audit trail is as it was.")
    hint = N_("Choose a name that is free, in a folder where there is room.")


class NotAnArchiveError(ArchiveError):
    """The file is no archive."""

    title = N_("{path} is not an archive of an audit trail ({reason}).")
    hint = N_("Choose a file that Keyholder wrote, whose name ends in .jsonl.")


class ArchiveDamagedError(ArchiveError):
    """The archive is not what was written."""

    title = N_("The archive {name} was damaged or changed: {problem}")
    meaning = N_("From there on it proves nothing.")
    hint = N_("Take another copy of it, or restore the backup made before it was written.")
