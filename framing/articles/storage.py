"""Articles to JSONL and Parquet and back, exactly, with the version of the schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, cast

from framing.errors import InputError
from framing.records import Article, Quotation, Removed, Sentence, Span, Zone

__all__ = ["SCHEMA", "article_from_dict", "article_to_dict", "load_articles", "store_articles"]

SCHEMA = "framing.article/1"
_PLAIN = ("id", "outlet", "title", "text", "published", "url", "byline", "credit")
_MAY_BE_MISSING = frozenset({"published", "url", "byline", "credit"})
_ZONES = frozenset({"headline", "lead", "body", "caption"})


def article_to_dict(article: Article) -> dict[str, Any]:
    """The article as plain values that JSON can hold, with the name of the schema."""
    dateline = article.dateline
    return {
        "schema": SCHEMA,
        **{name: getattr(article, name) for name in _PLAIN},
        "sentences": [
            {"start": one.start, "end": one.end, "zone": one.zone, "paragraph": one.paragraph}
            for one in article.sentences
        ],
        "quotations": [
            {"start": one.start, "end": one.end, "closed": one.closed, "continues": one.continues}
            for one in article.quotations
        ],
        "removed": [{"text": one.text, "reason": one.reason} for one in article.removed],
        "dateline": {"start": dateline.start, "end": dateline.end}
        if dateline is not None
        else None,
        "warnings": list(article.warnings),
    }


def article_from_dict(data: Mapping[str, Any]) -> Article:
    """The article that :func:`article_to_dict` gave.

    Raises:
        InputError: if the schema is another one, or a value is missing or of the wrong kind.
    """
    if data.get("schema") != SCHEMA:
        raise InputError(
            f"not a stored article: its schema is {data.get('schema')!r}, not {SCHEMA!r}"
        )
    try:
        plain = {name: _plain(name, data[name]) for name in _PLAIN}
        text = cast(str, plain["text"])
        dateline = data["dateline"]
        return Article(
            **plain,  # type: ignore[arg-type]
            sentences=tuple(
                Sentence(index, *_offsets(one, text), _zone(one["zone"]), int(one["paragraph"]))
                for index, one in enumerate(data["sentences"])
            ),
            quotations=tuple(
                Quotation(*_offsets(one, text), bool(one["closed"]), bool(one["continues"]))
                for one in data["quotations"]
            ),
            removed=tuple(Removed(str(one["text"]), str(one["reason"])) for one in data["removed"]),
            dateline=Span(*_offsets(dateline, text)) if dateline else None,
            warnings=tuple(str(one) for one in data["warnings"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"not a stored article: {type(error).__name__} for {error}") from error


def store_articles(articles: Iterable[Article], path: str | PathLike[str]) -> None:
    """Writes articles to a ``.jsonl`` or ``.parquet`` file, whole or not at all.

    Raises:
        InputError: if the suffix is another one, or the file cannot be written.
    """
    target = Path(path)
    if target.suffix not in (".jsonl", ".parquet"):
        raise InputError(f"{target}: cannot store articles as {target.suffix!r}; use .jsonl")
    rows = [article_to_dict(article) for article in articles]
    draft = target.with_name(f".{target.name}.part")
    try:
        if target.suffix == ".jsonl":
            lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
            with draft.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(lines)
        else:
            import pyarrow
            from pyarrow import parquet

            parquet.write_table(pyarrow.Table.from_pylist(rows, schema=_arrow_schema()), draft)
        draft.replace(target)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror or error})") from error
    finally:
        draft.unlink(missing_ok=True)


def load_articles(path: str | PathLike[str]) -> list[Article]:
    """Reads the articles that :func:`store_articles` wrote.

    Raises:
        InputError: if the file is missing or is not such a file.
    """
    source = Path(path)
    try:
        if source.suffix == ".parquet":
            rows = _parquet_rows(source)
        else:
            with source.open(encoding="utf-8", newline="\n") as file:
                rows = [json.loads(line) for line in file]
    except OSError as error:
        raise InputError(f"{source}: cannot be read ({error.strerror or error})") from error
    except ValueError as error:
        raise InputError(f"{source}: is not a file of stored articles ({error})") from error
    articles = []
    for number, row in enumerate(rows, 1):
        try:
            articles.append(article_from_dict(row))
        except (InputError, AttributeError) as error:
            raise InputError(f"{source}, row {number}: {error}") from error
    return articles


def _parquet_rows(source: Path) -> list[dict[str, Any]]:
    import pyarrow
    from pyarrow import parquet

    try:
        rows: list[dict[str, Any]] = parquet.read_table(source).to_pylist()
    except pyarrow.ArrowInvalid as error:
        raise ValueError(str(error)) from error
    return rows


def _arrow_schema() -> Any:
    import pyarrow as pa

    offset = pa.int64()
    span = [("start", offset), ("end", offset)]
    sentence = pa.struct([*span, ("zone", pa.string()), ("paragraph", offset)])
    quotation = pa.struct([*span, ("closed", pa.bool_()), ("continues", pa.bool_())])
    removed = pa.struct([("text", pa.string()), ("reason", pa.string())])
    return pa.schema(
        [
            ("schema", pa.string()),
            *((name, pa.string()) for name in _PLAIN),
            ("sentences", pa.list_(sentence)),
            ("quotations", pa.list_(quotation)),
            ("removed", pa.list_(removed)),
            ("dateline", pa.struct(span)),
            ("warnings", pa.list_(pa.string())),
        ]
    )


def _plain(name: str, value: object) -> str | None:
    if isinstance(value, str) or (value is None and name in _MAY_BE_MISSING):
        return value
    raise TypeError(f"{name} {value!r}")


def _offsets(data: Mapping[str, Any], text: str) -> tuple[int, int]:
    start, end = int(data["start"]), int(data["end"])
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"offsets {start}, {end} in a text of {len(text)} characters")
    return start, end


def _zone(value: object) -> Zone:
    if value not in _ZONES:
        raise ValueError(f"zone {value!r}")
    return cast(Zone, value)
