"""Loaded language: biased sentences and words on BABE, and how that carries over to BASIL.

Spinde et al. (2021): Neural media bias detection using distant supervision with BABE. Findings of
EMNLP; Fan et al. (2019): In plain sight: media bias through the lens of factual reporting. EMNLP.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.corpora import BabeSentence, BasilArticle, holdout, read_babe, read_basil
from framing.evaluation.failures.loaded_language import (
    Training,
    false_cases,
    missed_cases,
    sentence_cases,
)
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
from framing.evaluation.perturbations import PERTURBATIONS, Perturbation
from framing.evaluation.scorecard import Judged, Scorecard, Sheet, SplitSheet
from framing.evaluation.systems import Predictor, load_predictors
from framing.evaluation.words import BagOfWords, WordList, words
from framing.records import Span

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


def evaluate(data: Path, progress: Callable[[str], None], beside: Sequence[Path] = ()) -> Scorecard:
    """Sentence and word scores on BABE's held-out fifth and on BASIL, beside three baselines."""
    sheet = Sheet("loaded_language", main=[(BABE, "macro-F1"), (BABE, "word F1")])
    progress("reading corpora")
    sentences = [each for each in read_babe(data) if each.label is not None]
    fitted = [each for each in sentences if not holdout(each.document)]
    kept = [each for each in sentences if holdout(each.document)]
    progress("fitting baselines")
    systems = {
        name: _from_classifier(classifier)
        for name, classifier in load_predictors("loaded_language", sheet, beside).items()
    }
    own = list(systems)
    systems |= _baselines(fitted)
    _score_babe(sheet, (kept, fitted), systems, own, progress)
    articles = [each for each in read_basil(data) if each.annotated]
    _score_basil(sheet, articles, systems, progress)
    sheet.notes += [
        "Words: the distinct words of a sentence that are in a loaded span, against those of the "
        "experts' biased words.",
        "BASIL: its lexical bias spans, by other annotators under another definition, in whole "
        "articles; few of its sentences have any.",
    ]
    return sheet.finish()


BABE = "BABE, held-out fifth"
HELD_OUT = (
    "The sentences of one article in five, by framing.corpora.holdout; the baselines, and the "
    "rules' weights, were fitted on those of the other four."
)
TRANSFER = "All annotated articles there are here. The rules and the baselines saw none of them."


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


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with its gold.

    Attributes:
        text: the sentence.
        owner: the number of its document.
        label: ``loaded`` or ``neutral``.
        spans: the loaded words.
    """

    text: str
    owner: int
    label: str
    spans: tuple[Span, ...]

    def perturbed(self, perturbation: Perturbation) -> Item:
        """The sentence perturbed, its spans moved along."""
        made = perturbation(self.text)
        return replace(self, text=made.text, spans=tuple(made.move(span) for span in self.spans))


def _score_babe(
    sheet: Sheet,
    parts: tuple[Sequence[BabeSentence], Sequence[BabeSentence]],
    systems: dict[str, System],
    own: Sequence[str],
    progress: Callable[[str], None],
) -> None:
    """Adds the scores on the first part; the second is what the baselines were fitted on."""
    sentences, fitted = parts
    place: dict[str, int] = {}
    items = [
        Item(
            each.text,
            place.setdefault(each.document, len(place)),
            each.label or "",
            tuple(find_phrases(each.text, each.words)),
        )
        for each in sentences
    ]
    counted = (len(items), "sentence")
    split = sheet.split(BABE, "document", len(place), items=counted, origin=HELD_OUT)
    labels, marked, kept = {}, {}, {}
    for system, answer in systems.items():
        progress(f"{split.name}: {system}")
        answers = kept[system] = answer([each.text for each in items])
        labels[system] = _label_table(len(place), items, answers)
        measures = {"macro-F1": macro_f1, "accuracy": accuracy, "loaded F1": _loaded_f1}
        split.add(system, labels[system], measures)
        words = marked[system] = _word_table(len(place), items, answers)
        if words is not None:
            split.add(system, words, {"word P": precision, "word R": recall, "word F1": f1})
        _score_reliability(split, system, items, answers)
    for system in own:
        for other in ("word list", "bag of words"):
            pair = (labels[system], labels[other])
            split.compare((system, other), pair, "macro-F1", macro_f1)
    _count_failures(split, (sentences, fitted), items, {name: kept[name] for name in own})
    for name, perturbation in PERTURBATIONS.items():
        progress(f"{split.name}: {name}")
        moved = [each.perturbed(perturbation) for each in items]
        changed = sum(new.text != old.text for new, old in zip(moved, items, strict=True))
        for system in (*own, "word list", "bag of words"):
            answers = systems[system]([each.text for each in moved])
            both = (_label_table(len(place), moved, answers), labels[system])
            split.add_robustness((system, name), changed, both, {"macro-F1": macro_f1})
            new, old = _word_table(len(place), moved, answers), marked[system]
            if new is not None and old is not None:
                split.add_robustness((system, name), changed, (new, old), {"word F1": f1})


def _count_failures(
    split: SplitSheet,
    parts: tuple[Sequence[BabeSentence], Sequence[BabeSentence]],
    items: Sequence[Item],
    answers: Mapping[str, Sequence[Answer]],
) -> None:
    sentences, training = parts[0], Training(parts[1])
    gold = [item.spans for item in items]
    found = {name: [each.spans or () for each in made] for name, made in answers.items()}
    loaded = {name: [each.loaded for each in made] for name, made in answers.items()}
    groups = {
        "Marked words that were not found": {
            name: missed_cases(sentences, gold, made, loaded[name], training)
            for name, made in found.items()
        },
        "Found words that are not marked": {
            name: false_cases(sentences, gold, made, training) for name, made in found.items()
        },
        "Sentences called wrongly": {
            name: sentence_cases(sentences, called) for name, called in loaded.items()
        },
    }
    for group, cases in groups.items():
        split.add_failures(group, cases)


def _label_table(units: int, items: Sequence[Item], answers: Sequence[Answer]) -> Floats:
    """Confusion matrices of the sentences' labels, one row a document."""
    import numpy as np

    table = np.zeros((units, len(LABELS) ** 2))
    for item, made in zip(items, answers, strict=True):
        table[item.owner] += confusion([made.label], [item.label], LABELS)
    return table


def _loaded_f1(sums: Floats) -> Floats:
    return label_f1(sums, 1)


def _word_table(units: int, items: Sequence[Item], answers: Sequence[Answer]) -> Floats | None:
    """Statistics of the loaded words, one row a document; ``None`` where a system finds none."""
    import numpy as np

    table = np.zeros((units, 4))
    for item, made in zip(items, answers, strict=True):
        if made.spans is None:
            return None
        found, gold = _words(item.text, made.spans), _words(item.text, item.spans)
        table[item.owner] += count_found(found, gold)
    return table


def _score_reliability(
    split: SplitSheet, system: str, items: Sequence[Item], answers: Sequence[Answer]
) -> None:
    loaded, sure = [], []
    for item, made in zip(items, answers, strict=True):
        if made.chance is not None:
            loaded.append(Judged(item.owner, made.chance, float(item.label == "loaded")))
            chance = made.chance if made.loaded else 1 - made.chance
            sure.append(Judged(item.owner, chance, float(made.label == item.label)))
    split.add_reliability(system, "the sentence is loaded", loaded)
    split.add_coverage(system, "loaded or neutral", sure)


def _words(text: str, spans: Sequence[Span]) -> set[str]:
    return {word for word, at in words(text) if any(at.overlaps(span) for span in spans)}


def _score_basil(
    sheet: Sheet,
    articles: Sequence[BasilArticle],
    systems: dict[str, System],
    progress: Callable[[str], None],
) -> None:
    import numpy as np

    items = []
    for owner, article in enumerate(articles):
        marks: dict[int, list[Span]] = {}
        for each in article.spans:
            if each.kind == "lexical" and each.sentence is not None:
                marks.setdefault(each.sentence, []).append(each.span)
        for number, text in enumerate(article.sentences):
            spans = tuple(marks.get(number, ()))
            items.append(Item(text, owner, LABELS[bool(spans)], spans))
    split = sheet.split(
        "BASIL lexical bias (transfer)",
        "document",
        len(articles),
        items=(len(items), "sentence"),
        origin=TRANSFER,
    )
    for system, answer in systems.items():
        progress(f"{split.name}: {system}")
        answers = answer([each.text for each in items])
        found = np.zeros((len(articles), 4))
        for item, made in zip(items, answers, strict=True):
            both = made.loaded and bool(item.spans)
            found[item.owner] += [made.loaded, both, bool(item.spans), both]
        split.add(system, found, {"sentence P": precision, "sentence R": recall, "sentence F1": f1})
        words = _word_table(len(articles), items, answers)
        if words is not None:
            split.add(system, words, {"word P": precision, "word R": recall, "word F1": f1})
