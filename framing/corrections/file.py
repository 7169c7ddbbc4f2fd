"""The file that holds corrections: schema ``framing.corrections/1``.

It holds the corrected articles whole, as :mod:`framing.articles.storage` writes them, each with
the SHA-256 of its text. So a correction can be found again in a text that has changed, and the
aligner can learn from the file alone: what it weighs of two sentences depends on all the others.
Whoever passes the file on passes on the articles, as with the report itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any, cast

from framing.articles.storage import article_from_dict, article_to_dict
from framing.errors import InputError
from framing.records import Article, Correction, CorrectionKind, Passage, Relation, SentenceRef

__all__ = [
    "SCHEMA",
    "Corrections",
    "CorrectionsGiven",
    "corrections_as_json",
    "gather",
    "parse_corrections",
    "read_corrections",
    "render_corrections",
    "schema",
    "sentence_of",
    "text_digest",
]

SCHEMA = "framing.corrections/1"
_SHOWN = 60  # characters of words in a message


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections with the articles that they were made on.

    Attributes:
        articles: the articles, each with an id of its own.
        corrections: the corrections; their places are in these articles.
    """

    articles: tuple[Article, ...]
    corrections: tuple[Correction, ...]


CorrectionsGiven = Corrections | str | PathLike[str] | Iterable[Corrections | str | PathLike[str]]
"""Files of corrections, or what was read of them: one or several."""


def gather(given: CorrectionsGiven) -> tuple[Corrections, ...]:
    """The corrections, those of files read.

    Raises:
        InputError: if a file is none of corrections, or something else is given.
    """
    if isinstance(given, Corrections | str | PathLike):
        given = (given,)
    if not isinstance(given, Iterable):
        raise InputError(f"give files of corrections, not {type(given).__name__}")
    made = []
    for each in given:
        if isinstance(each, str | PathLike):
            made.append(read_corrections(each))
        elif isinstance(each, Corrections):
            made.append(each)
        else:
            raise InputError(f"{each!r:.80} is no file of corrections")
    return tuple(made)


def read_corrections(path: str | PathLike[str]) -> Corrections:
    """Reads a file of corrections.

    Raises:
        InputError: if it cannot be read or is no such file.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(
            f"{path}: cannot be read ({reason}); give a file that a report offered for download"
        ) from error
    return parse_corrections(text, str(path))


def parse_corrections(text: str, name: str = "corrections") -> Corrections:
    """The corrections that such a file holds.

    Args:
        text: content of the file.
        name: what to call it in an error.

    Raises:
        InputError: if the text does not follow the schema, or a correction names a place that is
            not in its article; one line that says which.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: is not JSON ({error}); take the file as it was saved") from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise InputError(f"{name}: is no file of corrections: its schema is not {SCHEMA!r}")
    try:
        articles = tuple(
            _article(each, f"article {number}")
            for number, each in enumerate(_list(content, "articles", "the file"), 1)
        )
        by_id = {each.id: each for each in articles}
        if len(by_id) < len(articles):
            raise InputError("two articles have the same id")
        corrections = tuple(
            _correction(each, by_id, f"correction {number}")
            for number, each in enumerate(_list(content, "corrections", "the file"), 1)
        )
    except InputError as error:
        raise InputError(f"{name}: {error}; take the file as the report saved it") from error
    return Corrections(articles, corrections)


def render_corrections(corrections: Corrections) -> str:
    """The text of the file that :func:`parse_corrections` reads; the same bytes each time."""
    content = corrections_as_json(corrections)
    # Escapes for all but ASCII: no character acts upon a terminal or an editor.
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def corrections_as_json(corrections: Corrections) -> dict[str, Any]:
    """The content of the file as JSON-ready values."""
    by_id = {each.id: each for each in corrections.articles}
    return {
        "schema": SCHEMA,
        "articles": [
            {**article_to_dict(each), "sha256": text_digest(each)} for each in corrections.articles
        ],
        "corrections": [_as_json(each, by_id) for each in corrections.corrections],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the file, as it ships with the package."""
    file = files("framing.corrections") / "schemas" / "corrections-1.json"
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def text_digest(article: Article) -> str:
    """SHA-256 of its text, by which an article is known again."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def sentence_of(passage: Passage, article: Article) -> SentenceRef | None:
    """The sentence that stands exactly there; ``None`` where the text is split otherwise."""
    sentence = article.sentence_at(passage.start)
    if sentence is None or sentence.span != passage.span:
        return None
    return SentenceRef(article.id, sentence.index)


def _as_json(correction: Correction, articles: Mapping[str, Article]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "kind": correction.kind,
        "places": [
            {
                "article": place.article,
                "start": place.start,
                "end": place.end,
                "text": place.span.of(articles[place.article].text),
            }
            for place in correction.places
        ],
    }
    if correction.kind == "link_missing":
        made["relation"] = correction.relation
    if correction.kind == "annotation_wrong":
        made |= {"task": correction.task, "label": correction.label}
    return made


def _article(content: object, what: str) -> Article:
    if not isinstance(content, dict):
        raise InputError(f"{what} is not an object")
    try:
        article = article_from_dict(content)
    except InputError as error:
        raise InputError(f"{what} is {error}") from error
    if content.get("sha256") != text_digest(article):
        raise InputError(f"{what} ({article.id}) has another text than its sha256 says")
    # What reading took out of the page has no say in a correction.
    return replace(article, removed=(), warnings=())


def _correction(content: object, articles: Mapping[str, Article], what: str) -> Correction:
    if not isinstance(content, dict):
        raise InputError(f"{what} is not an object")
    kind = content.get("kind")
    if kind not in ("link_wrong", "link_missing", "annotation_wrong"):
        raise InputError(
            f"{what} is of the kind {kind!r:.40}, not link_wrong, link_missing or annotation_wrong"
        )
    places = [_place(each, articles, what) for each in _list(content, "places", what)]
    relation, task, label = None, "", ""
    if kind == "annotation_wrong":
        if len(places) != 1:
            raise InputError(f"{what} has {len(places)} places; an annotation has one")
        task, label = _word(content, "task", what), _word(content, "label", what)
    elif len(places) != 2 or places[0].article == places[1].article:
        raise InputError(f"{what} is no pair of sentences of two articles")
    elif not all(sentence_of(each, articles[each.article]) for each in places):
        raise InputError(f"{what} has a place that is not one sentence")
    if kind == "link_missing":
        relation = content.get("relation")
        if relation not in ("same", "partial"):
            raise InputError(f"{what} has the relation {relation!r:.40}, not same or partial")
    return Correction(
        cast(CorrectionKind, kind),
        tuple(sorted(places)),
        cast("Relation | None", relation),
        task,
        label,
    )


def _place(content: object, articles: Mapping[str, Article], what: str) -> Passage:
    if not isinstance(content, dict):
        raise InputError(f"{what} has a place that is not an object")
    article = articles.get(_word(content, "article", what))
    if article is None:
        raise InputError(f"{what} names the article {content['article']!r:.80}, which is not there")
    start, end = content.get("start"), content.get("end")
    # JSON's true is Python's 1, but no offset.
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(article.text):
        raise InputError(f"{what} names no place in {article.id}: {start!r:.20} to {end!r:.20}")
    words = article.text[start:end]
    if content.get("text") != words:
        raise InputError(f"{what} does not quote what stands at its place, {words!r:.{_SHOWN}}")
    return Passage(article.id, start, end)


def _list(content: Mapping[str, Any], key: str, what: str) -> list[object]:
    value = content.get(key)
    if not isinstance(value, list):
        raise InputError(f"{what} has no list of {key}")
    return value


def _word(content: Mapping[str, Any], key: str, what: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or not value:
        raise InputError(f"{what} does not say its {key}")
    return value
