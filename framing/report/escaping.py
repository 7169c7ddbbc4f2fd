"""Article text is hostile: how each view shows it as text, and never as anything else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["csv_cell", "exact_html", "markdown_text", "safe_url", "shorten", "visible"]

# Characters that a reader cannot see but a terminal, a browser or an editor may act on: control
# characters, line and paragraph separators, bidirectional embeddings, overrides and isolates,
# interlinear annotation, lone surrogates. Tab and newline count as white space instead.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
# Not representable in an HTML document at all; the HTML standard replaces them by U+FFFD.
_NOT_IN_HTML = re.compile("[\x00\ud800-\udfff]")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]|~#!$@]")
_MARKDOWN_LINE_START = re.compile(r"^(?:([-+=])|(\d{1,9})([.)])(?=\s|$))")
# What GitHub-flavoured Markdown turns into links by itself, and the schemes that run as code in
# a viewer that gets an escaped bracket wrong.
_MARKDOWN_AUTOLINK = re.compile(
    r"(?i)(?P<scheme>[a-z]):(?=//)|\b(?P<host>www)\.|(?P<named>mailto|xmpp|javascript|vbscript):"
)
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def _code_point(match: re.Match[str]) -> str:
    return f"[U+{ord(match.group()):04X}]"


def visible(text: str) -> str:
    """The text on one line, with characters that act instead of showing written as ``[U+001B]``."""
    return _ACTING.sub(_code_point, " ".join(text.split(" ")).replace("\n", " ").replace("\t", " "))


def shorten(text: str, limit: int) -> str:
    """The text, cut after a word with an ellipsis when it is longer than ``limit`` characters."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head).rstrip() + "…"


def exact_html(text: str) -> str:
    """HTML whose text content is exactly ``text``, with acting characters isolated and visible.

    Each acting character stays in the document, alone in a ``<bdi>`` that confines its effect; the
    style sheet writes its code point beside it. A NUL and a lone surrogate, which HTML cannot
    hold, become U+FFFD.
    """
    return _ACTING.sub(_isolated, text.translate(_HTML))


def _isolated(match: re.Match[str]) -> str:
    character = _NOT_IN_HTML.sub("\ufffd", match.group()).replace("\r", "&#13;")
    return f'<bdi class="unseen" data-code="U+{ord(match.group()):04X}">{character}</bdi>'


def markdown_text(text: str) -> str:
    """The text for a Markdown document: no HTML, link, image, heading, list, table or code in it.

    Every character that could start one is escaped with a backslash or an entity (CommonMark 0.31,
    sections 2.4 and 2.5); addresses that GitHub would link by itself are broken up.
    """
    safe = _MARKDOWN.sub(r"\\\g<0>", visible(text).strip())
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = _MARKDOWN_AUTOLINK.sub(_broken_link, safe)
    return _MARKDOWN_LINE_START.sub(_escaped_start, safe)


def _broken_link(match: re.Match[str]) -> str:
    if match["host"]:
        return f"{match['host']}\\."
    return f"{match['scheme'] or match['named']}\\:"


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def csv_cell(text: str) -> str:
    """The text for a cell of a CSV file that a spreadsheet may open.

    A spreadsheet runs a cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or a line break as
    a formula (CWE-1236); such a cell gets an apostrophe in front. Acting characters are written
    out as ``[U+001B]``. The JSON view keeps the text untouched.
    """
    written = _ACTING.sub(_code_point, text)
    return f"'{written}" if text.startswith(_FORMULA_STARTS) else written


def safe_url(url: str | None) -> str | None:
    """The address if it is plain ``http`` or ``https`` and may be linked, else ``None``."""
    if not url or _ACTING.search(url) or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
