"""Fits the weights of the entity rules on PolNeAR's silver named-entity layer.

Newell, Margolin and Ruths (2018), LREC; the layer is CoreNLP's (Manning et al. 2014), so it is
silver. Each run of capitalised words is one example: a name of a person, an organisation, a place,
something else, or no name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from framing.classifiers.entities.mentions import LABELS, find_runs, run_features
from framing.classifiers.entities.tokens import tokenise
from framing.corpora.polnear import PolnearDocument, read_polnear
from framing.training.conditional_logit import Choice, fit_choice
from framing.training.weights_file import write_weights

__all__ = ["SILVER_LABELS", "fit"]

SILVER_LABELS = {
    "PERSON": "person",
    "ORGANIZATION": "organisation",
    "LOCATION": "place",
    "MISC": "other",
}
PENALTY = 1.0


def fit(data: Path, out: Path, progress: Callable[[str], None]) -> tuple[Path, ...]:
    """Writes ``entity.json``.

    Raises:
        InputError: if the corpus is not in ``data``.
    """
    progress("reading PolNeAR")
    choices = [
        choice
        for document in read_polnear(data, "train")
        if document.silver_sentences
        for choice in _choices(document)
    ]
    progress("fitting the labels of names")
    return (write_weights(out / "entity.json", {"label": fit_choice(choices, PENALTY)}),)


def _choices(document: PolnearDocument) -> Iterator[Choice]:
    article = document.to_article()
    tokens = tokenise(article.text, [(each.start, each.end) for each in article.sentences])
    lower = frozenset(word for word in tokens.words if word.islower())
    silver = [token for sentence in document.silver_sentences for token in sentence]
    starts = [token.start for token in silver]
    for run in find_runs(article, tokens):
        if run.headline:
            continue
        first = bisect_left(starts, tokens.starts[run.start])
        last = bisect_left(starts, tokens.ends[run.end - 1])
        labels = Counter(SILVER_LABELS.get(token.entity, "none") for token in silver[first:last])
        if not labels:
            continue
        label = max(sorted(labels), key=lambda each: labels[each])
        features = run_features(tokens, run, lower)
        options = [[f"{name}|{one}" for one in features] for name in LABELS[1:]]
        yield Choice([[], *options], LABELS.index(label))
