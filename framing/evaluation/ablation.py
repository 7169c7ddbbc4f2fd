"""Alignment without a source of evidence, and with fewer training events: each fitted again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from framing.alignment.evidence import EVIDENCE, PairEvidence, gather_evidence
from framing.alignment.scoring import LinkModel, decide
from framing.corpora import Event, read_same_fact
from framing.evaluation.alignment import encode_events
from framing.evaluation.links import (
    ScoredPairs,
    as_scored,
    count_along,
    count_links,
    thresholds_along,
)
from framing.evaluation.measures import FOUND_MEASURES, Floats, average_precision, f1, recall
from framing.evaluation.parts import Part, read_parts
from framing.evaluation.scorecard import AVERAGE_PRECISION, Scorecard, Sheet, SplitSheet
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
            "shared_rare_words",
        ),
        "meaning of words": (
            "meaning_covered_most",
            "meaning_covered_least",
            "meaning_shared",
            "word_similarity",
        ),
        "sentence vectors": ("embedding_cosine",),
        "rivals": ("rank",),
        "neighbours": (
            "neighbour_support",
            "context_similarity",
            "words_around_both",
            "words_around_one",
        ),
        "numbers": ("shared_numbers", "differing_numbers"),
        "dates": ("same_date", "other_date"),
        "names": ("shared_names",),
        "quotations": (
            "quotation_overlap",
            "quoted_words",
            "words_quoted_by_both",
            "quoted_share_least",
            "quoted_share_most",
        ),
        "position and headlines": (
            "position_gap",
            "position",
            "one_headline",
            "two_headlines",
            "first_sentence",
            "last_sentence",
        ),
        "length": ("shorter_length", "longer_length"),
    }
)
"""Sources of evidence and their pieces."""

EVENTS = (10, 25, 50)
DRAWS = 5
SEED = 0
FOLDS = 5
ALL = "all evidence"
TRAIN = "same-fact train"
FIFTHS = (
    "The training events themselves, each fifth of them by a model fitted on the others: more "
    "events than the development parts have, so that smaller differences show."
)

NOTES = (
    "Each row is fitted again on same-fact train, its calibration and threshold included: by "
    "cross-validation there, as the packaged weights were. Sources overlap: what one loses by "
    "being left out is what the others cannot make up for.",
    "All rows are without the reader of pairs, whose share is on the scorecard of alignment.",
    f"Fewer events: {DRAWS} random draws of training events each, their counts added up; all "
    "events are one draw.",
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
    sheet = Sheet("alignment", main=[(_without(part), "F1") for part in parts])
    sheet.weights["encoder"] = encoder.digest

    def gather(events: Sequence[Event], what: str) -> Gathered:
        progress(f"{what}: encoding")
        encoded = encode_events(encoder.encode_articles, events, tokens=True)
        progress(f"{what}: gathering evidence")
        return [
            gather_evidence(event.articles, each)
            for event, each in zip(events, encoded, strict=True)
        ]

    seen = gather(train, TRAIN)
    unseen = [gather(part.events, part.name) for part in parts]
    held = Part(TRAIN, train, tuple(event.id for event in train), origin=FIFTHS)
    found: dict[str, list[list[ScoredPairs]]] = {}
    for name, pieces in {ALL: (), **sources_of(EVIDENCE)}.items():
        progress(name if name == ALL else f"without {name}")
        without = leave_out(seen, pieces)
        model = fit_model(train, without)
        found[name] = [
            link_unseen(train, without),
            *(
                link(model, part.events, leave_out(evidence, pieces))
                for part, evidence in zip(parts, unseen, strict=True)
            ),
        ]
    for number, part in enumerate((held, *parts)):
        split = _split(sheet, part, _without(part))
        whole = _add(split, part, ALL, [found[ALL][number]])
        for name in found:
            if name != ALL:
                less = _add(split, part, f"without {name}", [found[name][number]])
                names = f"without {name}", ALL
                split.compare(names, (less[0], whole[0]), "F1", f1)
                split.compare(names, (less[1], whole[1]), AVERAGE_PRECISION, average_precision)
    draws = {size: _draw(train, seen, size) for size in EVENTS if size < len(train)}
    progress("fewer events")
    for part, evidence, all_ in zip(parts, unseen, found[ALL][1:], strict=True):
        split = _split(sheet, part, f"{part.name}, fewer training events")
        for size, models in draws.items():
            drawn = [link(model, part.events, evidence) for model in models]
            _add(split, part, f"{size} events", drawn)
        _add(split, part, f"{len(train)} events", [all_])
    ours = {ALL, f"{len(train)} events"}
    sheet.own += [System(name, "own", "network", "", "same-fact train") for name in sorted(ours)]
    sheet.references |= set(sheet.seen) - ours
    sheet.notes += NOTES
    return sheet.finish()


def _draw(train: Sequence[Event], gathered: Gathered, size: int) -> list[LinkModel]:
    """Models fitted on random draws of so many training events."""
    random = np.random.default_rng(SEED)
    models = []
    for _ in range(DRAWS):
        some = np.sort(random.permutation(len(train))[:size]).tolist()
        models.append(fit_model([train[at] for at in some], [gathered[at] for at in some]))
    return models


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


def link(model: LinkModel, events: Sequence[Event], gathered: Gathered) -> list[ScoredPairs]:
    """What the model says of the evidence on each event."""
    return [
        as_scored(decide(event.articles, evidence, model=model))
        for event, evidence in zip(events, gathered, strict=True)
    ]


def link_unseen(events: Sequence[Event], gathered: Gathered) -> list[ScoredPairs]:
    """The same of training events, each fifth of them by a model fitted on the others."""
    made: list[ScoredPairs] = [ScoredPairs({})] * len(events)
    for fold in range(FOLDS):
        held = range(fold, len(events), FOLDS)
        kept = [at for at in range(len(events)) if at not in held]
        model = fit_model([events[at] for at in kept], [gathered[at] for at in kept])
        some = link(model, [events[at] for at in held], [gathered[at] for at in held])
        for at, found in zip(held, some, strict=True):
            made[at] = found
    return made


def _without(part: Part) -> str:
    return f"{part.name}, without a source of evidence"


def _split(sheet: Sheet, part: Part, name: str) -> SplitSheet:
    links = sum(len(event.links) for event in part.events)
    units = len(set(part.units))
    return sheet.split(name, part.unit, units, items=(links, "gold link"), origin=part.origin)


def _add(
    split: SplitSheet, part: Part, name: str, draws: Sequence[Sequence[ScoredPairs]]
) -> tuple[Floats, Floats]:
    """Adds the scores of one or several models, whose counts are added up.

    Returns:
        What they count at their thresholds, and along their curves.
    """
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
    split.add(name, curve, {AVERAGE_PRECISION: average_precision})
    split.add(name, same, {"'same' recall": recall})
    return table, curve
