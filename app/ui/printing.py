"""Paper, and PDF files: one page of text, printed as it is seen."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import ExportFileError
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
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _lay_out(printer)
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
    """Write *html* as a PDF file; raise ExportFileError."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    _lay_out(writer)
    _document(html).print_(writer)
    buffer.close()
    try:
        Path(path).write_bytes(bytes(buffer.data().data()))
    except OSError as error:
        raise ExportFileError(path=path, reason=error.strerror or "?") from error


def _lay_out(paper: QPagedPaintDevice) -> None:
    paper.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paper.setPageMargins(
        QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM), QPageLayout.Unit.Millimeter
    )


def _document(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(html)
    return document
