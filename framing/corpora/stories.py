"""Groups of articles on one event, and a large unlabelled collection of articles.

Story clusters are merged from BASIL (Fan et al. 2019), SEESAW, MoralEvents, PAC, GVA
(LongTailQA), ECB+ (Cybulska and Vossen 2014), NewsWCL50 (Hamborg et al. 2019) and Lim et al.
(2020). Crime stories name private persons: never quote them.

AllSides 10k: Baly, Da San Martino, Glass and Nakov (2020): We can detect your bias: predicting the
political ideology of news articles. EMNLP. Terms: Apache-2.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from framing.corpora.files import Corpus, Row, find, read_json_lines

__all__ = ["Story", "StoryArticle", "read_allsides", "read_story_clusters"]

CLUSTERS = Corpus("the story clusters", "story-clusters", "the project's shared corpora")
ALLSIDES = Corpus(
    "AllSides 10k", "allsides-10k", "https://github.com/ramybaly/Article-Bias-Prediction"
)


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article as the collections have it; unknown fields are empty.

    Attributes:
        id: its id in the collection.
        outlet: who published it.
        title: the headline.
        published: ISO date.
        url: where it was published.
        text: the running text; paragraphs are separated by line breaks. Where a collection has
            sentences only, they are joined by spaces.
        sentences: its sentences, where the collection has them.
        topic: the topic, where the collection has one.
    """

    id: str
    outlet: str
    title: str
    published: str
    url: str
    text: str
    sentences: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event, and the collection they come from."""

    id: str
    source: str
    articles: tuple[StoryArticle, ...]


def read_story_clusters(data: Path) -> tuple[Story, ...]:
    """The stories, in the order of the file.

    Args:
        data: the folder with ``clusters.jsonl.gz`` (or ``clusters.jsonl``), or the corpora root.

    Raises:
        InputError: if the file is missing or not in the expected format.
    """
    path = find(data, CLUSTERS, "clusters.jsonl.gz", "clusters.jsonl")
    return tuple(
        Story(
            str(row["cluster"]),
            str(row["source"]),
            tuple(_article(Row(row.place, fields), "date") for fields in row["docs"]),
        )
        for row in read_json_lines(path)
    )


def read_allsides(data: Path) -> tuple[StoryArticle, ...]:
    """The articles of AllSides 10k, in the order of the file.

    Args:
        data: the folder with ``articles.jsonl.gz`` (or ``articles.jsonl``), or the corpora root.

    Raises:
        InputError: if the file is missing or not in the expected format.
    """
    path = find(data, ALLSIDES, "articles.jsonl.gz", "articles.jsonl")
    return tuple(_article(row, "published") for row in read_json_lines(path))


def _article(row: Row, date: str) -> StoryArticle:
    sentences = tuple(row.fields.get("sentences") or ())
    return StoryArticle(
        id=str(row["id"]),
        outlet=row["outlet"] or "",
        title=row["title"] or "",
        published=row[date] or "",
        url=row["url"] or "",
        text=" ".join(sentences) if sentences else row["text"],
        sentences=sentences,
        topic=row.fields.get("topic") or "",
    )
