"""Word-level baselines: what a list of words, or a bag of them, learns from annotated text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from framing.records import Span

__all__ = ["BagOfWords", "WordList", "words"]

WORD = re.compile(r"\w+(?:['’-]\w+)*")
LEAST_SEEN = 3


def words(text: str) -> list[tuple[str, Span]]:
    """The words of a text, lower-cased, with their spans."""
    return [(found[0].lower(), Span(*found.span())) for found in WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that were marked more often than not in training text.

    Attributes:
        labels: word to the label it carried most often.
        chances: word to the share of its occurrences that were marked.
    """

    labels: Mapping[str, str]
    chances: Mapping[str, float]

    @classmethod
    def fit(cls, examples: Iterable[tuple[str, Sequence[tuple[Span, str]]]]) -> WordList:
        """Learns from texts with marked, labelled spans; words seen fewer than 3 times are left."""
        seen: Counter[str] = Counter()
        marked: dict[str, Counter[str]] = {}
        for text, spans in examples:
            for word, span in words(text):
                seen[word] += 1
                for mark, label in spans:
                    if mark.overlaps(span):
                        marked.setdefault(word, Counter())[label] += 1
                        break
        chances = {
            word: labels.total() / seen[word]
            for word, labels in marked.items()
            if seen[word] >= LEAST_SEEN and 2 * labels.total() > seen[word]
        }
        labels = {
            word: min(marked[word], key=lambda label: (-marked[word][label], label))
            for word in chances
        }
        return cls(MappingProxyType(labels), MappingProxyType(chances))

    def find(self, text: str) -> list[tuple[Span, str, float]]:
        """The listed words in a text: span, label, chance."""
        return [
            (span, self.labels[word], self.chances[word])
            for word, span in words(text)
            if word in self.labels
        ]


@dataclass(frozen=True, slots=True)
class BagOfWords:
    """Logistic regression on the words and word pairs of a text, weighted by TF-IDF."""

    pipeline: Any

    @classmethod
    def fit(cls, texts: Sequence[str], positive: Sequence[bool]) -> BagOfWords:
        """Learns which texts are positive."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        pipeline = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(C=10.0, class_weight="balanced", max_iter=300, random_state=0),
        )
        return cls(pipeline.fit(list(texts), list(positive)))

    def chances(self, texts: Sequence[str]) -> list[float]:
        """The probability that each text is positive."""
        return [float(row[1]) for row in self.pipeline.predict_proba(list(texts))]
