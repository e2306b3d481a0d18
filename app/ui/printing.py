"""Pages printed, or drawn into PDF files."""

import os
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.page import Page
from app.ui.paper import Paper


def print_page(page: Page, parent: QWidget) -> None:
    """Ask for a printer and print *page*."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _lay_out(printer)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: Paper(printer).draw(page))
    dialog.setModal(True)
    dialog.show()


def ask_for_pdf(suggested: str, parent: QWidget) -> str:
    """Ask where to save a PDF; return the path, or nothing."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save as PDF"), str(Path.home() / suggested), _("PDF files (*.pdf)")
    )
    return chosen


def pdf(page: Page) -> bytes:
    """Return *page* as a PDF file, drawn on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(page.title)
    _lay_out(writer)
    Paper(writer).draw(page)
    buffer.close()
    return bytes(buffer.data().data())


def pdf_anywhere(page: Page) -> bytes:
    """Return *page* as a PDF file, where no window has started Qt too."""
    if QGuiApplication.instance() is not None:
        return pdf(page)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    try:
        return pdf(page)
    finally:
        application.shutdown()


def _lay_out(device: QPagedPaintDevice) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF())  # what is drawn keeps its distance from the edges itself
