"""Paper, and PDF files: one page of text, printed as it is seen."""

import os
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.kit.tokens import LIGHT

_STYLE = f"""
body {{ font-family: sans-serif; font-size: 10pt; color: {LIGHT.text}; }}
h1 {{ font-size: 15pt; margin-bottom: 4px; }}
h2 {{ font-size: 12pt; margin-top: 24px; margin-bottom: 4px; }}
p {{ margin-top: 0; margin-bottom: 8px; }}
table {{ border-collapse: collapse; border-color: {LIGHT.border}; border-style: solid; }}
td, th {{ text-align: left; vertical-align: top; }}
"""  # printed on white paper, whatever the window's colours are


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


def pdf(html: str) -> bytes:
    """Return *html* as a PDF file, laid out on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    _lay_out(writer)
    _document(html).print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def pdf_anywhere(html: str) -> bytes:
    """Return *html* as a PDF file, where no window has started Qt too."""
    if QGuiApplication.instance() is not None:
        return pdf(html)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    try:
        return pdf(html)
    finally:
        application.shutdown()


def _lay_out(paper: QPagedPaintDevice) -> None:
    paper.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paper.setPageMargins(
        QMarginsF()
    )  # a document that is printed keeps two centimetres free itself


def _document(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(html)
    return document
