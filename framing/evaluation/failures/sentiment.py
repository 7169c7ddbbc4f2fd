"""Sentiment toward a target: which labels are confused, and in what kinds of sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set

from framing.articles.segmentation import find_quotations
from framing.classifiers.entities.tokens import Tokens, tokenise
from framing.classifiers.lexicon import read_groups, read_vader
from framing.corpora import TargetSentence
from framing.evaluation.failures.cases import Case, band
from framing.records import Span, quoted_share

__all__ = ["label_cases", "place_of_target"]

LENGTHS = (20, 35)


def label_cases(sentences: Sequence[TargetSentence], labels: Sequence[str]) -> list[Case]:
    """The targets with what a system called them; those with another label failed."""
    targets: dict[str, dict[Span, str]] = {}
    for each in sentences:
        targets.setdefault(each.text, {})[each.target] = each.label
    cases = []
    for sentence, made in zip(sentences, labels, strict=True):
        beside = targets[sentence.text]
        others = {label for target, label in beside.items() if target != sentence.target}
        fault = "" if made == sentence.label else f"{sentence.label}, called {made}"
        cases.append(Case(_kinds(sentence, len(beside), others), fault))
    return cases


def _kinds(sentence: TargetSentence, targets: int, others: Set[str]) -> dict[str, str]:
    tokens = tokenise(sentence.text, [(0, len(sentence.text))])
    words = [word for word, tag in zip(tokens.lower, tokens.tags, strict=True) if tag != "PU"]
    negated = read_groups("grammar.tsv")["negation"].intersection(words)
    return {
        "gold label": sentence.label,
        "targets asked of the sentence": band(targets, (1, 2), "target"),
        "labels of the other targets": _agreement(sentence.label, others),
        "place of the target": place_of_target(tokens, sentence.target),
        "words with a valence (VADER)": _opinions(tokens, sentence),
        "quotation marks": _quotation(sentence),
        "negation": "in the sentence" if negated else "none",
        "sentence length": band(len(words), LENGTHS, "word"),
    }


def _agreement(label: str, others: Set[str]) -> str:
    if not others:
        return "no other target"
    return "the same label" if others == {label} else "another label among them"


def place_of_target(tokens: Tokens, target: Span) -> str:
    """Where the target stands, by the parts of speech beside it; there is no parser behind this."""
    first = bisect_left(tokens.ends, target.start + 1)
    last = bisect_left(tokens.starts, target.end)
    after = next((tag for tag in tokens.tags[last:] if tag != "RB"), "")
    before = next((tag for tag in reversed(tokens.tags[:first]) if tag[:2] not in ("DT", "JJ")), "")
    if after == "POS" or "POS" in tokens.tags[first:last]:
        return "possessive"
    if after in ("MD", "VBD", "VBP", "VBZ"):
        return "before a verb: subject"
    if before in ("IN", "TO"):
        return "after a preposition"
    return "after a verb: object" if before.startswith("V") else "elsewhere"


def _opinions(tokens: Tokens, sentence: TargetSentence) -> str:
    """What the words with a valence outside the target say, against the gold label."""
    valence = read_vader()
    signs = {
        valence[word] > 0
        for word, start in zip(tokens.lower, tokens.starts, strict=True)
        if word in valence and not sentence.target.start <= start < sentence.target.end
    }
    if not signs:
        return "none"
    if len(signs) > 1:
        return "of both signs"
    if sentence.label == "neutral":
        return "of one sign, though neutral"
    return f"of the {'same' if signs == {sentence.label == 'positive'} else 'opposite'} sign"


def _quotation(sentence: TargetSentence) -> str:
    quotations = find_quotations(sentence.text)
    if quoted_share(sentence.target, quotations) > 0.5:
        return "around the target"
    return "elsewhere in the sentence" if quotations else "none"
