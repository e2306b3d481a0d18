"""Paper, and PDF files: one page of text, printed as it is seen."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import FileFailedError
from app.ui.kit.tokens import LIGHT

_STYLE = f"""
body {{ font-family: sans-serif; font-size: 10pt; color: {LIGHT.text}; }}
h1 {{ font-size: 15pt; margin-bottom: 2pt; }}
h2 {{ font-size: 11pt; margin-top: 12pt; margin-bottom: 2pt; }}
p {{ margin-top: 2pt; margin-bottom: 4pt; }}
td, th {{ padding: 3pt 6pt 3pt 0; text-align: left; vertical-align: top; }}
"""  # printed on white paper, whatever the window's colours are
_MARGIN_MM = 16


def print_page(html: str, parent: QWidget) -> None:
    """Ask for a printer and print *html*."""
    printer = _printer()
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: _document(html).print_(printer))
    dialog.setModal(True)
    dialog.show()


def ask_for_pdf(suggested: str, parent: QWidget) -> str:
    """Ask where to save a PDF; return the path, or nothing."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save as PDF"), str(Path.home() / suggested), _("PDF files (*.pdf)")
    )
    return chosen


def write_pdf(html: str, path: str) -> None:
    """Write *html* as a PDF file; raise FileFailedError."""
    printer = _printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(path)
    _document(html).print_(printer)
    try:
        written = Path(path).stat().st_size > 0
    except OSError as error:
        raise FileFailedError(path=path, reason=error.strerror or "?") from error
    if not written:
        raise FileFailedError(path=path, reason=_("it is empty"))


def _printer() -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(
        QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM), QPageLayout.Unit.Millimeter
    )
    return printer


def _document(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(html)
    return document
