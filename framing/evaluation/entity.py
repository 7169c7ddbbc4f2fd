"""Entities: names of people, organisations and places, on PolNeAR's development part.

Newell, Margolin and Ruths (2018): An attribution relations corpus for political news. LREC. The
names are those of its CoreNLP layer (Manning et al. 2014), which is automatic: silver, not gold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.corpora import PolnearDocument, read_polnear
from framing.corpora.silver_entities import silver_entities
from framing.errors import InputError
from framing.evaluation.matching import Tokens
from framing.evaluation.measures import count_found, f1, precision, recall
from framing.evaluation.perturbations import PERTURBATIONS
from framing.evaluation.scorecard import Judged, Scorecard, Sheet, SplitSheet
from framing.evaluation.systems import load_annotators
from framing.records import Annotation, Article, Span

__all__ = ["Name", "evaluate", "read_names"]

DEV = "PolNeAR dev, silver names"
ORIGIN = (
    "The corpus's own development part, its names by CoreNLP. The rules' weights were fitted on "
    "CoreNLP's names in the training part, the baseline on nothing."
)
LABELS = ("person", "organisation", "place")
CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
CAPITALS = "capitalised words"
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a name: where, of what, and how probable it is where a system says so."""

    span: Span
    label: str
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class _Document:
    """An article with its silver names."""

    article: Article
    names: tuple[Name, ...]


System = Callable[[Sequence[Article]], list[list[Name]]]
Tables = dict[str, list[list[float]]]


def evaluate(data: Path, progress: Callable[[str], None], beside: Sequence[Path] = ()) -> Scorecard:
    """Mention F1 with and without labels, beside runs of capitalised words."""
    sheet = Sheet("entity", main=[(DEV, "mention F1"), (DEV, "typed mention F1")])
    progress("reading the corpus")
    found = [each for each in read_polnear(data, "dev") if each.silver_sentences]
    if not found:
        raise InputError(f"{data}: PolNeAR has no corenlp.jsonl.gz here, so there are no names")
    documents = [_Document(each.to_article(), read_names(each)) for each in found]
    systems: dict[str, System] = {
        name: _from_annotator(classifier.annotate)
        for name, classifier in load_annotators("entity", sheet, beside).items()
    }
    systems[CAPITALS] = capitalised
    mentions = sum(len(each.names) for each in documents)
    split = sheet.split(DEV, "document", len(documents), items=(mentions, "mention"), origin=ORIGIN)
    tables = {}
    for system, answer in systems.items():
        progress(f"{DEV}: {system}")
        tables[system] = _score(split, system, documents, answer)
    _score_robustness(split, systems, documents, found, tables, progress)
    sheet.notes += [
        "A mention counts as found when its words are the same; a typed one when its label is "
        "right too. The single labels leave out mentions of other kinds.",
        "Silver errs: a part of what counts against a system here is CoreNLP's fault.",
        "Names from elsewhere replace the names that the rules find; what they miss stays as it "
        "is.",
    ]
    return sheet.finish()


def read_names(document: PolnearDocument) -> tuple[Name, ...]:
    """The names of the silver layer."""
    return tuple(Name(each.span, each.label) for each in silver_entities(document))


def capitalised(articles: Sequence[Article]) -> list[list[Name]]:
    """The baseline: every run of capitalised words that begins no sentence is a person."""
    made = []
    for article in articles:
        starts = {sentence.start for sentence in article.sentences}
        runs = CAPITALISED.finditer(article.text)
        made.append(
            [Name(Span(*run.span()), "person") for run in runs if run.start() not in starts]
        )
    return made


def _from_annotator(annotate: Callable[[Sequence[Article]], list[list[Annotation]]]) -> System:
    def answer(articles: Sequence[Article]) -> list[list[Name]]:
        return [
            [Name(made.span, made.label, made.score) for made in found]
            for article in articles
            for found in annotate([article])
        ]

    return answer


def _score(
    split: SplitSheet, system: str, documents: Sequence[_Document], answer: System
) -> Tables:
    """Adds a system's scores; gives the statistics behind them."""
    answers = answer([each.article for each in documents])
    tables = _tables(documents, answers)
    split.add(
        system,
        tables["mention"],
        {"mention P": precision, "mention R": recall, "mention F1": f1},
    )
    for name in tables:
        if name != "mention":
            split.add(system, tables[name], {f"{name} F1": f1})
    judged = []
    for unit, (document, found) in enumerate(zip(documents, answers, strict=True)):
        tokens = Tokens(document.article.text)
        gold = set(_in_words(tokens, document.names))
        for made in found:
            if made.chance is not None:
                right = (tokens.inside([made.span]), made.label) in gold
                judged.append(Judged(unit, made.chance, float(right)))
    split.add_reliability(system, "the mention and its label are right", judged)
    split.add_coverage(system, "mentions found", judged)
    return tables


def _tables(documents: Sequence[_Document], answers: Sequence[Sequence[Name]]) -> Tables:
    tables: Tables = {name: [] for name in ("mention", "typed mention", *LABELS)}
    for document, made in zip(documents, answers, strict=True):
        tokens = Tokens(document.article.text)
        found, gold = (set(_in_words(tokens, names)) for names in (made, document.names))
        tables["typed mention"].append(count_found(found, gold))
        tables["mention"].append(
            count_found({words for words, _ in found}, {words for words, _ in gold})
        )
        for label in LABELS:
            tables[label].append(
                count_found(
                    {words for words, name in found if name == label},
                    {words for words, name in gold if name == label},
                )
            )
    return tables


def _in_words(tokens: Tokens, names: Sequence[Name]) -> list[tuple[Words, str]]:
    return [(words, name.label) for name in names if (words := tokens.inside([name.span]))]


def _score_robustness(
    split: SplitSheet,
    systems: Mapping[str, System],
    documents: Sequence[_Document],
    sources: Sequence[PolnearDocument],
    tables: Mapping[str, Tables],
    progress: Callable[[str], None],
) -> None:
    for name, perturbation in PERTURBATIONS.items():
        progress(f"{split.name}: {name}")
        moved = []
        for document, source in zip(documents, sources, strict=True):
            made = perturbation(source.text)
            article = PolnearDocument(source.id, "", "", made.text, passes=()).to_article()
            names = tuple(replace(each, span=made.move(each.span)) for each in document.names)
            moved.append(_Document(article, names))
        changed = sum(
            new.article.text != old.article.text for new, old in zip(moved, documents, strict=True)
        )
        for system, answer in systems.items():
            made_tables = _tables(moved, answer([each.article for each in moved]))
            for kind in ("mention", "typed mention"):
                both = (made_tables[kind], tables[system][kind])
                split.add_robustness((system, name), changed, both, {f"{kind} F1": f1})
