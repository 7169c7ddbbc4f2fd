"""Hedging: hedged sentences and hedge cues on the Szeged Uncertainty Corpus.

Szarvas, Vincze, Farkas, Móra and Gurevych (2012): Cross-genre and cross-domain detection of
semantic uncertainty. Computational Linguistics 38(2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.corpora import UncertaintyDocument, UncertaintySentence, holdout, read_szeged
from framing.evaluation.failures.hedging import (
    Training,
    cue_cases,
    sentence_cases,
    type_cases,
)
from framing.evaluation.measures import count_found, f1, precision, recall
from framing.evaluation.perturbations import PERTURBATIONS, Perturbation
from framing.evaluation.scorecard import Judged, Scorecard, Sheet, SplitSheet
from framing.evaluation.systems import Predictor, load_predictors
from framing.evaluation.words import BagOfWords, WordList
from framing.records import Span

__all__ = ["evaluate"]

Cue = tuple[Span, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says of one sentence.

    Attributes:
        hedged: whether it is hedged.
        cues: the cues with the probability of each, or ``None`` from a system that finds none.
        chance: the probability that it is hedged, or ``None``.
    """

    hedged: bool
    cues: Mapping[Cue, float] | None = None
    chance: float | None = None


System = Callable[[Sequence[str]], list[Answer]]


def evaluate(data: Path, progress: Callable[[str], None], beside: Sequence[Path] = ()) -> Scorecard:
    """Sentence, cue and typed-cue F1 on news and Wikipedia, beside four baselines."""
    sheet = Sheet("hedging", main=[(NEWS, "sentence F1"), (NEWS, "cue F1")])
    progress("reading the corpus")
    wiki, news = read_szeged(data, "wiki"), read_szeged(data, "factbank-train")
    progress("fitting baselines")
    systems = {
        name: _from_classifier(classifier)
        for name, classifier in load_predictors("hedging", sheet, beside).items()
    }
    own = list(systems)
    systems |= _baselines([document for document in wiki if not holdout(document.id)])
    splits = {
        NEWS: ([each for each in news if holdout(each.id)], HELD_OUT),
        "news, all documents": (news, ALL_NEWS),
        "Wikipedia, held-out fifth": ([each for each in wiki if holdout(each.id)], HELD_OUT),
    }
    for name, (documents, origin) in splits.items():
        sentences = len(_sentences(documents))
        split = sheet.split(
            name, "document", len(documents), items=(sentences, "sentence"), origin=origin
        )
        tables, answers = {}, {}
        for system, answer in systems.items():
            progress(f"{name}: {system}")
            answers[system] = answer([each.text for each in _sentences(documents)])
            tables[system] = _score(split, system, documents, answers[system])
        for system in own:
            pair = (tables[system]["sentence"], tables["cue list"]["sentence"])
            split.compare((system, "cue list"), pair, "sentence F1", f1)
        if name == NEWS:
            seen = [each for each in (*news, *wiki) if not holdout(each.id)]
            _count_failures(split, documents, {name: answers[name] for name in own}, seen)
            fitted = {name: each for name, each in systems.items() if name not in CONSTANT}
            _score_robustness(split, fitted, documents, tables, progress)
    sheet.notes += [
        "News is the corpus's FactBank part, as much of it as is not held back; Wikipedia its "
        "encyclopaedia part.",
        "Sentence F1 is that of the hedged class. A cue counts as found when both its ends are "
        "right; a typed cue when its label is right too.",
    ]
    return sheet.finish()


NEWS = "news, held-out fifth"
HELD_OUT = (
    "The held-out fifth is one document in five, by framing.corpora.holdout. The rules' weights "
    "were fitted on the other four fifths of news and of Wikipedia, the baselines on those of "
    "Wikipedia alone: to them news is a new genre."
)
ALL_NEWS = (
    "Every news document. The rules' weights were fitted on four fifths of them, so this is "
    "partly a fit to the training data; a network trained on them has seen them too. The "
    "baselines have not."
)
CONSTANT = ("all hedged", "all flat")


def _from_classifier(classifier: Predictor) -> System:
    def answer(texts: Sequence[str]) -> list[Answer]:
        return [
            Answer(
                made.label == "hedged",
                {(cue.span, cue.label): cue.score for cue in made.annotations},
                made.probabilities["hedged"],
            )
            for made in classifier.predict(list(texts))
        ]

    return answer


def _baselines(documents: Sequence[UncertaintyDocument]) -> dict[str, System]:
    sentences = _sentences(documents)
    cues = WordList.fit(
        (each.text, [(cue.span, cue.label) for cue in each.cues]) for each in sentences
    )
    bag = BagOfWords.fit([each.text for each in sentences], [bool(each.cues) for each in sentences])

    def listed(texts: Sequence[str]) -> list[Answer]:
        found = [cues.find(text) for text in texts]
        return [
            Answer(
                bool(hits),
                {(span, label): chance for span, label, chance in hits},
                max((chance for _, _, chance in hits), default=0.0),
            )
            for hits in found
        ]

    def regression(texts: Sequence[str]) -> list[Answer]:
        return [Answer(chance >= 0.5, None, chance) for chance in bag.chances(texts)]

    return {
        "cue list": listed,
        "bag of words": regression,
        "all hedged": lambda texts: [Answer(True)] * len(texts),
        "all flat": lambda texts: [Answer(False)] * len(texts),
    }


def _sentences(documents: Sequence[UncertaintyDocument]) -> list[UncertaintySentence]:
    return [sentence for document in documents for sentence in document.sentences]


Tables = dict[str, list[list[float]]]


def _score(
    split: SplitSheet,
    system: str,
    documents: Sequence[UncertaintyDocument],
    answers: Sequence[Answer],
) -> Tables:
    """Adds a system's scores; gives the statistics behind them."""
    tables = _tables(documents, answers)
    measures = {"sentence P": precision, "sentence R": recall, "sentence F1": f1}
    split.add(system, tables["sentence"], measures)
    for name in tables:
        if name != "sentence":
            split.add(system, tables[name], {f"{name} F1": f1})
    _score_reliability(split, system, documents, answers)
    return tables


def _score_reliability(
    split: SplitSheet,
    system: str,
    documents: Sequence[UncertaintyDocument],
    answers: Sequence[Answer],
) -> None:
    owners = [unit for unit, document in enumerate(documents) for _ in document.sentences]
    hedged, sure, cues = [], [], []
    for unit, sentence, made in zip(owners, _sentences(documents), answers, strict=True):
        truth = bool(sentence.cues)
        if made.chance is not None:
            hedged.append(Judged(unit, made.chance, float(truth)))
            chance = made.chance if made.hedged else 1 - made.chance
            sure.append(Judged(unit, chance, float(made.hedged == truth)))
        gold = {cue.span for cue in sentence.cues}
        for (span, _), chance in (made.cues or {}).items():
            cues.append(Judged(unit, chance, float(span in gold)))
    split.add_reliability(system, "the sentence is hedged", hedged)
    split.add_reliability(system, "the cue is one, to the letter", cues)
    split.add_coverage(system, "hedged or flat", sure)


def _tables(documents: Sequence[UncertaintyDocument], answers: Sequence[Answer]) -> Tables:
    """Statistics a document: of its hedged sentences, and of its cues where a system finds any."""
    marked = all(made.cues is not None for made in answers)
    names = ("sentence", "cue", "typed cue") if marked else ("sentence",)
    tables: Tables = {name: [] for name in names}
    ahead = iter(answers)
    for document in documents:
        made = [next(ahead) for _ in document.sentences]
        sentences = document.sentences
        tables["sentence"].append(
            count_found(
                {number for number, each in enumerate(made) if each.hedged},
                {number for number, each in enumerate(sentences) if each.cues},
            )
        )
        if marked:
            found = {(n, *cue) for n, each in enumerate(made) for cue in each.cues or ()}
            gold = {
                (n, cue.span, cue.label) for n, each in enumerate(sentences) for cue in each.cues
            }
            tables["typed cue"].append(count_found(found, gold))
            tables["cue"].append(count_found({cue[:2] for cue in found}, {cue[:2] for cue in gold}))
    return tables


def _count_failures(
    split: SplitSheet,
    documents: Sequence[UncertaintyDocument],
    answers: Mapping[str, Sequence[Answer]],
    seen: Sequence[UncertaintyDocument],
) -> None:
    training = Training(_sentences(seen))
    sentences = _sentences(documents)
    gold = [{cue.span: cue.label for cue in each.cues} for each in sentences]
    found = {
        name: [{cue[0]: cue[1] for cue in each.cues or ()} for each in made]
        for name, made in answers.items()
    }
    groups = {
        "Gold cues that were not found": {
            name: cue_cases(sentences, gold, made, training, "not found at all")
            for name, made in found.items()
        },
        "Found cues that are none": {
            name: cue_cases(sentences, made, gold, training, "no cue there")
            for name, made in found.items()
        },
        "Right cues of the wrong type": {
            name: type_cases(gold, made) for name, made in found.items()
        },
        "Sentences called wrongly": {
            name: sentence_cases(sentences, [each.hedged for each in made], training)
            for name, made in answers.items()
        },
    }
    for group, cases in groups.items():
        split.add_failures(group, cases)


def _score_robustness(
    split: SplitSheet,
    systems: Mapping[str, System],
    documents: Sequence[UncertaintyDocument],
    tables: Mapping[str, Tables],
    progress: Callable[[str], None],
) -> None:
    for name, perturbation in PERTURBATIONS.items():
        progress(f"{split.name}: {name}")
        moved = [_perturb(document, perturbation) for document in documents]
        pairs = zip(_sentences(documents), _sentences(moved), strict=True)
        changed = sum(one.text != other.text for one, other in pairs)
        texts = [sentence.text for sentence in _sentences(moved)]
        for system, answer in systems.items():
            made = _tables(moved, answer(texts))
            for kind in ("sentence", "cue"):
                if kind in made:
                    both = (made[kind], tables[system][kind])
                    split.add_robustness((system, name), changed, both, {f"{kind} F1": f1})


def _perturb(document: UncertaintyDocument, perturbation: Perturbation) -> UncertaintyDocument:
    sentences = []
    for sentence in document.sentences:
        made = perturbation(sentence.text)
        cues = tuple(replace(cue, span=made.move(cue.span)) for cue in sentence.cues)
        sentences.append(replace(sentence, text=made.text, cues=cues))
    return replace(document, sentences=tuple(sentences))
