"""Sentiment toward a target, on NewsMTSC's validation parts.

Hamborg and Donnay (2021): NewsMTSC: a dataset for (multi-)target-dependent sentiment
classification in political news articles. EACL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from framing.corpora import TargetSentence, read_newsmtsc
from framing.evaluation.measures import Floats, accuracy, confusion, label_f1, macro_f1
from framing.evaluation.scorecard import Scorecard, Sheet, SplitSheet
from framing.evaluation.systems import Predictor, load_predictors
from framing.statistics import bin_reliability, expected_calibration_error

__all__ = ["evaluate"]

LABELS = ("negative", "neutral", "positive")
# The thresholds its authors recommend (Hutto and Gilbert 2014).
VADER_THRESHOLD = 0.05


@dataclass(frozen=True, slots=True)
class Answer:
    """A label, and the probability that it is right where the system gives one."""

    label: str
    chance: float | None = None


System = Callable[[Sequence[TargetSentence]], list[Answer]]


def evaluate(data: Path, progress: Callable[[str], None]) -> Scorecard:
    """Macro-F1 and accuracy on both validation parts, beside VADER and the commonest label."""
    sheet = Sheet("sentiment")
    progress("reading the corpus")
    common = Counter(each.label for each in read_newsmtsc(data, "train")).most_common(1)[0][0]
    systems: dict[str, System] = {
        name: _from_classifier(classifier)
        for name, classifier in load_predictors("sentiment", sheet).items()
    }
    own = list(systems)
    systems |= {
        "VADER on the sentence": _vader(),
        f"always {common}": lambda sentences: [Answer(common)] * len(sentences),
    }
    for name, part in (("rw", "rw-validation"), ("mt", "mt-validation")):
        sentences = read_newsmtsc(data, part)  # type: ignore[arg-type]
        documents = list(dict.fromkeys(each.document for each in sentences))
        split = sheet.split(f"NewsMTSC {name} validation", "document", len(documents))
        tables = {}
        for system, answer in systems.items():
            progress(f"{split.name}: {system}")
            tables[system] = _score(split, system, sentences, answer(sentences))
        for system in own:
            pair = (tables[system], tables["VADER on the sentence"])
            split.compare((system, "VADER on the sentence"), pair, "macro-F1", macro_f1)
    sheet.notes += [
        "rw: sentences as they come in news; mt: sentences with two or more targets.",
        "A document is the article a sentence was taken from, as the corpus's ids say.",
        "The commonest label is the training part's; the rules' weights were fitted on it too.",
        "The corpus's parts share articles, though not sentences: over half of the validation "
        "sentences come from an article that the training part draws on too.",
    ]
    return sheet.finish()


def _from_classifier(classifier: Predictor) -> System:
    def answer(sentences: Sequence[TargetSentence]) -> list[Answer]:
        inputs = [(each.text, (each.target.start, each.target.end)) for each in sentences]
        return [Answer(made.label, made.score) for made in classifier.predict(inputs)]

    return answer


def _vader() -> System:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()

    def label(text: str) -> str:
        compound = analyser.polarity_scores(text)["compound"]
        if abs(compound) < VADER_THRESHOLD:
            return "neutral"
        return "positive" if compound > 0 else "negative"

    return lambda sentences: [Answer(label(each.text)) for each in sentences]


def _score(
    split: SplitSheet, system: str, sentences: Sequence[TargetSentence], answers: list[Answer]
) -> Floats:
    """Adds a system's scores; gives its confusion matrices, one row a document."""
    import numpy as np

    place = {
        name: unit for unit, name in enumerate(dict.fromkeys(each.document for each in sentences))
    }
    table = np.zeros((len(place), len(LABELS) ** 2))
    for sentence, answer in zip(sentences, answers, strict=True):
        table[place[sentence.document]] += confusion([answer.label], [sentence.label], LABELS)
    split.add(system, table, {"macro-F1": macro_f1, "accuracy": accuracy})
    for number, label in enumerate(LABELS):
        split.add(system, table, {f"{label} F1": partial(label_f1, label=number)})
    chances = [made.chance for made in answers if made.chance is not None]
    if len(chances) == len(answers):
        right = [
            float(made.label == each.label) for made, each in zip(answers, sentences, strict=True)
        ]
        owners = [place[each.document] for each in sentences]
        bins = bin_reliability(chances, right, owners, len(place))
        split.add(system, bins, {"ECE": expected_calibration_error})
    return table
