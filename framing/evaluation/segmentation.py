"""Segmentation: sentence boundaries against BASIL's own sentences and PolNeAR's tokenised text.

A boundary is the offset at which a sentence ends. A paragraph's last boundary is given away by
the line break, so the stricter measure counts only boundaries inside paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from framing.articles.segmentation import split_sentences
from framing.corpora import read_basil, read_polnear
from framing.evaluation.measures import FOUND_MEASURES, count_found, f1
from framing.evaluation.scorecard import Scorecard, Sheet
from framing.evaluation.scores import System
from framing.records import Span

__all__ = ["evaluate"]

SIMPLE_STOP = re.compile(r"[.!?][\"'”’)]*(?=\s+[\"'“‘(]*[A-Z])")
ORIGIN = "Nothing is fitted: framing's splitter and the baseline are rules."
MARKS = "\"'“”‘’"
AFTER = re.compile(r"(?:[^\S\n]|[\"'“”‘’])*")
SIMPLE = "stop and capital"
Splitter = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The offsets at which the sentences of one text end.

    Attributes:
        text: the text, one paragraph a line.
        inside: ends inside paragraphs, quotation marks around them aside.
        exact: the same, with every mark on its own side.
        all: as ``inside``, and the paragraphs' own ends.
    """

    text: str
    inside: frozenset[int]
    exact: frozenset[int]
    all: frozenset[int]


def evaluate(data: Path, progress: Callable[[str], None]) -> Scorecard:
    """Boundary F1 on BASIL and PolNeAR's development part, beside a stop-and-capital rule."""
    from framing.articles.normalisation import normalise

    sheet = Sheet("segmentation", main=[("BASIL", "F1"), ("PolNeAR dev", "F1")])
    sheet.own.append(System("framing", "own", "rules"))
    progress("reading corpora")
    splits = {
        "BASIL": [
            basil_boundaries(
                [[" ".join(normalise(s).split()) for s in part] for part in article.paragraphs]
            )
            for article in read_basil(data)
        ],
        "PolNeAR dev": [
            boundaries(
                document.text,
                (sentence[-1].end for sentence in document.silver_sentences if sentence),
            )
            for document in read_polnear(data, "dev")
            if document.silver_sentences
        ],
    }
    systems: dict[str, Splitter] = {"framing": split_sentences, SIMPLE: simple_split}
    for name, documents in splits.items():
        items = (sum(len(each.inside) for each in documents), "boundary inside a paragraph")
        split = sheet.split(name, "document", len(documents), items=items, origin=ORIGIN)
        inside = {}
        for system, splitter in systems.items():
            progress(f"{name}: {system}")
            found = [
                boundaries(document.text, (span.end for span in splitter(document.text)))
                for document in documents
            ]
            pairs = list(zip(found, documents, strict=True))
            inside[system] = [count_found(guess.inside, gold.inside) for guess, gold in pairs]
            split.add(system, inside[system], FOUND_MEASURES)
            exact = [count_found(guess.exact, gold.exact) for guess, gold in pairs]
            split.add(system, exact, {"F1, marks count": f1})
            everywhere = [count_found(guess.all, gold.all) for guess, gold in pairs]
            split.add(system, everywhere, {"F1, paragraph ends too": f1})
        split.compare(("framing", SIMPLE), (inside["framing"], inside[SIMPLE]), "F1", f1)
    sheet.notes += [
        "Precision, recall and F1 count boundaries inside paragraphs only; those at a line break "
        "are given away, and counted in the last column alone.",
        "It does not matter on which side of a boundary a quotation mark is put, but in the column "
        "'marks count'.",
        "BASIL: the release's own sentences, joined to paragraphs; it often leaves several "
        "sentences of a quotation in one, so that splitting them counts as wrong. PolNeAR: "
        "CoreNLP's sentences, which are silver: some of their boundaries are wrong.",
    ]
    return sheet.finish()


def boundaries(text: str, ends: Iterable[int]) -> Boundaries:
    """Sorts ends into those inside paragraphs and the rest.

    An end is moved back over white space and quotation marks, so that it does not matter to which
    of two sentences a mark is given; exact ends over white space only.
    """
    inside, exact, everywhere = set(), set(), set()
    for end in ends:
        while end > 0 and text[end - 1].isspace():
            end -= 1
        strict = end
        while end > 0 and (text[end - 1].isspace() or text[end - 1] in MARKS):
            end -= 1
        everywhere.add(end)
        after = AFTER.match(text, end)
        if after is not None and after.end() < len(text) and text[after.end()] != "\n":
            inside.add(end)
            exact.add(strict)
    return Boundaries(text, frozenset(inside), frozenset(exact), frozenset(everywhere))


def basil_boundaries(paragraphs: Iterable[Iterable[str]]) -> Boundaries:
    """Paragraphs of sentences as a text, one paragraph a line, with its boundaries."""
    lines = []
    ends = []
    start = 0
    for paragraph in paragraphs:
        sentences = [sentence for sentence in paragraph if sentence]
        at = start
        for sentence in sentences:
            at += len(sentence)
            ends.append(at)
            at += 1
        lines.append(" ".join(sentences))
        start += len(lines[-1]) + 1
    return boundaries("\n".join(lines), ends)


def simple_split(text: str) -> list[Span]:
    """The baseline: a sentence ends at a stop before white space and a capital."""
    return list(_simple_spans(text))


def _simple_spans(text: str) -> Iterator[Span]:
    start = 0
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in SIMPLE_STOP.finditer(text, line.start(), line.end()):
            yield Span(start, stop.end())
            start = stop.end()
        yield Span(start, line.end())
