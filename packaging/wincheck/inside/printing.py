"""Runs under the Windows Python, with a window: is it told that no printer is set up?"""

from __future__ import annotations

import json
import sys

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from app.ui.printing.paper import lacks_printer


def main() -> None:
    """Print one JSON object."""
    app = QApplication(sys.argv)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    found = {"printers": QPrinterInfo.availablePrinterNames(), "lacks": lacks_printer(printer)}
    sys.stdout.write(json.dumps({"platform": app.platformName(), **found}) + "\n")


if __name__ == "__main__":
    main()
