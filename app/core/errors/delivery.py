"""A notice could not be brought to where it should go; it stays in the list."""

from app.core.errors.base import N_, AppError


class DeliveryError(AppError):
    """A notice could not be delivered."""

    permanent = False
    """Whether trying again would not help."""
    of_one_letter = False
    """Whether other letters may well arrive."""
    title = N_("The notice could not be delivered ({reason}).")
    meaning = N_("It stays in the list of notices, and is tried again.")


class MailNotSetUpError(DeliveryError):
    """There is no mail server, or no sender."""

    title = N_("E-mail is not set up.")
    meaning = N_("No message was sent.")
    hint = N_("Give the mail server and the sender's address in Preferences, E-mail.")


class MailPasswordLockedError(DeliveryError):
    """The vault, which holds the mail server's password, is shut."""

    title = N_("E-mail waits for the vault.")
    meaning = N_("The password of the mail server is sealed in it.")
    hint = N_("Unlock the vault, or give --passphrase-file before the verb.")


class ServerUnknownError(DeliveryError):
    """No computer has that name."""

    title = N_("The mail server {host} was not found.")
    hint = N_("Check the server's name, and whether this computer is on the network.")


class ServerUnreachableError(DeliveryError):
    """Nobody answered at that address and port."""

    title = N_("The mail server {host} does not answer at port {port} ({reason}).")
    hint = N_("Check the port, and whether this computer is on the network.")


class ServerSilentError(DeliveryError):
    """The server did not answer in time, or broke off."""

    title = N_("The mail server {host} broke off, or did not answer in time.")
    hint = N_("Should that last, check port and encryption: they belong together.")


class ServerBusyError(DeliveryError):
    """The server let nobody in, or nobody with this letter, for now."""

    title = N_("The mail server {host} turned this computer away: {reason}")
    hint = N_("Should that last, ask whoever runs it.")


class CertificateError(DeliveryError):
    """The server could not prove who it is."""

    title = N_("The mail server {host} could not prove that it is that server ({reason}).")
    meaning = N_("Nothing was sent to it, neither the password nor a message.")
    hint = N_("Check the server's name; ask whoever runs it about its certificate.")


class EncryptionError(DeliveryError):
    """The server does not speak TLS as it should."""

    title = N_("No encrypted connection to the mail server {host} came about ({reason}).")
    meaning = N_("Nothing was sent to it, neither the password nor a message.")
    hint = N_("Check port and encryption: usually 465 is TLS, and 587 is STARTTLS.")


class LoginRefusedError(DeliveryError):
    """User or password are wrong."""

    title = N_("The mail server {host} refused user and password.")
    hint = N_("Give them anew in Preferences, E-mail.")


class LoginNotOfferedError(DeliveryError):
    """A user was given, and the server knows no login that fits."""

    title = N_("The mail server {host} offers no login.")
    hint = N_("Leave the user empty if it needs none, or check port and encryption.")


class SenderRefusedError(DeliveryError):
    """The server does not take mail from that address."""

    title = N_("The mail server {host} refused the sender {sender}: {reason}")
    hint = N_("Give another sender's address in Preferences, E-mail.")


class RecipientRefusedError(DeliveryError):
    """The server does not deliver to that address now."""

    of_one_letter = True
    title = N_("The mail server {host} did not take mail for {recipient}: {reason}")
    hint = N_("Check the address.")


class RecipientUnknownError(RecipientRefusedError):
    """The server will never deliver to that address."""

    permanent = True
    meaning = N_("It stays in the list of notices; this address is not tried again.")


class UnfitLetterError(DeliveryError):
    """An address or a name holds what a message cannot."""

    permanent = True
    of_one_letter = True
    title = N_("The message for {recipient} could not be written.")
    meaning = N_("An address or a name in it holds a character that mail forbids.")
    hint = N_("Run keyholder verify: it may have been changed outside Keyholder.")


class MessageRefusedError(DeliveryError):
    """The server took everything but the message."""

    of_one_letter = True
    title = N_("The mail server {host} did not take the message: {reason}")


class DesktopSilentError(DeliveryError):
    """The desktop shows no notifications."""

    title = N_("This desktop shows no notifications ({reason}).")


class CalendarFileError(AppError):
    """The calendar file could not be written."""

    title = N_("The calendar file {path} could not be written ({reason}).")
    meaning = N_("Calendars that read it show what it held before.")
    hint = N_("Choose another place for it in Preferences, Notices.")


class ExportFileError(AppError):
    """What was exported could not be written."""

    title = N_("The file {path} could not be written ({reason}).")
    meaning = N_("What was there before is unchanged.")
    hint = N_("Choose another place.")


class SealFailedError(AppError):
    """The process that seals a file ended before it was done."""

    title = N_("The file could not be sealed: the part of Keyholder that does so was stopped.")
    meaning = N_("Nothing was written.")
    hint = N_("Close other programs, so that there is memory for it, and try again.")
