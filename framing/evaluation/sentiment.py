"""Sentiment toward a target, on NewsMTSC's validation parts.

Hamborg and Donnay (2021): NewsMTSC: a dataset for (multi-)target-dependent sentiment
classification in political news articles. EACL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from framing.corpora import TargetSentence, read_newsmtsc
from framing.evaluation.failures.sentiment import label_cases
from framing.evaluation.measures import Floats, accuracy, confusion, label_f1, macro_f1
from framing.evaluation.perturbations import PERTURBATIONS
from framing.evaluation.scorecard import Judged, Scorecard, Sheet, SplitSheet
from framing.evaluation.systems import Predictor, load_predictors

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


def evaluate(data: Path, progress: Callable[[str], None], beside: Sequence[Path] = ()) -> Scorecard:
    """Macro-F1 and accuracy on both validation parts, beside VADER and the commonest label."""
    sheet = Sheet("sentiment")
    progress("reading the corpus")
    common = Counter(each.label for each in read_newsmtsc(data, "train")).most_common(1)[0][0]
    systems: dict[str, System] = {
        name: _from_classifier(classifier)
        for name, classifier in load_predictors("sentiment", sheet, beside).items()
    }
    own = list(systems)
    systems[VADER] = _vader()
    fitted = list(systems)
    systems[f"always {common}"] = lambda sentences: [Answer(common)] * len(sentences)
    for name, part in (("rw", "rw-validation"), ("mt", "mt-validation")):
        sentences = read_newsmtsc(data, part)  # type: ignore[arg-type]
        documents = {each.document for each in sentences}
        split = sheet.split(
            f"NewsMTSC {name} validation",
            "document",
            len(documents),
            items=(len(sentences), "target"),
            origin=ORIGIN,
        )
        sheet.main.append((split.name, "macro-F1"))
        tables, answers = {}, {}
        for system, answer in systems.items():
            progress(f"{split.name}: {system}")
            answers[system] = answer(sentences)
            tables[system] = _score(split, system, sentences, answers[system])
        for system in own:
            split.compare((system, VADER), (tables[system], tables[VADER]), "macro-F1", macro_f1)
        split.add_failures(
            "Targets given the wrong label",
            {
                system: label_cases(sentences, [each.label for each in answers[system]])
                for system in own
            },
        )
        chosen = {system: systems[system] for system in fitted}
        _score_robustness(split, chosen, sentences, tables, progress)
    sheet.notes += [
        "rw: sentences as they come in news; mt: sentences with two or more targets.",
        "A document is the article a sentence was taken from, as the corpus's ids say.",
    ]
    return sheet.finish()


VADER = "VADER on the sentence"
ORIGIN = (
    "The corpus's own validation part. The rules' weights were fitted on its training part, and "
    "the commonest label is that part's. The two share articles, though not sentences: over half "
    "of the validation sentences come from an article that the training part draws on too. VADER "
    "was fitted on none of it."
)


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
    table = _table(sentences, answers)
    split.add(system, table, {"macro-F1": macro_f1, "accuracy": accuracy})
    for number, label in enumerate(LABELS):
        split.add(system, table, {f"{label} F1": partial(label_f1, label=number)})
    judged = [
        Judged(owner, made.chance, float(made.label == sentence.label))
        for owner, made, sentence in zip(_owners(sentences), answers, sentences, strict=True)
        if made.chance is not None
    ]
    split.add_reliability(system, "the label is right", judged)
    split.add_coverage(system, "the label", judged)
    return table


def _table(sentences: Sequence[TargetSentence], answers: Sequence[Answer]) -> Floats:
    import numpy as np

    owners = _owners(sentences)
    table = np.zeros((max(owners) + 1, len(LABELS) ** 2))
    for owner, sentence, answer in zip(owners, sentences, answers, strict=True):
        table[owner] += confusion([answer.label], [sentence.label], LABELS)
    return table


def _owners(sentences: Sequence[TargetSentence]) -> list[int]:
    """The number of each sentence's document."""
    place: dict[str, int] = {}
    return [place.setdefault(each.document, len(place)) for each in sentences]


def _score_robustness(
    split: SplitSheet,
    systems: Mapping[str, System],
    sentences: Sequence[TargetSentence],
    tables: Mapping[str, Floats],
    progress: Callable[[str], None],
) -> None:
    for name, perturbation in PERTURBATIONS.items():
        progress(f"{split.name}: {name}")
        made = [perturbation(each.text) for each in sentences]
        moved = [
            replace(each, text=new.text, target=new.move(each.target))
            for each, new in zip(sentences, made, strict=True)
        ]
        changed = sum(new.changed for new in made)
        for system, answer in systems.items():
            both = (_table(moved, answer(moved)), tables[system])
            split.add_robustness((system, name), changed, both, {"macro-F1": macro_f1})
