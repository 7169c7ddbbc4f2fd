"""Articles from files, folders, addresses, data frames and standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.articles.assembly import article_from_sentences, assemble, make_article
from framing.articles.decoding import Decoded, decode
from framing.articles.formats import (
    Found,
    read_csv,
    read_frame,
    read_html,
    read_json,
    read_json_lines,
    read_table,
    read_text,
)
from framing.errors import InputError
from framing.records import Article

if TYPE_CHECKING:
    import pandas

    Source = str | PathLike[str] | pandas.DataFrame

__all__ = ["article_from_sentences", "make_article", "read_articles"]

SUFFIXES = (".txt", ".html", ".htm", ".json", ".jsonl", ".csv", ".parquet")
STANDARD_INPUT = "standard input"
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# Possessive, so that many comments cost one pass.
_LOOKS_LIKE_HTML = re.compile(
    r"(?:\s*+<(?:!--(?>(?s:.*?)-->)|\?[^>]*+>))*+"
    r"\s*+<(?:!doctype|html|head|body|article|main|section|div|p|h1|meta|title)\b",
    re.IGNORECASE,
)
_LOOKS_LIKE_JSON = re.compile(r"""\s*(?:\{\s*["}]|\[\s*[\[\]{"])""")
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_TIMEOUT = 30  # seconds
_LARGEST_PAGE = 50_000_000  # bytes


def read_articles(
    sources: Source | Iterable[Source], *, outlets: Sequence[str] = ()
) -> list[Article]:
    """Reads articles, in the order of the sources.

    Args:
        sources: files (``.txt``, ``.html``, ``.json``; many articles in ``.jsonl``, ``.csv``,
            ``.parquet``), folders of these (sorted by name, without their subfolders), addresses,
            ``-`` for standard input, or data frames; fields ``id, outlet, title, text, published,
            url``. One source may stand alone.
        outlets: the outlets' names, one an article; by default from the file, else from a
            credit in the text, else the file's name.

    Raises:
        InputError: if a source cannot be read, holds no article, or two articles are the same.
    """
    found: list[tuple[Found, str]] = []
    for source in _listed(sources):
        found += _read(source)
    if outlets and len(outlets) != len(found):
        raise InputError(
            f"{len(outlets)} outlet(s) for {len(found)} article(s); "
            "name an outlet once per article, or leave them all out"
        )
    named = [name.strip() for name in outlets] or [""] * len(found)
    if outlets and not all(named):
        raise InputError("an outlet's name is empty; give a name, or leave all outlets out")
    articles = []
    for (one, fallback), name in zip(found, named, strict=True):
        draft = replace(one.draft, outlet=name) if name else one.draft
        try:
            articles.append(assemble(draft, fallback))
        except InputError as error:
            raise InputError(f"{one.origin}: {error}") from None
    return _distinct([one for one, _ in found], articles)


def _listed(sources: Source | Iterable[Source]) -> list[Any]:
    if isinstance(sources, str | PathLike) or hasattr(sources, "columns"):
        return [sources]
    if not isinstance(sources, Iterable):
        return [sources]
    listed = list(sources)
    if not listed:
        raise InputError("no article is given; name at least one file, folder or address")
    if listed.count("-") > 1:
        raise InputError("standard input (-) is given twice; it can be read once")
    return listed


def _read(source: Any) -> list[tuple[Found, str]]:
    """The drafts of one source, each with the outlet's name to fall back on."""
    if hasattr(source, "columns"):
        return [(one, "data frame") for one in read_frame(source, "the data frame")]
    if not isinstance(source, str | PathLike):
        raise InputError(
            f"cannot read articles from {type(source).__name__}; give a path, an address or a "
            "data frame"
        )
    name = str(source)
    if name == "-":
        data = sys.stdin.buffer.read() if sys.stdin else b""  # None when it is closed
        decoded = decode(data, STANDARD_INPUT)
        return [(one, STANDARD_INPUT) for one in _by_content(decoded, STANDARD_INPUT)]
    if _ADDRESS.fullmatch(name):
        return _fetch(name)
    if _OTHER_SCHEME.match(name):
        raise InputError(f"{name}: cannot be fetched; give an address with http:// or https://")
    path = Path(source)
    if not name.strip() or "\0" in name:
        raise InputError(f"{name!r:.80} is not the name of a file; give a path")
    try:
        return _read_folder(path) if path.is_dir() else _read_file(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"{path}: cannot be read ({reason}); check the path") from None


def _read_folder(folder: Path) -> list[tuple[Found, str]]:
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    files = [entry for entry in entries if entry.suffix.lower() in SUFFIXES and entry.is_file()]
    if not files:
        below = [entry.name for entry in entries if entry.is_dir()]
        hint = f"; it has the folders {', '.join(below)[:200]}: name one of them" if below else ""
        raise InputError(f"{folder}: holds no articles ({', '.join(SUFFIXES)}){hint}")
    found = [pair for file in files for pair in _read_file(file)]
    passed_over = [entry.name for entry in entries if entry not in set(files)]
    if passed_over:
        note = f"in the folder {folder.name} these were not read: {', '.join(passed_over)[:300]}"
        first, fallback = found[0]
        draft = replace(first.draft, warnings=(*first.draft.warnings, note))
        found[0] = (replace(first, draft=draft), fallback)
    return found


def _read_file(path: Path) -> list[tuple[Found, str]]:
    origin = str(path)
    if not path.exists():
        raise InputError(f"{origin}: there is no such file; check the path")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        shown = f"the unknown suffix {suffix!r}" if suffix else "no suffix"
        raise InputError(f"{origin}: has {shown}; give one of {', '.join(SUFFIXES)}")
    return [(one, path.stem) for one in _read_known(path, suffix, origin)]


def _read_known(path: Path, suffix: str, origin: str) -> list[Found]:
    if suffix == ".parquet":
        if not path.stat().st_size:
            raise InputError(f"{origin}: is empty; give a file with an article in it")
        return read_table(path, origin)
    decoded = decode(path.read_bytes(), origin)
    if suffix == ".txt":
        return [read_text(decoded, origin)]
    if suffix in (".html", ".htm"):
        return [read_html(decoded, origin)]
    if suffix == ".json":
        return read_json(decoded, origin)
    if suffix == ".jsonl":
        return read_json_lines(decoded, origin)
    return read_csv(decoded, origin)


def _by_content(decoded: Decoded, origin: str) -> list[Found]:
    """Text without a file name: JSON, HTML or plain text, as it looks."""
    text = decoded.text.lstrip()
    if _LOOKS_LIKE_JSON.match(text):
        many = text.startswith("{") and re.search(r"\}[ \t\r]*\n\s*\{", text) is not None
        return read_json_lines(decoded, origin) if many else read_json(decoded, origin)
    if _LOOKS_LIKE_HTML.match(text):
        return [read_html(decoded, origin)]
    return [read_text(decoded, origin)]


def _fetch(address: str) -> list[tuple[Found, str]]:
    """The article at an address: the only use of the network."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.parse import urlsplit
    from urllib.request import Request, urlopen

    try:
        host = urlsplit(address).hostname or address
        request = Request(address, headers={"User-Agent": "Mozilla/5.0 (compatible; framing)"})
        with urlopen(request, timeout=_TIMEOUT) as answer:
            data = answer.read(_LARGEST_PAGE)
            declared = answer.headers.get_content_charset()
    except HTTPError as error:
        raise InputError(f"{address}: the server answered {error.code} {error.reason}") from None
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(f"{address}: could not be fetched ({reason}); save the page") from None
    decoded = decode(data, address, declared=declared)
    if _LOOKS_LIKE_HTML.match(decoded.text):
        return [(read_html(decoded, address, address), host)]
    return [
        (replace(one, draft=replace(one.draft, url=one.draft.url or address)), host)
        for one in _by_content(decoded, address)
    ]


def _distinct(found: Sequence[Found], articles: Sequence[Article]) -> list[Article]:
    """The articles, checked for double ids and double texts.

    Two rows of a table may hold the same agency text under different outlets, which is told in a
    warning; two files with the same text are a mistake.
    """
    texts: dict[str, int] = {}
    ids: dict[str, int] = {}
    checked = []
    for index, (one, article) in enumerate(zip(found, articles, strict=True)):
        body = article.text.removeprefix(article.title)
        first = texts.setdefault(body, index)
        if first != index:
            other = found[first]
            syndicated = (
                one.draft.outlet
                and other.draft.outlet
                and one.draft.outlet != other.draft.outlet
                and (one.from_table or other.from_table)
            )
            if one.origin == other.origin:
                raise InputError(f"{one.origin}: is given twice; give each article once")
            if not syndicated:
                raise InputError(
                    f"{one.origin}: has the same text as {other.origin}; give each article once"
                )
            note = f"the text is the same as that of {other.origin}"
            article = replace(article, warnings=(*article.warnings, note))
        twin = ids.setdefault(article.id, index)
        if twin != index:
            raise InputError(
                f"{one.origin}: has the same id {article.id!r} as {found[twin].origin}; "
                "give each article its own id"
            )
        checked.append(article)
    return checked
