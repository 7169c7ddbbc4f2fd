"""Sentence boundaries against BASIL's own and against the tokenised PolNeAR articles.

A boundary is the number of letters and digits before it, so that it does not matter on which side
of it a quotation mark is put. Boundaries at the ends of paragraphs are given and do not count in
the ``inside`` scores. The floors stand just under what was measured; they refuse to sink.
"""

import gzip
import json
from dataclasses import dataclass

from framing.articles import split_sentences


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self):
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def boundary(text, offset):
    return sum(character.isalnum() for character in text[:offset])


def score(paragraphs, *, inside):
    """Precision and recall of boundaries; ``paragraphs`` gives a text and its sentences' ends."""
    right = made = gold = 0
    for text, ends in paragraphs:
        given = set() if inside else {boundary(text, len(text))}
        last = {0, boundary(text, len(text))}
        found = {boundary(text, span.end) for span in split_sentences(text)} - last | given
        true = {boundary(text, end) for end in ends} - last | given
        right += len(found & true)
        made += len(found)
        gold += len(true)
    return Score(right / made, right / gold)


def basil(shared):
    for path in sorted((shared / "corpora" / "basil" / "articles").glob("*/*.json")):
        for paragraph in json.loads(path.read_text(encoding="utf-8"))["body-paragraphs"]:
            sentences = [" ".join(one.split()) for one in paragraph if one.strip()]
            ends = []
            for one in sentences:
                ends.append((ends[-1] + 1 if ends else 0) + len(one))
            if ends:
                yield " ".join(sentences), ends


def polnear(shared):
    folder = shared / "corpora" / "polnear" / "data" / "dev"
    with gzip.open(folder / "corenlp.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            path = folder / "text" / f"{record['doc']}.txt"
            text = path.read_bytes().decode("utf-8")
            ends = [tokens[-1][1] for tokens in record["sentences"] if tokens]
            start = 0
            for piece in text.split("\n"):
                within = [end - start for end in ends if start < end <= start + len(piece)]
                if piece.strip():
                    yield piece, within
                start += len(piece) + 1


def test_basil(shared):
    paragraphs = list(basil(shared))
    every = score(paragraphs, inside=False)
    assert every.f1 >= 0.983
    assert every.recall >= 0.998
    # Most of what is missing here are quotations that BASIL leaves as one sentence.
    assert score(paragraphs, inside=True).f1 >= 0.958


def test_polnear(shared):
    paragraphs = list(polnear(shared))
    every = score(paragraphs, inside=False)
    assert every.f1 >= 0.99
    assert score(paragraphs, inside=True).f1 >= 0.98
