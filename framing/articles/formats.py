"""What each kind of file holds: text, HTML, JSON and tables to drafts of articles."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.articles.assembly import Draft
from framing.articles.decoding import Decoded
from framing.articles.normalisation import normalise
from framing.articles.segmentation import split_sentences
from framing.errors import InputError

if TYPE_CHECKING:
    import pandas

__all__ = [
    "Found",
    "read_csv",
    "read_frame",
    "read_html",
    "read_json",
    "read_json_lines",
    "read_table",
    "read_text",
]

FIELDS = ("id", "outlet", "title", "text", "published", "url", "byline")
_HEADER = re.compile(r"(outlet|date|url|byline)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_GAP = re.compile(r" {2,}")
_LONGEST_HEADLINE = 300
_SHORTEST_HEADLINE = 3  # words, before a gap that parts the headline from what follows it
# How a sentence or a dateline ends, and a headline does not: else the gap is a slip of the key.
_ENDS_OF_TEXT = (".", "!", "?", "—", "–", "-", '"', "”", "'", "’")
# Thai to Khmer, kana and Han: scripts that part no words, so a run of letters holds several.
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]{5}")
_BARE_HOST = re.compile(r"^(?:www|m|mobile|amp|edition)\.")


@dataclass(frozen=True, slots=True)
class Found:
    """A draft and where it was found, for messages.

    Attributes:
        draft: the article as its file gives it.
        origin: file, and row or line where the file holds many.
        from_table: whether it is one of many in a file.
    """

    draft: Draft
    origin: str
    from_table: bool = False


def read_text(decoded: Decoded, origin: str) -> Found:
    """A plain text: optional header lines, the headline, the body.

    The header lines are ``Outlet:``, ``Date:``, ``URL:`` and ``Byline:``. A first line that is
    too long for a headline is taken as body, with a warning; where a gap of spaces parts the
    headline from a summary, as in some exports, it ends there.

    Raises:
        InputError: if there is nothing but a headline.
    """
    lines = normalise(decoded.text).split("\n")
    header: dict[str, str] = {}
    at = 0
    while at < len(lines):
        found = _HEADER.fullmatch(lines[at])
        if found:
            header[found.group(1).lower()] = found.group(2).strip()
        elif lines[at]:
            break
        at += 1
    title = lines[at] if at < len(lines) else ""
    if title.endswith(":") and "".join(lines[at + 1 : at + 2]):
        at += 1
        title = f"{title} {lines[at]}"  # "EXCLUSIVE:" above the headline proper
    body = "\n".join(lines[at + 1 :])
    warnings = list(decoded.warnings)
    gap = _GAP.search(title)
    if (
        gap
        and len(title[: gap.start()].split()) >= _SHORTEST_HEADLINE
        and title.endswith(_ENDS_OF_TEXT)
    ):
        title, body = title[: gap.start()], f"{title[gap.end() :]}\n{body}"
    elif len(title) > _LONGEST_HEADLINE or (not body.strip() and len(split_sentences(title)) > 1):
        title, body = "", f"{title}\n{body}"
        warnings.append("no headline: the first line was read as the first paragraph")
    if not _has_words(body):
        raise InputError(
            f"{origin}: holds no article, only {_shown(title or body) or 'header lines'}; "
            "the first line is the headline, and the text follows it"
        )
    draft = Draft(
        title,
        body,
        outlet=header.get("outlet", ""),
        published=header.get("date"),
        url=header.get("url"),
        byline=header.get("byline"),
        warnings=tuple(warnings),
    )
    return Found(draft, origin)


def read_html(decoded: Decoded, origin: str, url: str | None = None) -> Found:
    """A web page, by trafilatura: headline, text, outlet, date, author, address, captions.

    Raises:
        InputError: if no article text is found in it.
    """
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    # Short articles are articles too; by default they fall back to text without paragraphs.
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "20"
    page = trafilatura.load_html(decoded.text)
    captions = _captions(page) if page is not None else ()
    document = page is not None and trafilatura.bare_extraction(
        decoded.text,
        url=url,
        include_comments=False,
        with_metadata=True,
        # By default no date after today is believed, and the result would depend on the clock.
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": "2999-12-31",
        },
        config=config,
    )
    if not document or not (document.text or "").strip():
        raise InputError(f"{origin}: no article text was found in the page; save it as text")
    text = re.sub(r"(?m)^- ", "", document.text)
    host = _BARE_HOST.sub("", document.hostname or "")
    draft = Draft(
        document.title or "",
        text,
        outlet=(document.sitename or host).removeprefix("@"),
        published=document.date,
        url=document.url or url,
        byline=document.author,
        captions=captions,
        warnings=decoded.warnings,
    )
    return Found(_with_body(draft, origin), origin)


def read_json(decoded: Decoded, origin: str) -> list[Found]:
    """A JSON file: one article, or a list of them.

    Raises:
        InputError: if it is not JSON, or not an object with a text.
    """
    data = _parse(decoded.text, origin)
    if not isinstance(data, list):
        return [_from_record(data, origin, decoded.warnings)]
    if not data:
        raise InputError(f"{origin}: holds an empty list; give at least one article")
    return [
        _from_record(one, f"{origin}, item {number}", decoded.warnings, many=True)
        for number, one in enumerate(data, 1)
    ]


def read_json_lines(decoded: Decoded, origin: str) -> list[Found]:
    """A file with one JSON object a line.

    Raises:
        InputError: if a line is not JSON, or not an object with a text.
    """
    found = []
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if line.strip():
            where = f"{origin}, line {number}"
            record = _parse(line, where)
            found.append(_from_record(record, where, decoded.warnings, many=True))
    return found


def read_table(path: Path, origin: str) -> list[Found]:
    """A Parquet file with one article a row.

    Raises:
        InputError: if it cannot be read, or has no column ``text``.
    """
    import pandas

    try:
        frame = pandas.read_parquet(path)
    except Exception as error:
        # pyarrow raises many kinds of error for a file that is not Parquet.
        raise InputError(f"{origin}: is not a readable Parquet file ({_shown(error)})") from error
    return read_frame(frame, origin)


def read_csv(decoded: Decoded, origin: str) -> list[Found]:
    """A CSV file with one article a row, under a row of column names.

    Raises:
        InputError: if it is not a table, or has no column ``text``.
    """
    import io

    import pandas

    try:
        # The names are read as a row, so that a row with more fields than names is an error:
        # otherwise a text with commas and no quotation marks around it would be cut.
        rows = pandas.read_csv(
            io.StringIO(decoded.text), dtype=str, keep_default_na=False, header=None
        )
    except (ValueError, pandas.errors.ParserError) as error:
        raise InputError(
            f"{origin}: is not a readable CSV file ({_shown(error)}); part the columns by commas "
            "and put quotation marks around each text"
        ) from error
    frame = rows.iloc[1:].set_axis(rows.iloc[0].tolist(), axis="columns")
    return read_frame(frame, origin, decoded.warnings)


def read_frame(frame: pandas.DataFrame, origin: str, warnings: tuple[str, ...] = ()) -> list[Found]:
    """A table with one article a row.

    Raises:
        InputError: if it has no row, or no column ``text``.
    """
    names = [str(column).strip().lower() for column in frame.columns]
    twice = sorted(name for name in FIELDS if names.count(name) > 1)
    if twice:
        raise InputError(f"{origin}: has more than one column {twice[0]!r}; leave one")
    if "text" not in names:
        present = ", ".join(str(column) for column in frame.columns) or "none"
        raise InputError(f"{origin}: has no column 'text'; its columns are: {present[:300]}")
    if frame.empty:
        raise InputError(f"{origin}: has no rows; give at least one article")
    columns = {name: frame.iloc[:, names.index(name)].tolist() for name in FIELDS if name in names}
    return [
        _from_record(
            {name: values[index] for name, values in columns.items()},
            f"{origin}, row {index + 1}",
            warnings,
            many=True,
        )
        for index in range(len(frame))
    ]


def _has_words(text: str) -> bool:
    """Whether there is more than one word, in whatever script."""
    return len(text.split()) > 1 or _WITHOUT_SPACES.search(text) is not None


def _with_body(draft: Draft, origin: str) -> Draft:
    if not _has_words(draft.text):
        raise InputError(f"{origin}: holds no article text; give the text of the article")
    return draft


def _captions(page: Any) -> tuple[str, ...]:
    """The captions of the pictures in the article of a parsed page, each once."""
    within = "//article//figcaption | //main//figcaption"
    seen: dict[str, None] = {}
    for element in page.xpath(within):
        if not element.xpath("ancestor::aside | ancestor::nav | ancestor::footer"):
            text = " ".join("".join(element.itertext()).split())
            seen[text] = None
    return tuple(text for text in seen if text)


def _parse(text: str, origin: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if ", line " not in origin else ""
        where = f"{line}column {error.colno}"
        raise InputError(f"{origin}: is not valid JSON: {error.msg} at {where}") from None
    except RecursionError:
        raise InputError(f"{origin}: is not an article: its JSON is nested too deep") from None
    except ValueError as error:
        raise InputError(f"{origin}: is not readable JSON: {_shown(error)}") from None


def _from_record(
    record: Any, origin: str, warnings: tuple[str, ...] = (), *, many: bool = False
) -> Found:
    """The draft in a mapping of field names to values."""
    if not isinstance(record, Mapping):
        raise InputError(
            f"{origin}: holds {type(record).__name__}, not an object with the fields "
            f"{', '.join(FIELDS[:6])}"
        )
    given = {str(name).strip().lower(): value for name, value in record.items()}
    if str(schema := given.get("schema", "")).startswith("framing.") and "text" not in given:
        raise InputError(
            f"{origin}: is no article but what framing wrote ({schema}); move it elsewhere, and "
            "give corrections with --corrections"
        )
    fields = {name: _text_of(given.get(name), name, origin) for name in FIELDS}
    if not fields["text"]:
        names = ", ".join(sorted(str(name) for name in record)) or "none"
        problem = (
            "is empty; give the text or leave the article out"
            if "text" in given
            else f"is missing; there are: {names[:300]}"
        )
        raise InputError(f"{origin}: the field 'text' {problem}")
    draft = Draft(
        fields["title"],
        fields["text"],
        outlet=fields["outlet"],
        id=fields["id"] or None,
        published=fields["published"] or None,
        url=fields["url"] or None,
        byline=fields["byline"] or None,
        warnings=warnings,
    )
    return Found(_with_body(draft, origin), origin, many)


def _text_of(value: Any, name: str, origin: str) -> str:
    """A field as text; missing values of every kind become the empty text."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, float) and math.isnan(value):
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if hasattr(value, "__len__") and not isinstance(value, str):
        raise InputError(
            f"{origin}: the field {name!r} holds a {type(value).__name__}, not a text; give a text"
        )
    return str(value).strip()


def _shown(value: object) -> str:
    """The beginning of something, on one line, for a message."""
    line = " ".join(str(value).split())
    return repr(line[:60]) if isinstance(value, str) and line else line[:160]
