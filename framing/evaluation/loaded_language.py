"""Loaded language: biased sentences and words on BABE, and how that carries over to BASIL.

Spinde et al. (2021): Neural media bias detection using distant supervision with BABE. Findings of
EMNLP; Fan et al. (2019): In plain sight: media bias through the lens of factual reporting. EMNLP.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.corpora import BabeSentence, BasilArticle, holdout, read_babe, read_basil
from framing.evaluation.measures import (
    Floats,
    accuracy,
    confusion,
    count_found,
    f1,
    label_f1,
    macro_f1,
    precision,
    recall,
)
from framing.evaluation.scorecard import Scorecard, Sheet, SplitSheet
from framing.evaluation.systems import Predictor, load_predictors
from framing.evaluation.words import BagOfWords, WordList, words
from framing.records import Span
from framing.statistics import bin_reliability, expected_calibration_error

__all__ = ["evaluate", "find_phrases"]

LABELS = ("neutral", "loaded")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says of one sentence.

    Attributes:
        loaded: whether it is loaded.
        spans: the loaded words, or ``None`` from a system that finds none.
        chance: the probability that it is loaded, or ``None``.
    """

    loaded: bool
    spans: tuple[Span, ...] | None = None
    chance: float | None = None

    @property
    def label(self) -> str:
        """The sentence's label."""
        return LABELS[self.loaded]


System = Callable[[Sequence[str]], list[Answer]]


def evaluate(data: Path, progress: Callable[[str], None]) -> Scorecard:
    """Sentence and word scores on BABE's held-out fifth and on BASIL, beside three baselines."""
    sheet = Sheet("loaded_language")
    progress("reading corpora")
    sentences = [each for each in read_babe(data) if each.label is not None]
    fitted = [each for each in sentences if not holdout(each.document)]
    kept = [each for each in sentences if holdout(each.document)]
    progress("fitting baselines")
    systems = {
        name: _from_classifier(classifier)
        for name, classifier in load_predictors("loaded_language", sheet).items()
    }
    own = list(systems)
    systems |= _baselines(fitted)
    _score_babe(sheet, kept, systems, own, progress)
    articles = [each for each in read_basil(data) if each.annotated]
    _score_basil(sheet, articles, systems, progress)
    sheet.notes += [
        "BABE's held-out fifth: the sentences of one article in five, by framing.corpora.holdout; "
        "baselines were fitted on the rest, and so were weights of the rules, if any.",
        "Words: the distinct words of a sentence that are in a loaded span, against those of the "
        "experts' biased words.",
        "BASIL: its lexical bias spans, by other annotators under another definition, in whole "
        "articles; few of its sentences have any. Nothing was fitted on it.",
    ]
    return sheet.finish()


def find_phrases(text: str, phrases: Sequence[str]) -> list[Span]:
    """Every place where one of the phrases stands in the text as whole words, any case."""
    found = words(text)
    plain = [word for word, _ in found]
    spans = []
    for phrase in phrases:
        wanted = [word for word, _ in words(phrase)]
        for at in range(len(plain) - len(wanted) + 1) if wanted else ():
            if plain[at : at + len(wanted)] == wanted:
                spans.append(Span(found[at][1].start, found[at + len(wanted) - 1][1].end))
    return sorted(set(spans))


def _from_classifier(classifier: Predictor) -> System:
    def answer(texts: Sequence[str]) -> list[Answer]:
        return [
            Answer(
                made.label == "loaded",
                tuple(each.span for each in made.annotations),
                made.probabilities["loaded"],
            )
            for made in classifier.predict(list(texts))
        ]

    return answer


def _baselines(sentences: Sequence[BabeSentence]) -> dict[str, System]:
    texts = [each.text for each in sentences]
    marked = WordList.fit(
        (each.text, [(span, "loaded") for span in find_phrases(each.text, each.words)])
        for each in sentences
    )
    bag = BagOfWords.fit(texts, [each.label == "loaded" for each in sentences])
    common = Counter(each.label == "loaded" for each in sentences).most_common(1)[0][0]

    def listed(texts: Sequence[str]) -> list[Answer]:
        hits = [marked.find(text) for text in texts]
        return [Answer(bool(each), tuple(span for span, _, _ in each)) for each in hits]

    def regression(texts: Sequence[str]) -> list[Answer]:
        return [Answer(chance >= 0.5, None, chance) for chance in bag.chances(texts)]

    return {
        "word list": listed,
        "bag of words": regression,
        f"always {LABELS[common]}": lambda texts: [Answer(common)] * len(texts),
    }


def _score_babe(
    sheet: Sheet,
    sentences: Sequence[BabeSentence],
    systems: dict[str, System],
    own: Sequence[str],
    progress: Callable[[str], None],
) -> None:
    import numpy as np

    place = {
        name: unit for unit, name in enumerate(dict.fromkeys(each.document for each in sentences))
    }
    owners = [place[each.document] for each in sentences]
    split = sheet.split("BABE, held-out fifth", "document", len(place))
    gold = [_words(each.text, find_phrases(each.text, each.words)) for each in sentences]
    tables = {}
    for system, answer in systems.items():
        progress(f"{split.name}: {system}")
        answers = answer([each.text for each in sentences])
        tables[system] = np.zeros((len(place), len(LABELS) ** 2))
        for owner, made, sentence in zip(owners, answers, sentences, strict=True):
            tables[system][owner] += confusion([made.label], [sentence.label], LABELS)
        split.add(
            system,
            tables[system],
            {"macro-F1": macro_f1, "accuracy": accuracy, "loaded F1": _loaded_f1},
        )
        _score_words(split, system, [each.text for each in sentences], (answers, gold, owners))
        _score_reliability(split, system, answers, [e.label == "loaded" for e in sentences], owners)
    for system in own:
        for other in ("word list", "bag of words"):
            pair = (tables[system], tables[other])
            split.compare((system, other), pair, "macro-F1", macro_f1)


def _loaded_f1(sums: Floats) -> Floats:
    return label_f1(sums, 1)


def _score_words(
    split: SplitSheet,
    system: str,
    texts: Sequence[str],
    table: tuple[Sequence[Answer], Sequence[set[str]], Sequence[int]],
) -> None:
    import numpy as np

    answers, gold, owners = table
    statistics = np.zeros((split.bootstrap.units, 4))
    for text, made, wanted, owner in zip(texts, answers, gold, owners, strict=True):
        if made.spans is None:
            return
        statistics[owner] += count_found(_words(text, made.spans), wanted)
    split.add(system, statistics, {"word P": precision, "word R": recall, "word F1": f1})


def _score_reliability(
    split: SplitSheet,
    system: str,
    answers: Sequence[Answer],
    truth: Sequence[bool],
    owners: Sequence[int],
) -> None:
    chances = [made.chance for made in answers if made.chance is not None]
    if len(chances) == len(answers):
        outcomes = [float(each) for each in truth]
        bins = bin_reliability(chances, outcomes, owners, split.bootstrap.units)
        split.add(system, bins, {"ECE": expected_calibration_error})


def _words(text: str, spans: Sequence[Span]) -> set[str]:
    return {word for word, at in words(text) if any(at.overlaps(span) for span in spans)}


def _score_basil(
    sheet: Sheet,
    articles: Sequence[BasilArticle],
    systems: dict[str, System],
    progress: Callable[[str], None],
) -> None:
    import numpy as np

    split = sheet.split("BASIL lexical bias (transfer)", "document", len(articles))
    texts, owners, gold = [], [], []
    for owner, article in enumerate(articles):
        marks: dict[int, list[Span]] = {}
        for each in article.spans:
            if each.kind == "lexical" and each.sentence is not None:
                marks.setdefault(each.sentence, []).append(each.span)
        for number, text in enumerate(article.sentences):
            texts.append(text)
            owners.append(owner)
            gold.append(marks.get(number, []))
    wanted = [_words(text, spans) for text, spans in zip(texts, gold, strict=True)]
    for system, answer in systems.items():
        progress(f"{split.name}: {system}")
        answers = answer(texts)
        found = np.zeros((len(articles), 4))
        for owner, made, spans in zip(owners, answers, gold, strict=True):
            both = made.loaded and bool(spans)
            found[owner] += [made.loaded, both, bool(spans), both]
        split.add(system, found, {"sentence P": precision, "sentence R": recall, "sentence F1": f1})
        _score_words(split, system, texts, (answers, wanted, owners))
