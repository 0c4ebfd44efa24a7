"""Runs under the Windows Python: what the program takes the drives and folders of this computer for."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from app.core.drives import disk_of
from app.services.files.places import on_network, proposed_folder


def main(*paths: str) -> None:
    """Print one JSON object: where new files would go, and the kind of disk of each path."""
    kinds = {path: [disk_of(Path(path)).value, on_network(Path(path))] for path in paths}
    sys.stdout.write(json.dumps({"proposed": str(proposed_folder()), "kinds": kinds}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
