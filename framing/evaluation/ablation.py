"""Alignment without a source of evidence, and with fewer training events: each fitted again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from framing.alignment.evidence import EVIDENCE, PairEvidence, gather_evidence
from framing.alignment.scoring import LinkModel
from framing.corpora import Event, read_same_fact
from framing.evaluation.alignment import encode_events
from framing.evaluation.links import (
    Pair,
    ScoredPairs,
    count_along,
    count_links,
    ordered,
    thresholds_along,
)
from framing.evaluation.measures import FOUND_MEASURES, Floats, average_precision, f1, recall
from framing.evaluation.parts import Part, read_parts
from framing.evaluation.scorecard import Scorecard, Sheet, SplitSheet
from framing.evaluation.scores import System
from framing.training.alignment import examples_of, fit_weights, join_examples

__all__ = ["evaluate", "leave_out", "sources_of"]

SOURCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words and letters": (
            "shared_words",
            "shared_phrases",
            "shared_letters",
            "shared_letters_of_shorter",
        ),
        "meaning of words": (
            "meaning_covered_most",
            "meaning_covered_least",
            "meaning_shared",
            "word_similarity",
        ),
        "sentence vectors": ("embedding_cosine",),
        "rivals": ("rank",),
        "neighbours": ("neighbour_support", "context_similarity"),
        "numbers": ("shared_numbers", "differing_numbers"),
        "names": ("shared_names",),
        "quotations": ("quotation_overlap",),
        "position and headlines": ("position_gap", "position", "one_headline", "two_headlines"),
        "length": ("shorter_length", "longer_length"),
    }
)
"""Sources of evidence and their pieces."""

EVENTS = (10, 25, 50)
DRAWS = 5
SEED = 0
ALL = "all evidence"

NOTES = (
    "Each row is fitted again on same-fact train, its calibration and threshold included: by "
    "cross-validation there, as the packaged weights were. Sources overlap: what one loses by "
    "being left out is what the others cannot make up for.",
    f"Fewer events: {DRAWS} random draws of training events each, their counts added up; all "
    "events are one draw.",
    "Candidates are the same in every row: they are proposed before the evidence is weighed.",
)

Gathered = Sequence[tuple[PairEvidence, ...]]


def evaluate(data: Path, progress: Callable[[str], None]) -> Scorecard:
    """Scores of the aligner, fitted without each source of evidence and on fewer events."""
    from framing.model.encoder import Encoder

    progress("reading the corpus")
    train = read_same_fact(data, "train")
    parts = [part for part in read_parts(data) if part.relations]
    progress("loading the encoder")
    encoder = Encoder.from_pretrained()

    def gather(events: Sequence[Event], what: str) -> Gathered:
        progress(f"{what}: encoding")
        encoded = encode_events(encoder.encode_articles, events, tokens=True)
        progress(f"{what}: gathering evidence")
        return [
            gather_evidence(event.articles, each)
            for event, each in zip(events, encoded, strict=True)
        ]

    seen = gather(train, "same-fact train")
    unseen = {part.name: gather(part.events, part.name) for part in parts}
    models = {ALL: fit_model(train, seen)}
    sources = sources_of(EVIDENCE)
    for source, pieces in sources.items():
        progress(f"without {source}")
        models[f"without {source}"] = fit_model(train, leave_out(seen, pieces))
    draws: dict[str, list[LinkModel]] = {}
    for size in (size for size in EVENTS if size < len(train)):
        progress(f"{size} events")
        random = np.random.default_rng(SEED)
        chosen = [sorted(random.permutation(len(train))[:size].tolist()) for _ in range(DRAWS)]
        draws[f"{size} events"] = [
            fit_model([train[at] for at in some], [seen[at] for at in some]) for some in chosen
        ]
    draws[f"{len(train)} events"] = [models[ALL]]

    sheet = Sheet("alignment", main=[(_without(part), "F1") for part in parts])
    sheet.weights["encoder"] = encoder.digest
    for part in parts:
        progress(f"{part.name}: scoring")
        evidence = unseen[part.name]
        split = _split(sheet, part, _without(part))
        tables = {}
        for name, model in models.items():
            pieces = sources.get(name.removeprefix("without "), ())
            tables[name] = _add(split, part, name, [decide(model, leave_out(evidence, pieces))])
            if name != ALL:
                split.compare((name, ALL), (tables[name], tables[ALL]), "F1", f1)
        split = _split(sheet, part, f"{part.name}, fewer training events")
        for name, some in draws.items():
            _add(split, part, name, [decide(model, evidence) for model in some])
    sheet.own += [System(name, "own", "", "", "same-fact train") for name in (ALL, *draws)]
    sheet.references |= set(sheet.seen) - {ALL, *draws}
    sheet.notes += NOTES
    return sheet.finish()


def sources_of(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Sources of evidence and those of their pieces that are among these, each piece once.

    A piece of no known source is a source of its own.
    """
    made = {
        source: tuple(name for name in pieces if name in names)
        for source, pieces in SOURCES.items()
    }
    known = {name for pieces in made.values() for name in pieces}
    made |= {name.replace("_", " "): (name,) for name in names if name not in known}
    return {source: pieces for source, pieces in made.items() if pieces}


def leave_out(
    gathered: Gathered, pieces: Sequence[str], names: Sequence[str] = EVIDENCE
) -> list[tuple[PairEvidence, ...]]:
    """The same evidence with these pieces 0 throughout, so that nothing can be learnt from them.

    Args:
        gathered: for each event the evidence on every two articles.
        pieces: the pieces to leave out.
        names: the names of the columns.
    """
    kept = np.array([name not in pieces for name in names])
    return [
        tuple(replace(pairs, values=np.where(kept, pairs.values, 0.0)) for pairs in event)
        for event in gathered
    ]


def fit_model(events: Sequence[Event], gathered: Gathered) -> LinkModel:
    """The model fitted on these events, as ``framing train alignment`` does it."""
    examples = [
        examples_of(event, evidence, number)
        for number, (event, evidence) in enumerate(zip(events, gathered, strict=True))
    ]
    return LinkModel.from_json(json.dumps(fit_weights(join_examples(examples))))


def decide(model: LinkModel, gathered: Gathered) -> list[ScoredPairs]:
    """The links that the model makes of the evidence on each event."""
    made = []
    for evidence in gathered:
        scores: dict[Pair, float] = {}
        same: set[Pair] = set()
        for pairs in evidence:
            refs = [ordered(*pair) for pair in zip(pairs.left, pairs.right, strict=True)]
            scores |= dict(zip(refs, model.link_probabilities(pairs.values).tolist(), strict=True))
            alike = model.same_probabilities(pairs.values) >= 0.5
            same |= {pair for pair, each in zip(refs, alike.tolist(), strict=True) if each}
        scored = ScoredPairs(scores)
        chosen = scored.above(model.threshold)
        made.append(ScoredPairs(scores, chosen, chosen & same))
    return made


def _without(part: Part) -> str:
    return f"{part.name}, without a source of evidence"


def _split(sheet: Sheet, part: Part, name: str) -> SplitSheet:
    links = sum(len(event.links) for event in part.events)
    units = len(set(part.units))
    return sheet.split(name, part.unit, units, items=(links, "gold link"), origin=part.origin)


def _add(
    split: SplitSheet, part: Part, name: str, draws: Sequence[Sequence[ScoredPairs]]
) -> Floats:
    """Adds the scores of one or several models, whose counts are added up."""
    thresholds = thresholds_along([each for found in draws for each in found])
    judged = [
        (each, event) for found in draws for each, event in zip(found, part.events, strict=True)
    ]

    def add_up(rows: Sequence[Sequence[float]]) -> Floats:
        by_draw = np.array(rows).reshape(len(draws), len(part.events), -1)
        return part.add_up(by_draw.sum(axis=0).tolist())

    table = add_up([count_links(each.chosen, event.links) for each, event in judged])
    curve = add_up([count_along(each, event.links, thresholds) for each, event in judged])
    same = add_up(
        [
            count_links(each.chosen, [link for link in event.links if link.relation == "same"])
            for each, event in judged
        ]
    )
    split.add(name, table, FOUND_MEASURES)
    split.add(name, curve, {"average precision": average_precision})
    split.add(name, same, {"'same' recall": recall})
    return table
