"""Bytes to text: the encodings that saved pages and exports come in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from framing.errors import InputError

__all__ = ["Decoded", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\x1f\x8b", b"\xff\xd8\xff", b"GIF8", b"PAR1")
_CONTROLS = bytes(code for code in range(0x20) if code not in (9, 10, 11, 12, 13, 27))
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text that was decoded, and what was uncertain about it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, origin: str, *, declared: str | None = None) -> Decoded:
    """The text in ``data``: by its byte-order mark, UTF-8, the declared encoding, Windows-1252.

    Args:
        data: the bytes of a file or an answer.
        origin: what to call it in messages.
        declared: the encoding named by whoever sent it, if any.

    Raises:
        InputError: if it is empty, not text, or broken in its own encoding.
    """
    if not data.strip():
        raise InputError(f"{origin}: is empty; give a file with an article in it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(Decoded(data[len(mark) :].decode(encoding)), origin)
            except UnicodeDecodeError:
                raise InputError(
                    f"{origin}: starts like {encoding} text but is not; save it as UTF-8"
                ) from None
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if data.startswith(_SIGNATURES) or b"\0" in data or controls > max(8, len(data) // 20):
        raise InputError(f"{origin}: is a binary file, not text; save the article as text or HTML")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:_HEAD])
    for name in (declared, found.group(1).decode("ascii") if found else None):
        if name:
            try:
                return Decoded(data.decode(name))
            except (LookupError, UnicodeError):
                continue
    note = "the file is not UTF-8; it was read as Windows-1252, so check its accents and quotes"
    return Decoded(data.decode("cp1252", errors="replace"), (note,))


def _checked(decoded: Decoded, origin: str) -> Decoded:
    if not decoded.text.strip():
        raise InputError(f"{origin}: is empty; give a file with an article in it")
    return decoded
