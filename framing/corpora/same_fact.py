"""Same-fact links: which sentences of different outlets' articles report the same fact.

Made for this project: machine-assisted annotation of BASIL events and of events of other domains,
by a written guide; ``dev`` and ``dev-other`` carry two independent passes. ``sure`` links were
made in both passes, the others are *possible*, as in Och and Ney (2003): A systematic comparison
of various statistical alignment models. Computational Linguistics 29(1).

Terms: stand-off ids and labels only; the texts are BASIL's and the outlets'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from framing.corpora.basil import BasilArticle, read_basil
from framing.corpora.files import Corpus, Row, find, read_json_lines, read_text
from framing.errors import InputError
from framing.records import Article, Relation, SentenceRef

__all__ = ["DIFFERENCE_LABELS", "Event", "GoldLink", "SameFactSplit", "read_same_fact"]

SameFactSplit = Literal["train", "dev", "dev-other"]
DIFFERENCE_LABELS = (
    "number",
    "date",
    "actor",
    "conflict",
    "attribution",
    "certainty",
    "wording",
)

SAME_FACT = Corpus("the same-fact links", "same-fact", "the project's shared corpora")


@dataclass(frozen=True, slots=True)
class GoldLink:
    """Two sentences that report at least one same fact.

    Attributes:
        left: the sentence of the article with the lower number.
        right: the sentence of the other.
        relation: ``same`` or ``partial``.
        sure: whether every pass linked it; links of a single pass (``train``) are all sure.
        relation_agreed: whether every pass gave it the same relation.
        differences: how the two tellings differ, where every pass says so.
        possible_differences: where only one of two passes says so.
    """

    left: SentenceRef
    right: SentenceRef
    relation: Relation
    sure: bool = True
    relation_agreed: bool = True
    differences: tuple[str, ...] = ()
    possible_differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """The articles on one event and the gold links between their sentences.

    Attributes:
        id: the event.
        articles: the articles, by number; the id of each is ``<event>_<number>``.
        links: the links, in the order of the file; sentence numbers are those of the articles,
            so the headline, where there is one, is 0.
    """

    id: str
    articles: tuple[Article, ...]
    links: tuple[GoldLink, ...]


def read_same_fact(data: Path, split: SameFactSplit) -> tuple[Event, ...]:
    """The events of one split, in the order of the file.

    Args:
        data: the corpora root, or the folder with ``<split>.jsonl``. ``train`` and ``dev`` need
            BASIL in a folder ``basil`` beside it, ``dev-other`` its folder ``dev-other-texts``.
        split: ``train``, ``dev`` or ``dev-other``.

    Raises:
        InputError: if a file is missing or a link names a sentence that is not there.
    """
    path = find(data, SAME_FACT, f"{split}.jsonl")
    groups: dict[str, list[Row]] = {}
    for row in read_json_lines(path):
        groups.setdefault(str(row["triplet"]), []).append(row)
    if not groups:
        raise InputError(f"{path}: no links in it; take the file as it was released")
    if split == "dev-other":
        documents = _other_documents(find(data, SAME_FACT, f"{split}-texts"))
    else:
        documents = _basil_documents(read_basil(path.parent), groups)
    return tuple(_event(event, rows, documents) for event, rows in groups.items())


@dataclass(frozen=True, slots=True)
class _Document:
    """An article with the corpus's sentence id -> number in the article."""

    number: str
    article: Article
    indices: dict[str, int]


def _event(event: str, rows: list[Row], documents: dict[str, list[_Document]]) -> Event:
    if event not in documents:
        raise InputError(f"{rows[0].place}: there are no texts for the event {event}")
    by_number = {document.number: document for document in documents[event]}

    def sentence(row: Row, side: str) -> SentenceRef:
        number, _, name = str(row[side]).partition(":")
        document = by_number.get(number)
        if document is None or name not in document.indices:
            raise InputError(f"{row.place}: {row[side]} names no sentence of {event}")
        return SentenceRef(document.article.id, document.indices[name])

    links = tuple(
        GoldLink(
            left=sentence(row, "a"),
            right=sentence(row, "b"),
            relation=row["label"],
            sure=bool(row.fields.get("sure", True)),
            relation_agreed=bool(row.fields.get("label_agreed", True)),
            differences=tuple(row["diff"]),
            possible_differences=tuple(row.fields.get("diff_possible", ())),
        )
        for row in rows
    )
    return Event(event, tuple(document.article for document in documents[event]), links)


def _basil_documents(
    articles: Iterable[BasilArticle], wanted: Iterable[str]
) -> dict[str, list[_Document]]:
    documents: dict[str, list[_Document]] = {event: [] for event in wanted}
    for source in articles:
        if source.event not in documents:
            continue
        names = [str(n) for n, sentence in enumerate(source.sentences) if sentence.strip()]
        if source.title.strip():
            names.insert(0, "T")
        indices = {name: index for index, name in enumerate(names)}
        documents[source.event].append(_Document(str(source.number), source.to_article(), indices))
    return {event: found for event, found in documents.items() if found}


HEADER = re.compile(r"### DOC (\S+)\s+outlet=(.*?)\s*date=(\S*)$")
LINE = re.compile(r"\[(\d+):(\d+|T)\] (.*)$")


def _other_documents(folder: Path) -> dict[str, list[_Document]]:
    documents: dict[str, list[_Document]] = {}
    for path in sorted(folder.glob("*.txt")):
        lines = read_text(path).splitlines()
        if not lines or not lines[0].startswith("TRIPLET "):
            raise InputError(f"{path}: its first line does not name the event (TRIPLET <id>)")
        event = lines[0].removeprefix("TRIPLET ").strip()
        documents[event] = _read_texts(path, event, lines[1:])
    return documents


def _read_texts(path: Path, event: str, lines: list[str]) -> list[_Document]:
    from framing.articles.reading import article_from_sentences

    heads: dict[str, tuple[str, str]] = {}
    texts: dict[str, list[tuple[str, str]]] = {}
    for number, line in enumerate(lines, start=2):
        if header := HEADER.match(line):
            heads[header[1]] = header[2], header[3]
        elif found := LINE.match(line):
            texts.setdefault(found[1], []).append((found[2], found[3]))
        elif line.strip():
            raise InputError(f"{path}:{number}: neither '### DOC ...' nor '[d:n] text'")
    documents = []
    for number_, sentences in texts.items():
        outlet, published = heads.get(number_, ("", ""))
        sentences = [(name, text) for name, text in sentences if text.strip()]
        titles = [text for name, text in sentences if name == "T"]
        names = ["T"] * bool(titles) + [name for name, _ in sentences if name != "T"]
        article = article_from_sentences(
            titles[0] if titles else "",
            [[text] for name, text in sentences if name != "T"],
            id=f"{event}_{number_}",
            outlet=outlet,
            published=published or None,
        )
        documents.append(
            _Document(number_, article, {name: index for index, name in enumerate(names)})
        )
    return documents
