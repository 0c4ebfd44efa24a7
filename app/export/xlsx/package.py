"""The file that XlsxWriter made, without the names of products, on every system with the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_WHEN: Final = (2000, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_PRODUCT: Final = re.compile(r"<Application>[^<]*</Application>|<AppVersion>[^<]*</AppVersion>")
_LATIN: Final = re.compile(r'<a:latin typeface="[^"]*"/>')


def neutral(made: bytes) -> bytes:
    """Return the file with neutral properties and fonts, and with fixed dates in its directory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX  # else it says on which system the file was written
            new.writestr(entry, _neutral(name, old.read(name)))
    return stream.getvalue()


def _neutral(name: str, body: bytes) -> bytes:
    if name == "docProps/app.xml":
        return _PRODUCT.sub("", body.decode()).encode()
    if name == "xl/styles.xml":
        return body.replace(b'<scheme val="minor"/>', b"")  # a font of its own, not what the theme says
    if name.startswith("xl/theme/"):
        text = _LATIN.sub('<a:latin typeface="宋体"/>', body.decode())
        return re.sub(r'name="Office[^"]*"', 'name="默认"', text).encode()
    return body
