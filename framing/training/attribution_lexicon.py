"""Fits the weights of the attribution rules on PolNeAR's training part.

Newell, Margolin and Ruths (2018), LREC. Each question that the rules ask of a cue (is it one and
on which side is its content, who is the source, where does the content begin and end) is a choice
between candidates; its weights are a conditional logit (McFadden 1974) with a Gaussian prior. The
score of a whole attribution is then calibrated: a logistic regression on attributions that were
extracted by weights that have not seen their document learns how often such a one is right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.classifiers.attribution.contents import (
    content_beginnings,
    content_endings,
    content_openings,
)
from framing.classifiers.attribution.extraction import (
    Found,
    Model,
    extract,
    left_end,
    score_features,
    source_extent,
)
from framing.classifiers.attribution.merging import Merged
from framing.classifiers.attribution.options import Option
from framing.classifiers.attribution.sides import SIDES, side_features
from framing.classifiers.attribution.speakers import source_options
from framing.classifiers.attribution.structure import (
    Candidate,
    Reading,
    find_candidates,
    read_article,
)
from framing.corpora.polnear import GoldAttribution, PolnearDocument, read_polnear
from framing.records import Span
from framing.training.attribution_tagger import fit_tagger
from framing.training.conditional_logit import Choice, fit_choice
from framing.training.weights_file import write_weights

__all__ = ["fit", "fit_weights", "is_match"]

# Strength of the prior of each choice, chosen on a held-out sixth of the training part.
PENALTIES = {"side": 8.0, "source": 3.0, "beginning": 3.0, "ending": 3.0, "opening": 3.0}
FOLDS = 3
MINIMUM_COUNT = 14
_RANK = {"verb": 0.0, "phrase": 0.0, "noun": 1.0, "adjective": 2.0, "adverb": 3.0, "mark": 4.0}

Examples = dict[str, list[Choice]]


def fit(data: Path, out: Path, progress: Callable[[str], None]) -> tuple[Path, ...]:
    """Writes ``attribution_tagger.txt`` and ``attribution.json``.

    The tagger is read from the package when the choices are fitted: install what this writes,
    then run it again if the tagger has changed.

    Raises:
        InputError: if the corpus is not in ``data``.
    """
    progress("reading PolNeAR")
    documents = read_polnear(data, "train")
    progress("fitting the tagger")
    tagger = fit_tagger(documents, out)
    progress("fitting the choices")
    weights = fit_weights(documents, progress)
    return tagger, write_weights(out / "attribution.json", weights)


def fit_weights(
    documents: Sequence[PolnearDocument], progress: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """The content of ``attribution.json``: a group a choice, the score, the threshold."""
    readings = [read_article(document.to_article()) for document in documents]
    examples = [_examples(*pair) for pair in zip(readings, documents, strict=True)]
    found: list[Found] = []
    right: list[bool] = []
    gold = 0
    for fold in range(FOLDS):
        progress(f"fold {fold + 1} of {FOLDS}")
        model = Model.of(_fit_choices(made for n, made in enumerate(examples) if n % FOLDS != fold))
        for number in range(fold, len(documents), FOLDS):
            made = extract(readings[number], model)
            found += made
            right += _matches(made, documents[number].attributions)
            gold += len(documents[number].attributions)
    score = _fit_score(found, right)
    values = np.array([_raw_score(one, score) for one in found])
    threshold = _best_threshold(1 / (1 + np.exp(-values)), np.array(right), gold)
    progress("all documents")
    return {**_fit_choices(examples), "score": score, "threshold": {"score": threshold}}


def is_match(found: Found | Merged, gold: GoldAttribution) -> bool:
    """Whether content agrees by half (Jaccard, characters) and the sources overlap."""
    if bool(found.source) != bool(gold.source):
        return False
    if found.source and not any(found.source.overlaps(span) for span in gold.source):
        return False
    shared = sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in found.content
        for other in gold.content
    )
    total = sum(len(span) for span in (*found.content, *gold.content)) - shared
    return 2 * shared >= total > 0


def _matches(found: Sequence[Found], gold: Sequence[GoldAttribution]) -> list[bool]:
    left = list(gold)
    made = []
    for one in found:
        match = next((other for other in left if is_match(one, other)), None)
        if match is not None:
            left.remove(match)
        made.append(match is not None)
    return made


def _align(
    reading: Reading, candidates: Sequence[Candidate], gold: Sequence[GoldAttribution]
) -> dict[int, GoldAttribution]:
    """Number of a candidate to the annotated attribution whose cue it is."""
    starts = [reading.tokens.starts[candidate.at] for candidate in candidates]
    found: dict[int, GoldAttribution] = {}
    for one in gold:
        ranked = []
        for span in one.cue:
            for number in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                cue = candidates[number].cue
                if number not in found:
                    ranked.append((_RANK[cue.part] + 2.5 * (cue.kind == "other"), number))
        if ranked:
            found[min(ranked)[1]] = one
    return found


def _examples(reading: Reading, document: PolnearDocument) -> Examples:
    made: Examples = {name: [] for name in PENALTIES}
    candidates = find_candidates(reading)
    aligned = _align(reading, candidates, document.attributions)
    for number, candidate in enumerate(candidates):
        gold = aligned.get(number)
        side = _side(reading, candidate, gold) if gold else "none"
        features = side_features(reading, candidate)
        options = [[f"{name}|{one}" for one in features] for name in SIDES[1:]]
        made["side"].append(Choice([[], *options], SIDES.index(side)))
        if gold is not None:
            _add_spans(reading, candidate, side, gold, made)
    return made


def _add_spans(
    reading: Reading, candidate: Candidate, side: str, gold: GoldAttribution, made: Examples
) -> None:
    tokens = reading.tokens
    options = source_options(reading, candidate, side)
    chosen = _named(reading, options, gold.source) if gold.source else 0
    extent = None
    if chosen is not None:
        made["source"].append(Choice([option.features for option in options], chosen))
        if chosen:
            extent = source_extent(reading, candidate, options[chosen])
    place = tokens.starts[candidate.at]
    if side in ("after", "both"):
        pieces = [span for span in gold.content if span.end > place]
        first = next((span for span in pieces if span.start >= place), pieces[0])
        start = bisect_right(tokens.starts, first.start) - 1
        end = bisect_left(tokens.starts, pieces[-1].end)
        after = extent[1] if extent and extent[0] >= candidate.end else -1
        beginnings = content_beginnings(reading, candidate, side, after)
        _add(made["beginning"], beginnings, [one.start == start for one in beginnings])
        endings = content_endings(reading, candidate, start)
        _add(made["ending"], endings, [one.end == end for one in endings])
    if side in ("before", "both"):
        start = bisect_right(tokens.starts, gold.content[0].start) - 1
        openings = content_openings(reading, candidate, left_end(reading, candidate, extent))
        _add(made["opening"], openings, [one.start == start for one in openings])


def _add(examples: list[Choice], options: Sequence[Option], right: Sequence[bool]) -> None:
    if any(right):
        examples.append(Choice([option.features for option in options], right.index(True)))


def _named(reading: Reading, options: Sequence[Option], source: Sequence[Span]) -> int | None:
    """The first noun phrase that lies in the annotated source."""
    tokens = reading.tokens
    inside = []
    for number, option in enumerate(options):
        if option.start < 0:
            continue
        start, end = tokens.starts[option.start], tokens.ends[option.end - 1]
        shared = sum(max(0, min(end, s.end) - max(start, s.start)) for s in source)
        if 2 * shared >= end - start:
            inside.append((start, number))
    return min(inside)[1] if inside else None


def _side(reading: Reading, candidate: Candidate, gold: GoldAttribution) -> str:
    place = reading.tokens.starts[candidate.at]
    before = sum(max(0, min(span.end, place) - span.start) for span in gold.content)
    after = sum(max(0, span.end - max(span.start, place)) for span in gold.content)
    if before >= 4 and after >= 4:
        return "both"
    return "before" if before > after else "after"


def _fit_choices(examples: Iterable[Examples]) -> dict[str, dict[str, float]]:
    made = list(examples)
    return {
        name: fit_choice([choice for one in made for choice in one[name]], penalty, MINIMUM_COUNT)
        for name, penalty in PENALTIES.items()
    }


def _fit_score(found: Sequence[Found], right: Sequence[bool]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    rows = [score_features(one) for one in found]
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    fitted = LogisticRegression(C=0.5, fit_intercept=False, max_iter=2000).fit(table, right)
    return {name: round(float(v), 3) for name, v in zip(names, fitted.coef_[0], strict=True)}


def _raw_score(found: Found, weights: Mapping[str, float]) -> float:
    return sum(value * weights.get(name, 0.0) for name, value in score_features(found).items())


def _best_threshold(scores: NDArray[np.float64], right: NDArray[np.bool_], gold: int) -> float:
    """The score from which on keeping attributions gives the best F1."""

    def f1(threshold: float) -> float:
        kept = scores >= threshold
        return float(2 * right[kept].sum() / (kept.sum() + gold))

    return max((round(0.01 * step, 2) for step in range(10, 60)), key=f1)
