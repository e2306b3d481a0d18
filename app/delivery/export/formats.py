"""The forms of file, in the order in which they are offered: to add one, add it here."""

from app.core.errors import N_
from app.core.export import Format, Values
from app.core.page import Draw
from app.delivery.export import cyclonedx, inventory_page, json_document, keepass, table

_TABLES = (
    Format(
        id="csv",
        ending=".csv",
        label=N_("CSV"),
        told=N_("A table for spreadsheets and other programs."),
        render=table.csv_file,
        values=Values.ON_REQUEST,
    ),
    Format(
        id="xlsx",
        ending=".xlsx",
        label=N_("Excel"),
        told=N_("The same table as a workbook, with a filter over each column."),
        render=table.workbook,
        values=Values.ON_REQUEST,
    ),
    Format(
        id="json",
        ending=".json",
        label=N_("JSON"),
        told=N_("Everything that is known, documented, for other programs and for keeping."),
        render=json_document.document,
        values=Values.ON_REQUEST,
        everything=True,
    ),
    Format(
        id="cyclonedx",
        ending=".cdx.json",
        label=N_("CycloneDX 1.6"),
        told=N_("A bill of materials in which each key is a token; never with values."),
        render=cyclonedx.document,
    ),
)
_OTHERS = (
    Format(
        id="html",
        ending=".html",
        label=N_("HTML"),
        told=N_("The same page for a browser; never with values."),
        render=inventory_page.file,
    ),
    Format(
        id="keepass-csv",
        ending=".keepass.csv",
        label=N_("CSV for KeePassXC"),
        told=N_("Keys with their values, as KeePassXC's CSV import expects them."),
        render=keepass.csv_file,
        values=Values.ALWAYS,
    ),
    Format(
        id="keepass-xml",
        ending=".xml",
        label=N_("KeePass XML"),
        told=N_("Keys with their values and expiry dates, for keepassxc-cli import."),
        render=keepass.xml_file,
        values=Values.ALWAYS,
    ),
)


def formats(draw: Draw) -> tuple[Format, ...]:
    """Return all of them; *draw* makes the paper."""
    paper = Format(
        id="pdf",
        ending=".pdf",
        label=N_("PDF"),
        told=N_("The inventory on paper, by organisation; never with values."),
        render=lambda material: draw(inventory_page.page(material)),
    )
    return (*_TABLES, paper, *_OTHERS)
