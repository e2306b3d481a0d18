"""A file that was to come in cannot be used, or something in it cannot."""

from app.core.errors.base import N_, AppError
from app.core.errors.refusal import RefusedError

_NOTHING = N_("Nothing was changed.")


class SheetError(AppError):
    """A file that comes in cannot be read."""

    meaning = _NOTHING


class SheetUnreachableError(SheetError):
    """The file cannot be opened."""

    title = N_("The file {name} cannot be read ({reason}).")
    hint = N_("Check that it is there, and that you may read it.")


class SheetKindError(SheetError):
    """The file is none that can be read."""

    title = N_("{name} is neither CSV nor an Excel workbook (.xlsx).")
    hint = N_("Save it as .csv or .xlsx and try again.")


class SheetTooBigError(SheetError):
    """The file has more than is read."""

    title = N_("{name} is too big: {what}.")
    hint = N_("Split it into several files.")


class SheetEncodingError(SheetError):
    """The text of a CSV file is not in UTF-8."""

    title = N_("The text of {name} is not in UTF-8 (at byte {position}).")
    hint = N_(
        "Save it as “CSV UTF-8”: in Excel that is a file type, in LibreOffice a character set."
    )


class SheetDamagedError(SheetError):
    """The file breaks the rules of its format."""

    title = N_("{name} is damaged ({reason}).")
    hint = N_("Open it in the program that wrote it, and save it again.")


class SheetEmptyError(SheetError):
    """There is no table in the file."""

    title = N_("There is no table in {name}.")
    hint = N_("The first line names the columns; each line after it is a key.")


class PastedEmptyError(SheetError):
    """There is no text on the clipboard, or in what was given."""

    title = N_("There is nothing to compare: no text was copied.")
    hint = N_("Select the table of API keys in the portal, copy it, and paste again.")


class PastedNoTableError(SheetError):
    """There is text, and no table in it."""

    title = N_("What was pasted holds no table.")
    hint = N_(
        "Select the portal's table from its first row to its last, copy it, and paste again. Or "
        "paste text whose cells are parted by tabs, commas or semicolons."
    )


class SealedFileError(SheetError):
    """The file is encrypted."""

    title = N_("{name} is sealed with a passphrase (age).")
    hint = N_(
        "Open it first, with “age -d {name} -o opened”, and import what comes out. Delete that "
        "file as soon as it has served."
    )


class DocumentDamagedError(SheetError):
    """The file is no JSON."""

    title = N_("{name} is not sound JSON ({reason}).")
    hint = N_("Export the document again.")


class DocumentTooBigError(SheetError):
    """The document has more than is read."""

    title = N_("{name} holds more parts than are read.")
    hint = N_("Export fewer keys into each document, or restore a backup.")


class DocumentForeignError(SheetError):
    """The file is JSON, and no document of ours."""

    title = N_("{name} is not an inventory that Keyholder exported as JSON.")
    hint = N_("Keys from elsewhere come in as CSV or as an Excel workbook.")


class DocumentNewerError(SheetError):
    """A newer version wrote the document."""

    title = N_("{name} has version {version} of the document; this Keyholder reads {known}.")
    hint = N_("Update Keyholder, and import it then.")


class DocumentRefusedError(RefusedError):
    """Something in the document cannot be imported."""

    title = N_("Problems in {name}: {count}.")
    meaning = _NOTHING
    hint = N_("Mend what is named, in the file or in the inventory, and try again.")


class ImportRefusedError(RefusedError):
    """Lines of the file cannot be imported."""

    title = N_("Problems in {name}: {count}.")
    meaning = _NOTHING
    hint = N_("Mend the lines in the file, or choose what each column means, and try again.")
