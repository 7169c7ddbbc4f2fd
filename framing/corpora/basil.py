"""BASIL: 300 US political news articles, three outlets to an event, with spans of bias.

Fan, White, Sharma, Su, Choubey, Huang and Wang (2019): In plain sight: media bias through the
lens of factual reporting. EMNLP. https://github.com/launchnlp/BASIL

Terms: the release states no licence. Texts are the outlets'; do not redistribute them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from framing.corpora.files import Corpus, Row, find, read_json
from framing.errors import InputError
from framing.records import Article, Span

__all__ = ["BasilArticle", "BiasSpan", "read_basil"]

BASIL = Corpus("BASIL", "basil", "https://github.com/launchnlp/BASIL")


@dataclass(frozen=True, slots=True)
class BiasSpan:
    """A span that annotators marked as biased.

    Attributes:
        sentence: number of the sentence, through all paragraphs from 0; ``None`` for the title.
        span: where it stands in that sentence (or in the title), as the release has it.
        kind: ``lexical`` (the choice of words) or ``informational`` (the choice of facts).
        polarity: ``positive`` or ``negative`` toward the target.
        target: whom or what it is about.
        quoted: whether it stands in a quotation.
        text: the words.
    """

    sentence: int | None
    span: Span
    kind: Literal["lexical", "informational"]
    polarity: Literal["positive", "negative"]
    target: str
    quoted: bool
    text: str


@dataclass(frozen=True, slots=True)
class BasilArticle:
    """One article.

    Attributes:
        id: its file's name without the suffix, ``<event>_<number>``.
        event: id of the event (the release's triplet).
        number: 1, 2 or 3: which of the event's articles it is.
        outlet: ``NYT``, ``Fox News`` or ``HuffPost``.
        published: ISO date.
        url: where it was published.
        title: the headline, as the release has it; one article has none.
        paragraphs: the sentences of each paragraph, as the release has them; a few are empty.
        spans: what was marked as biased; empty where ``annotated`` is false.
        annotated: whether its annotations are part of this copy of the release.
    """

    id: str
    event: str
    number: int
    outlet: str
    published: str
    url: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    spans: tuple[BiasSpan, ...]
    annotated: bool

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences of the body, through the paragraphs; the corpus counts them from 0."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    def to_article(self) -> Article:
        """The article with the release's own sentence boundaries."""
        from framing.articles.reading import article_from_sentences

        paragraphs = [
            [sentence for sentence in paragraph if sentence.strip()]
            for paragraph in self.paragraphs
        ]
        return article_from_sentences(
            self.title,
            [paragraph for paragraph in paragraphs if paragraph],
            id=self.id,
            outlet=self.outlet,
            published=self.published,
            url=self.url,
        )

    def sentence_index(self, number: int | None) -> int:
        """The number in :meth:`to_article` of the corpus's sentence ``number`` (title: ``None``).

        Raises:
            IndexError: if there is no such sentence or it is empty.
        """
        headed = bool(self.title.strip())
        if number is None:
            if not headed:
                raise IndexError(f"{self.id} has no title")
            return 0
        if not self.sentences[number].strip():
            raise IndexError(f"{self.id}: sentence {number} is empty")
        return headed + sum(bool(before.strip()) for before in self.sentences[:number])


def read_basil(data: Path) -> tuple[BasilArticle, ...]:
    """The articles of BASIL with their spans, sorted by id.

    Args:
        data: the folder with ``articles/<year>/*.json`` and ``annotations/<year>/*_ann.json``,
            or the corpora root above it. Articles without an annotation file have no spans.

    Raises:
        InputError: if the folder is not there or a file is not in the release's format.
    """
    folder = find(data, BASIL, "articles")
    files = sorted(folder.glob("*/*.json"), key=lambda path: path.name)
    if not files:
        raise InputError(f"{folder}: no <year>/*.json there; unpack BASIL from {BASIL.source}")
    return tuple(_read(path, folder.parent / "annotations") for path in files)


OUTLETS = (("nyt", "NYT"), ("fox", "Fox News"), ("hpo", "HuffPost"))


def _read(path: Path, annotations: Path) -> BasilArticle:
    row = read_json(path)
    marked = annotations / path.parent.name / f"{path.stem}_ann.json"
    annotated = marked.exists()
    event, _, number = path.stem.rpartition("_")
    if not event or not number.isdigit():
        raise InputError(f"{path}: not named <event>_<number>.json as BASIL's articles are")
    source = str(row["source"]).lower()
    return BasilArticle(
        id=path.stem,
        event=event,
        number=int(number),
        outlet=dict(OUTLETS).get(source, source),
        published=row["date"],
        url=row["url"],
        title=row["title"],
        paragraphs=tuple(tuple(paragraph) for paragraph in row["body-paragraphs"]),
        spans=_spans(read_json(marked)) if annotated else (),
        annotated=annotated,
    )


def _spans(row: Row) -> tuple[BiasSpan, ...]:
    spans = []
    for fields in row["phrase-level-annotations"]:
        mark = Row(row.place, fields)
        where = str(mark["id"])
        if where != "title" and not (where[:1] == "p" and where[1:].isdigit()):
            raise InputError(f"{row.place}: {where!r} names no sentence; expected title or p<n>")
        spans.append(
            BiasSpan(
                sentence=None if where == "title" else int(where[1:]),
                span=Span(mark["start"], mark["end"]),
                kind="lexical" if mark["bias"] == "lex" else "informational",
                polarity="positive" if mark["polarity"] == "pos" else "negative",
                target=mark["target"],
                quoted=mark["quote"] == "yes",
                text=mark["txt"],
            )
        )
    return tuple(spans)
