"""Sources: whether "he", "Wilkes" and "the ministry" are traced to the one who is named.

On PolNeAR's development part. Its sources are gold, but who they are is read from its layer of
automatic coreference (CoreNLP), which is silver: a disagreement is not always an error.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.classifiers.entities import EntityRecognizer
from framing.corpora import PolnearDocument, read_polnear
from framing.corpora.silver_names import is_same_name, silver_mentions
from framing.evaluation.measures import Floats, mean, precision, recall
from framing.evaluation.scorecard import Scorecard, Sheet
from framing.evaluation.systems import load_annotators
from framing.records import Annotation, Article, Span

__all__ = ["Item", "evaluate", "read_items"]

KINDS = ("pronouns", "parts of names", "descriptions")
DEV = "PolNeAR dev, silver names"
ORIGIN = (
    "The corpus's own development part, its coreference by CoreNLP. The rules' weights were "
    "fitted on the training part, the baseline on nothing."
)
PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "their", "it", "its"})


@dataclass(frozen=True, slots=True)
class Item:
    """A source that does not give the whole name, and the names that silver coreference gives it.

    Attributes:
        source: where it stands.
        kind: one of :data:`KINDS`.
        names: the names of its chain.
    """

    source: Span
    kind: str
    names: tuple[str, ...]


System = Callable[[Sequence[Article], Sequence[Sequence[Item]]], list[list[str]]]


def evaluate(data: Path, progress: Callable[[str], None], beside: Sequence[Path] = ()) -> Scorecard:
    """How often a source that is not named in full is traced to a name, and to the right one."""
    main = [(f"{DEV}: {kind}", "recall") for kind in KINDS[:2]]
    sheet = Sheet("sources", main=main)
    progress("reading the corpus")
    documents = [each for each in read_polnear(data, "dev") if each.silver_coreference]
    articles = [each.to_article() for each in documents]
    items = [read_items(each) for each in documents]
    systems: dict[str, System] = {
        name: _from_annotator(classifier.annotate)
        for name, classifier in load_annotators("attribution", sheet, beside).items()
    }
    systems["the person named last"] = named_last
    answers = {}
    for system, answer in systems.items():
        progress(f"PolNeAR dev: {system}")
        answers[system] = answer(articles, items)
    for kind in KINDS:
        sources = sum(each.kind == kind for found in items for each in found)
        split = sheet.split(
            f"{DEV}: {kind}",
            "document",
            len(documents),
            items=(sources, "source"),
            origin=ORIGIN,
        )
        for system, answered in answers.items():
            statistics = [_count(*pair, kind) for pair in zip(items, answered, strict=True)]
            measures = {"precision": precision, "coverage": coverage, "recall": recall}
            split.add(system, statistics, measures)
    sheet.notes += [
        'Gold sources that are a pronoun, a part of a name or a description with "the", where '
        "CoreNLP's coreference gives a name. It is silver: it errs too, most on descriptions.",
        "Coverage: the share for which a name is given; a source that was not found has none.",
    ]
    return sheet.finish()


def coverage(sums: Floats) -> Floats:
    """The share of what was asked that was answered."""
    return mean(sums[..., [0, 2]])


def read_items(document: PolnearDocument) -> list[Item]:
    """The sources of a document that do not name somebody in full and have a name in its layer."""
    mentions = silver_mentions(document)
    found = []
    for source in sorted({each.source[0] for each in document.attributions if each.source}):
        inside = [each for each in mentions.get(source.start, ()) if each.end <= source.end]
        if not inside or not inside[-1].names:
            continue
        mention = inside[-1]
        words = len(mention.name.split())
        if mention.words[0] in PRONOUNS and len(mention.words) == 1:
            found.append(Item(source, "pronouns", mention.names))
        elif mention.name and any(len(name.split()) > words for name in mention.names):
            found.append(Item(source, "parts of names", mention.names))
        elif mention.words[0] in ("the", "that", "this") and not mention.name:
            found.append(Item(source, "descriptions", mention.names))
    return found


def _count(items: Sequence[Item], answers: Sequence[str], kind: str) -> list[float]:
    asked = [pair for pair in zip(items, answers, strict=True) if pair[0].kind == kind]
    given = [(item, name) for item, name in asked if name]
    right = sum(any(is_same_name(name, each) for each in item.names) for item, name in given)
    return [len(given), right, len(asked), right]


def _from_annotator(annotate: Callable[[Sequence[Article]], list[list[Annotation]]]) -> System:
    def answer(articles: Sequence[Article], items: Sequence[Sequence[Item]]) -> list[list[str]]:
        return [
            [_name_given(found, item.source) for item in asked]
            for found, asked in zip(annotate(articles), items, strict=True)
        ]

    return answer


def _name_given(found: Sequence[Annotation], source: Span) -> str:
    for each in found:
        if any(span.overlaps(source) for span in each.parts.get("source", ())):
            return str(each.properties.get("source_name") or "")
    return ""


def named_last(articles: Sequence[Article], items: Sequence[Sequence[Item]]) -> list[list[str]]:
    """The baseline that takes the person named last before the source, or in it."""
    made = []
    for found, asked in zip(EntityRecognizer().annotate(articles), items, strict=True):
        people = [each for each in found if each.label == "person"]
        starts = [each.start for each in people]
        names = []
        for item in asked:
            limit = item.source.end if item.kind == "parts of names" else item.source.start
            at = bisect_left(starts, limit) - 1
            names.append(str(people[at].properties.get("name")) if at >= 0 else "")
        made.append(names)
    return made
