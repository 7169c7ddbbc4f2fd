"""One normalisation for every text that comes in; offsets are fixed after it."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

__all__ = ["has_control_characters", "normalise"]

_LINE_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]")
# Characters without width: zero-width spaces and joiners, byte-order mark, soft hyphen, marks of
# writing direction, interlinear annotation, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Halves of surrogate pairs and code points that Unicode reserves: no file can hold them.
_NOT_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MANY_BREAKS = re.compile(r"\n{3,}")
# A page in Windows-1252 that was read as Latin-1 has its quotation marks and dashes here.
_WINDOWS = MappingProxyType(
    {
        chr(code): bytes([code]).decode("cp1252")
        for code in range(0x80, 0xA0)
        if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    }
)


def has_control_characters(text: str) -> bool:
    """Whether :func:`normalise` would have to replace control characters in ``text``."""
    return bool(_CONTROL.search(text) or _NOT_CHARACTERS.search(text))


def normalise(text: str) -> str:
    """``text`` in the one form the library works on.

    Unicode NFC; ``\\n`` line breaks, at most one empty line in a row, no white space at the ends
    of lines or of the text; every other white space a plain space; no zero-width characters,
    byte-order marks, soft hyphens or marks of writing direction. Control characters become their
    visible pictures (``\\x1b`` becomes ``␛``), so that they show as text and do nothing. Curly
    quotation marks stay. Applying it twice changes nothing.
    """
    text = _LINE_BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _CONTROL.sub(_picture, text)
    text = _NOT_CHARACTERS.sub("\ufffd", text)
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return _MANY_BREAKS.sub("\n\n", text).strip("\n")


def _picture(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return _WINDOWS.get(character, "\ufffd")
