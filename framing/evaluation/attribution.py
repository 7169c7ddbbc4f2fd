"""Attribution: who says what, on PolNeAR's development part.

Newell, Margolin and Ruths (2018): An attribution relations corpus for political news. LREC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from framing.corpora import GoldAttribution, PolnearDocument, read_polnear
from framing.evaluation.failures.attribution import false_cases, missed_cases, read_page
from framing.evaluation.matching import Tokens, Triple, match_triples, pair_triples
from framing.evaluation.measures import count_found, f1, precision, recall
from framing.evaluation.perturbations import PERTURBATIONS, Perturbation
from framing.evaluation.scorecard import Judged, Scorecard, Sheet, SplitSheet
from framing.evaluation.systems import load_annotators
from framing.records import Annotation, Article, Span

__all__ = ["evaluate"]

SAID = re.compile(
    r"(?P<source>\b(?:[A-Z][\w.'’-]*|[Hh]e|[Ss]he|[Tt]hey)(?: [A-Z][\w.'’-]*){0,4}) "
    r"(?P<cue>said|says|told|added|argued|claimed|announced|tweeted|wrote)\b"
)


System = Callable[[Sequence[Article]], list[list[Triple]]]


def evaluate(data: Path, progress: Callable[[str], None], beside: Sequence[Path] = ()) -> Scorecard:
    """Exact and partial matches on PolNeAR dev, beside two baselines and a second annotator."""
    sheet = Sheet(
        "attribution",
        main=[(DEV, "full F1"), (DEV, "exact content F1")],
        references={"a second annotator"},
    )
    progress("reading the corpus")
    documents = [each for each in read_polnear(data, "dev") if each.passes]
    own: dict[str, System] = {}
    for name, classifier in load_annotators("attribution", sheet, beside).items():
        own[name] = _from_annotator(classifier.annotate)
    systems = own | {"every quotation": quotations, "somebody said": somebody_said}
    split = _split(sheet, DEV, documents, DEV_ORIGIN)
    tables = _score_split(split, documents, systems, progress, own)
    _score_robustness(split, documents, systems, tables, progress)
    twice = [
        each
        for part in (documents, read_polnear(data, "train"))
        for each in part
        if len(each.passes) > 1
    ]
    if twice:
        second = [_gold(each, each.passes[1].attributions) for each in twice]
        systems = {"a second annotator": lambda articles: second, **systems}
        _score_split(_split(sheet, TWICE, twice, TWICE_ORIGIN), twice, systems, progress)
    sheet.notes += [
        "Spans are compared as sets of words: exact means the same words, punctuation aside.",
        "Full match: at least half of all words of the two contents are shared (Jaccard index), "
        "and the sources share a word or both are empty; attributions are matched one to one so "
        "that as many as possible match. Content match: the same without the sources.",
        "Documents are cut into sentences by framing, not by the corpus.",
        "What is left out by coverage are the attributions that were found with the least "
        "probability; those that were not found are in recall alone.",
    ]
    return sheet.finish()


DEV = "PolNeAR dev"
DEV_ORIGIN = (
    "The corpus's own development part; the rules' weights were fitted on its training part, the "
    "baselines on nothing."
)
TWICE = "PolNeAR, documents annotated twice"
TWICE_ORIGIN = (
    "Mostly from the corpus's training part, on which the rules' weights were fitted, so that "
    "only the second annotator's row is a fair one; the first annotator is the gold standard."
)


def _gold(document: PolnearDocument, attributions: Sequence[GoldAttribution]) -> list[Triple]:
    tokens = Tokens(document.text)
    return [tokens.triple(each.source, each.cue, each.content) for each in attributions]


Tables = dict[str, list[list[float]]]


def _split(
    sheet: Sheet, name: str, documents: Sequence[PolnearDocument], origin: str
) -> SplitSheet:
    attributions = sum(len(document.attributions) for document in documents)
    items = (attributions, "attribution")
    return sheet.split(name, "document", len(documents), items=items, origin=origin)


def _score_split(
    split: SplitSheet,
    documents: Sequence[PolnearDocument],
    systems: Mapping[str, System],
    progress: Callable[[str], None],
    own: Collection[str] = (),
) -> dict[str, Tables]:
    """Adds the scores of all systems, and what ``own`` fail in; gives the statistics behind."""
    articles = [document.to_article() for document in documents]
    gold = [_gold(document, document.attributions) for document in documents]
    made, kept = {}, {}
    for system, answer in systems.items():
        progress(f"{split.name}: {system}")
        answers = answer(articles)
        if system in own:
            kept[system] = answers
        tables = made[system] = _tables(answers, gold)
        measures = {"full P": precision, "full R": recall, "full F1": f1}
        split.add(system, tables["full"], measures)
        for name in tables:
            if name != "full":
                split.add(system, tables[name], {f"{name} F1": f1})
        judged = [
            Judged(unit, each.chance, float(number in right))
            for unit, (found, wanted) in enumerate(zip(answers, gold, strict=True))
            for right in [pair_triples(found, wanted, sources=True)]
            for number, each in enumerate(found)
            if each.chance is not None
        ]
        split.add_reliability(system, "the attribution is a full match", judged)
        split.add_coverage(system, "attributions found", judged)
    if kept:
        _count_failures(split, articles, gold, kept)
    return made


def _count_failures(
    split: SplitSheet,
    articles: Sequence[Article],
    gold: Sequence[Sequence[Triple]],
    answers: Mapping[str, Sequence[Sequence[Triple]]],
) -> None:
    pages = [read_page(article) for article in articles]
    groups = {
        "Gold attributions without a full match": missed_cases,
        "Found attributions without a full match": false_cases,
    }
    for group, judge in groups.items():
        cases = {
            system: [case for each in zip(pages, found, gold, strict=True) for case in judge(*each)]
            for system, found in answers.items()
        }
        split.add_failures(group, cases)


def _tables(answers: Sequence[Sequence[Triple]], gold: Sequence[Sequence[Triple]]) -> Tables:
    pairs = list(zip(answers, gold, strict=True))
    tables = {
        "full": [_matched(*pair, sources=True) for pair in pairs],
        "content match": [_matched(*pair, sources=False) for pair in pairs],
    }
    for part in ("content", "cue", "source"):
        tables[f"exact {part}"] = [
            count_found(
                {getattr(each, part) for each in found} - {frozenset()},
                {getattr(each, part) for each in wanted} - {frozenset()},
            )
            for found, wanted in pairs
        ]
    return tables


def _score_robustness(
    split: SplitSheet,
    documents: Sequence[PolnearDocument],
    systems: Mapping[str, System],
    tables: Mapping[str, Tables],
    progress: Callable[[str], None],
) -> None:
    for name, perturbation in PERTURBATIONS.items():
        progress(f"{split.name}: {name}")
        moved = [_perturb(document, perturbation) for document in documents]
        changed = sum(new.text != old.text for new, old in zip(moved, documents, strict=True))
        articles = [document.to_article() for document in moved]
        gold = [_gold(document, document.attributions) for document in moved]
        for system, answer in systems.items():
            made = _tables(answer(articles), gold)
            for kind in ("full", "exact content"):
                both = (made[kind], tables[system][kind])
                split.add_robustness((system, name), changed, both, {f"{kind} F1": f1})


def _perturb(document: PolnearDocument, perturbation: Perturbation) -> PolnearDocument:
    """The document with its first pass; the silver layer has no place in changed text."""
    made = perturbation(document.text)

    def move(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(made.move(span) for span in spans)

    moved = tuple(
        GoldAttribution(move(each.source), move(each.cue), move(each.content))
        for each in document.attributions
    )
    first = replace(document.passes[0], attributions=moved)
    return PolnearDocument(
        document.id, document.outlet, document.published, made.text, passes=(first,)
    )


def _matched(found: Sequence[Triple], wanted: Sequence[Triple], *, sources: bool) -> list[float]:
    right = match_triples(found, wanted, sources=sources)
    return [len(found), right, len(wanted), right]


def _from_annotator(annotate: Callable[[Sequence[Article]], list[list[Annotation]]]) -> System:
    def answer(articles: Sequence[Article]) -> list[list[Triple]]:
        return [
            [_triple(tokens, made) for made in found]
            for tokens, found in zip(
                (Tokens(article.text) for article in articles), annotate(articles), strict=True
            )
        ]

    return answer


def _triple(tokens: Tokens, made: Annotation) -> Triple:
    parts = made.parts
    triple = tokens.triple(
        parts.get("source", ()), parts.get("cue", ()), parts.get("content", (made.span,))
    )
    return replace(triple, chance=made.score)


def quotations(articles: Sequence[Article]) -> list[list[Triple]]:
    """The baseline that takes every quotation for an attribution without source and cue."""
    return [
        [
            tokens.triple((), (), [quotation.span])
            for quotation in article.quotations
            if tokens.inside([quotation.span])
        ]
        for article, tokens in ((each, Tokens(each.text)) for each in articles)
    ]


def somebody_said(articles: Sequence[Article]) -> list[list[Triple]]:
    """The baseline "Name said": the longer side of the sentence is the content."""
    made = []
    for article in articles:
        tokens = Tokens(article.text)
        found = []
        for sentence in article.sentences:
            said = SAID.search(article.text, sentence.start, sentence.end)
            if said is None:
                continue
            before = Span(sentence.start, said.start("source"))
            after = Span(said.end("cue"), sentence.end)
            content = after if len(after) >= len(before) else before
            if tokens.inside([content]):
                found.append(
                    tokens.triple(
                        [Span(*said.span("source"))], [Span(*said.span("cue"))], [content]
                    )
                )
        made.append(found)
    return made
