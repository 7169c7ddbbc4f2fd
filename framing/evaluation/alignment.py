"""Alignment: same-fact links against gold, and the differences named on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.alignment.evidence import gather_evidence
from framing.alignment.scoring import decide
from framing.corpora import Event, read_same_fact
from framing.evaluation.differences import score_differences
from framing.evaluation.first_aligner import FirstAligner
from framing.evaluation.linking import ORACLE, LinkingSystem, link_every_pair, score_part
from framing.evaluation.links import (
    ScoredPairs,
    as_scored,
    best_threshold,
    link_above,
    only_same,
    ordered,
)
from framing.evaluation.measures import Floats
from framing.evaluation.parts import Part, read_parts
from framing.evaluation.scorecard import Scorecard, Sheet
from framing.evaluation.scores import System
from framing.records import SentenceRef

if TYPE_CHECKING:
    from framing.model.encoding import Encoding

__all__ = ["encode_events", "evaluate"]

OURS = "framing"
UNREAD = "framing, evidence alone"
FIRST = "first aligner"
NOTES = (
    "Precision: predicted links that are sure or possible, of all predicted. Recall: sure links "
    "that are predicted, of all sure links (Och and Ney 2003). Pooled over events.",
    "'same' recall: the same, of sure links labelled 'same', whatever they are called. 'same' "
    "alone: links called 'same' against gold ones, sure where every pass says so, possible where "
    "one does.",
    "Candidate recall: sure links whose pair was scored at all, of all sure links. Candidates a "
    "sentence: how many sentences of another article it was scored with, on average.",
    "Average precision: the area under precision against recall. A pair that was not scored is "
    "never found.",
    "Oracle thresholds were chosen on the very part that is scored, so they flatter.",
    "Evidence alone: without the reader of pairs, which reads the pairs that may be linked.",
    "First aligner: a logistic regression over 22 pieces of evidence, its weights frozen, on "
    "today's evidence and every pair that was looked at.",
    "Calibration is over the pairs an aligner scored, against the share of annotation passes "
    "that linked the pair: 1, 0.5 or 0; and over the pairs it linked alone, as is accuracy when "
    "the least sure are left out.",
    "Differences: kinds named on sure gold links. A link on which only one pass marked the kind "
    "is left out for that kind. 'conflict' is any difference flagged as a conflict. Kinds without "
    "a gold case are counted under 'all kinds' only.",
)


@dataclass(frozen=True, slots=True)
class _Cosine:
    """Cosines of vectors, with the thresholds that are best on same-fact train."""

    name: str
    vectors: Callable[[Event, Sequence[Encoding]], Sequence[NDArray[np.floating]]]
    threshold: float = 0.0
    same: float = 0.0

    def score(self, event: Event, encodings: Sequence[Encoding]) -> ScoredPairs:
        """Every pair of sentences of different articles, scored and linked."""
        scores = {}
        rows = self.vectors(event, encodings)
        for left, one in enumerate(event.articles):
            for right in range(left + 1, len(event.articles)):
                table = rows[left] @ rows[right].T
                for (m, n), value in np.ndenumerate(table):
                    pair = SentenceRef(one.id, m), SentenceRef(event.articles[right].id, n)
                    scores[ordered(*pair)] = float(value)
        return link_above(ScoredPairs(scores), self.threshold, self.same)

    def fit(self, events: Sequence[Event], encodings: Sequence[Sequence[Encoding]]) -> _Cosine:
        """The same with the thresholds that are best on these events."""
        scored = [self.score(*each) for each in zip(events, encodings, strict=True)]
        same = [replace(event, links=only_same(event.links)) for event in events]
        return replace(
            self, threshold=best_threshold(scored, events), same=best_threshold(scored, same)
        )


def evaluate(data: Path, progress: Callable[[str], None]) -> Scorecard:
    """Link scores, calibration and differences on the development parts, beside baselines."""
    from framing.model.encoder import Encoder

    progress("reading the corpus")
    train = read_same_fact(data, "train")
    parts = read_parts(data)
    sheet = Sheet("alignment", main=[(part.name, "F1") for part in parts if part.relations])
    progress("loading the encoder")
    encoder = Encoder.from_pretrained()
    sheet.weights["encoder"] = encoder.digest
    progress("encoding the training part")
    encoded = encode_events(encoder.encode_articles, train)
    cosines = [each.fit(train, encoded) for each in COSINES]
    for each in cosines:
        sheet.parameters[f"{each.name} threshold"] = round(each.threshold, 4)
        sheet.parameters[f"{each.name} threshold, 'same' alone"] = round(each.same, 4)
    for part in parts:
        progress(f"{part.name}: encoding")
        encoded = encode_events(encoder.encode_articles, part.events, tokens=True)
        progress(f"{part.name}: aligning")
        score_part(sheet, part, _link(sheet, part, encoded, cosines))
        if part.relations:
            progress(f"{part.name}: differences")
            score_differences(sheet, f"{part.name}, differences", part.events)
    digest = sheet.weights.get("alignment", "")
    sheet.own.append(System(OURS, "own", "network", digest, "same-fact train"))
    sheet.references.add(UNREAD)
    sheet.references |= {name for name in sheet.seen if name.endswith(ORACLE)}
    sheet.notes += NOTES
    if missing := FirstAligner.frozen().missing():
        sheet.notes.append(f"The {FIRST} goes without {', '.join(missing)}: no longer gathered.")
    return sheet.finish()


def _link(
    sheet: Sheet,
    part: Part,
    encodings: Sequence[Sequence[Encoding]],
    cosines: Sequence[_Cosine],
) -> list[LinkingSystem]:
    """What every system says of a part, ours first."""
    first = FirstAligner.frozen()
    encoded = list(zip(part.events, encodings, strict=True))
    gathered = [gather_evidence(event.articles, each) for event, each in encoded]
    from framing.model.pairs import load_pair_reader

    reader = load_pair_reader()
    sheet.weights["pairs"] = reader.digest
    found = list(zip(part.events, gathered, strict=True))
    made = [decide(event.articles, evidence, reader=reader) for event, evidence in found]
    unread = [decide(event.articles, evidence) for event, evidence in found]
    sheet.weights["alignment"] = made[0].digest
    sheet.parameters["link threshold"] = made[0].threshold
    systems = [
        LinkingSystem(OURS, made[0].threshold, [as_scored(each) for each in made], calibrated=True),
        LinkingSystem(
            UNREAD, unread[0].threshold, [as_scored(each) for each in unread], calibrated=True
        ),
        LinkingSystem(
            FIRST,
            first.threshold,
            [first.link(evidence) for evidence in gathered],
            calibrated=True,
        ),
    ]
    for cosine in cosines:
        scores = [cosine.score(event, each) for event, each in encoded]
        systems.append(LinkingSystem(cosine.name, cosine.threshold, scores))
    return systems if part.relations else [*systems, link_every_pair(part.events)]


def encode_events(
    encode: Callable[..., tuple[Encoding, ...]], events: Sequence[Event], *, tokens: bool = False
) -> list[tuple[Encoding, ...]]:
    """Encodes all events in one call, and deals the articles' encodings out again."""
    articles = [article for event in events for article in event.articles]
    whole = iter(encode(articles, tokens=tokens))
    return [tuple(next(whole) for _ in event.articles) for event in events]


def tfidf_vectors(event: Event) -> list[Floats]:
    """Unit-length TF-IDF vectors of words, weighed over the event's own sentences."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [[a.sentence_text(n) for n in range(len(a.sentences))] for a in event.articles]
    vectorizer = TfidfVectorizer(token_pattern=r"\w+", sublinear_tf=True)
    rows = vectorizer.fit_transform([text for each in texts for text in each]).toarray()
    cuts = np.cumsum([len(each) for each in texts])[:-1]
    return list(np.split(rows, cuts))


COSINES = (
    _Cosine("TF-IDF cosine", lambda event, encodings: tfidf_vectors(event)),
    _Cosine("embedding cosine", lambda event, encodings: [each.vectors for each in encodings]),
)
