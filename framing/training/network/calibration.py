"""Makes probabilities of what the heads and the rules say: fitted on development data.

Neither the network nor the rules were fitted on it, so their evidence there is as good as it will
be on new text. Each judgement is a logistic regression over a handful of named pieces of evidence
(:mod:`framing.classifiers.weighing`), weakly held to zero; each threshold is the one with the best
F1 there.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from framing.articles.quotations import find_quotations
from framing.classifiers.attribution.extractor import find_by_rules, gather
from framing.classifiers.attribution.merging import content_options, merge, source_options
from framing.classifiers.attribution.structure import read_article
from framing.classifiers.base import Batch
from framing.classifiers.entities.mentions import find_mentions
from framing.classifiers.entities.tagging import gather_mentions
from framing.classifiers.hedging import HedgingClassifier
from framing.classifiers.lexicon import read_weights
from framing.classifiers.loaded_language import LoadedLanguageClassifier
from framing.classifiers.network import Reader
from framing.classifiers.sentences import SentenceClassifier, SentenceEvidence
from framing.classifiers.sentences import gather as gather_sentences
from framing.classifiers.sentiment import TargetSentimentClassifier
from framing.classifiers.sentiment.rules import LABELS
from framing.classifiers.spans import cover
from framing.classifiers.weighing import gather_sentence, keep_best, weigh
from framing.corpora import GoldAttribution, read_polnear
from framing.model.encoder import Encoder
from framing.model.weights import CALIBRATION_FILE
from framing.records import Span
from framing.training.attribution_lexicon import is_match
from framing.training.network.examples import Example, read_examples

__all__ = ["fit_calibration"]

Floats = NDArray[np.float64]
Groups = dict[str, dict[str, float]]

STRENGTH = 1.0
"""Inverse strength of the prior that holds weights to zero."""
WIKIPEDIA = 0.2
"""How much a Wikipedia sentence counts beside one of news."""
NEAR = 0.003
_WORD = re.compile(r"\w+")


def fit_calibration(
    tasks: Sequence[str], data: Path, folder: Path, progress: Callable[[str], None]
) -> Path:
    """Fits the weights of the tasks for the network in ``folder`` and writes them beside it.

    Args:
        tasks: keys of the fitting functions: ``hedging``, ``loaded_language``, ``sentiment``,
            ``attribution``, ``entity``.
        data: folder of the corpora.
        folder: what ``framing train`` wrote so far.
        progress: told which task is next.

    Returns:
        The file written.
    """
    reader = Reader(Encoder.from_pretrained(folder))
    made = {}
    for task in tasks:
        progress(f"calibrating {task}")
        made[task] = {
            group: {name: round(float(value), 4) for name, value in weights.items()}
            for group, weights in _FITTED[task](data, reader).items()
        }
    unfinished = folder / f"{CALIBRATION_FILE}.part"
    unfinished.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    os.replace(unfinished, folder / CALIBRATION_FILE)
    return folder / CALIBRATION_FILE


def _hedging(data: Path, reader: Reader) -> Groups:
    examples = read_examples(data, ("factbank", "wiki"), "development")
    counts = [1.0 if example.corpus == "factbank" else WIKIPEDIA for example in examples]
    return _sentences(HedgingClassifier, examples, counts, reader, _same)


def _loaded_language(data: Path, reader: Reader) -> Groups:
    examples = read_examples(data, ("babe",), "development")
    return _sentences(
        LoadedLanguageClassifier, examples, [1.0] * len(examples), reader, _mostly_inside
    )


def _same(span: Span, gold: Sequence[Span]) -> bool:
    return span in gold


def _mostly_inside(span: Span, gold: Sequence[Span]) -> bool:
    shared = sum(max(0, min(span.end, each.end) - max(span.start, each.start)) for each in gold)
    return 2 * shared > len(span)


def _sentences(
    kind: type[SentenceClassifier],
    examples: Sequence[Example],
    counts: Sequence[float],
    reader: Reader,
    is_right: Callable[[Span, Sequence[Span]], bool],
) -> Groups:
    head, question = kind.heads
    evidence = _read_sentences(kind, examples, reader)
    gold = [[tagged.span for tagged in example.tags[head]] for example in examples]
    rows, right, weights = [], [], []
    for each, spans, count in zip(evidence, gold, counts, strict=True):
        for span in each.spans:
            rows.append(span.features)
            right.append(is_right(Span(span.start, span.end), spans))
            weights.append(count)
    made: Groups = {"span": _logistic(rows, right, weights)}
    kept = [keep_best(each.spans, made["span"]) for each in evidence]
    scored = [
        (finding.score, is_right(Span(finding.start, finding.end), spans), count)
        for findings, spans, count in zip(kept, gold, counts, strict=True)
        for finding in findings
    ]
    total = sum(count * len(spans) for spans, count in zip(gold, counts, strict=True))
    made["threshold"] = {"span": _best_threshold(scored, total)}
    features = [
        gather_sentence(
            each.logit, each.by_rules, max((finding.score for finding in findings), default=0.0)
        )
        for each, findings in zip(evidence, kept, strict=True)
    ]
    answers = [bool(example.sentence[question]) for example in examples]
    made["sentence"] = _logistic(features, answers, counts)
    return made


def _read_sentences(
    kind: type[SentenceClassifier], examples: Sequence[Example], reader: Reader
) -> list[SentenceEvidence]:
    texts = [example.text for example in examples]
    encoding = reader.encoder.encode(
        texts, tokens=True, quoted=[example.quoted for example in examples]
    )
    by_rules = [kind.judge_by_rules(text, find_quotations(text)) for text in texts]
    return gather_sentences(reader.heads, kind.heads, texts, encoding, by_rules)


def _sentiment(data: Path, reader: Reader) -> Groups:
    examples = read_examples(data, ("newsmtsc",), "development")
    pairs = [(example.text, judged.target) for example in examples for judged in example.targets]
    labels = [judged.label for example in examples for judged in example.targets]
    encoding = reader.encoder.encode(
        [example.text for example in examples],
        tokens=True,
        quoted=[example.quoted for example in examples],
    )
    places = [
        (at, *(cover(encoding.offsets[at], judged.target) or (0, 0)))
        for at, example in enumerate(examples)
        for judged in example.targets
    ]
    logits = reader.heads.judge_targets(encoding.tokens, places).astype(float)
    by_rules = TargetSentimentClassifier().predict(
        [(text, (target.start, target.end)) for text, target in pairs]
    )
    rules = np.log([[made.probabilities[label] for label in LABELS] for made in by_rules])
    gold = np.array([LABELS.index(label) for label in labels])

    def loss(weights: Floats) -> float:
        totals = weights[0] * logits + weights[1] * rules + np.array([weights[2], 0.0, weights[3]])
        totals -= totals.max(axis=1, keepdims=True)
        chances = totals - np.log(np.exp(totals).sum(axis=1, keepdims=True))
        return float(-chances[np.arange(len(gold)), gold].sum() + 0.5 * (weights[2:] ** 2).sum())

    network, others, negative, positive = minimize(loss, np.array([1.0, 0.2, 0.0, 0.0])).x
    return {
        "label": {
            "network": network,
            "rules": others,
            "bias negative": negative,
            "bias neutral": 0.0,
            "bias positive": positive,
        }
    }


def _attribution(data: Path, reader: Reader) -> Groups:
    documents = read_polnear(data, "dev")
    content: tuple[list[Mapping[str, float]], list[bool]] = ([], [])
    source: tuple[list[Mapping[str, float]], list[bool]] = ([], [])
    cases = []
    for document in documents:
        reading = read_article(document.to_article())
        (encoding,) = reader.read(Batch((reading.article,)))
        pairs = gather(reading, encoding, reader.heads, find_by_rules(reading))
        cases.append((reading, pairs))
        for proposal, rule in pairs:
            gold = _same_cue(proposal.cue, document.attributions)
            if gold is None:
                continue
            found = rule[0] if rule else None
            for option in content_options(reading.article, proposal, found):
                content[0].append(option.features)
                content[1].append(
                    _words(document.text, option.spans) == _words(document.text, gold.content)
                )
            for option in source_options(reading, proposal, found):
                source[0].append(option.features)
                source[1].append(_overlap(option.spans, gold.source))
    made: Groups = {"content": _logistic(*content), "source": _logistic(*source)}
    rows, right = [], []
    for (reading, pairs), document in zip(cases, documents, strict=True):
        left = list(document.attributions)
        for proposal, rule in pairs:
            merged = merge(reading, proposal, rule, made)
            if merged is None:
                continue
            match = next((gold for gold in left if is_match(merged, gold)), None)
            if match is not None:
                left.remove(match)
            rows.append(merged.features)
            right.append(match is not None)
    made["score"] = _logistic(rows, right)
    scored = [
        (weigh(made["score"], row), answer, 1.0) for row, answer in zip(rows, right, strict=True)
    ]
    total = sum(len(document.attributions) for document in documents)
    made["threshold"] = {"score": _best_threshold(scored, total)}
    return made


def _same_cue(cue: Span, gold: Sequence[GoldAttribution]) -> GoldAttribution | None:
    return next((each for each in gold if any(span.overlaps(cue) for span in each.cue)), None)


def _words(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Where the words of some spans begin: spans are equal when their words are."""
    return frozenset(
        hit.start() for span in spans for hit in _WORD.finditer(text, span.start, span.end)
    )


def _overlap(spans: Sequence[Span], gold: Sequence[Span]) -> bool:
    if not spans or not gold:
        return not spans and not gold
    return any(span.overlaps(other) for span in spans for other in gold)


def _entity(data: Path, reader: Reader) -> Groups:
    weights = read_weights("entity.json")["label"]
    rows, right = [], []
    evidence, gold = [], []
    by_document: dict[str, list[Example]] = {}
    for example in read_examples(data, ("polnear",), "development"):
        by_document.setdefault(example.document, []).append(example)
    for document in read_polnear(data, "dev"):
        if not document.silver_sentences:
            continue
        article = document.to_article()
        (encoding,) = reader.read(Batch((article,)))
        mentions = find_mentions(article, weights)
        examples = by_document[document.id]
        for spans, example in zip(
            gather_mentions(article, encoding, reader.heads, mentions), examples, strict=True
        ):
            named = {(tagged.span, tagged.label) for tagged in example.tags["entity"]}
            evidence.append(spans)
            gold.append(named)
            for span in spans:
                rows.append(span.features)
                right.append((Span(span.start, span.end), span.label) in named)
    made: Groups = {"span": _logistic(rows, right)}
    scored = [
        (finding.score, (Span(finding.start, finding.end), finding.label) in named, 1.0)
        for spans, named in zip(evidence, gold, strict=True)
        for finding in keep_best(spans, made["span"])
    ]
    made["threshold"] = {"span": _best_threshold(scored, sum(len(named) for named in gold))}
    return made


_FITTED: Mapping[str, Callable[[Path, Reader], Groups]] = MappingProxyType(
    {
        "hedging": _hedging,
        "loaded_language": _loaded_language,
        "sentiment": _sentiment,
        "attribution": _attribution,
        "entity": _entity,
    }
)


def _logistic(
    rows: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    counts: Sequence[float] | None = None,
) -> dict[str, float]:
    """Weights by name; the rows hold their own bias."""
    names = sorted(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    fitted = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=5000)
    fitted.fit(table, list(right), sample_weight=counts)
    return dict(zip(names, fitted.coef_[0].tolist(), strict=True))


def _best_threshold(scored: Sequence[tuple[float, bool, float]], gold: float) -> float:
    """The highest probability from which on what is found gives an F1 near the best.

    Near is within :data:`NEAR`: where the curve is flat, readers are better served by precision.

    Args:
        scored: probability, whether it is right, and how much it counts.
        gold: how much there is to be found.
    """

    def f1(threshold: float) -> float:
        kept = [(right, count) for score, right, count in scored if score >= threshold]
        found = sum(count for _, count in kept)
        return 2 * sum(count for right, count in kept if right) / (found + gold)

    steps = [round(0.02 * step, 2) for step in range(10, 36)]
    best = max(f1(step) for step in steps)
    return max(step for step in steps if f1(step) >= best - NEAR)
