"""Strategies: articles, an alignment of them, and corrections."""

from __future__ import annotations

from hypothesis import strategies as st

from framing.alignment.scoring import Alignment
from framing.articles.reading import article_from_sentences
from framing.corrections import Corrections
from framing.records import Article, Correction, Link, PairScore, Passage, SentenceRef

WORDS = ("Dam", "shut", "again", "😀", "<b>", "naïve", "two", "men")
DIGEST = "0" * 64

Case = tuple[tuple[Article, ...], Alignment, Corrections]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two or three articles, links between them, and corrections of either kind."""
    articles = []
    for name in "abc"[: draw(st.integers(2, 3))]:
        sentences = [
            f"{' '.join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))} {number}."
            for number in range(draw(st.integers(1, 4)))
        ]
        articles.append(
            article_from_sentences(f"Told by {name}", [sentences], id=name, outlet=name.upper())
        )
    refs = [SentenceRef(each.id, s.index) for each in articles for s in each.sentences]
    pairs = [(one, other) for one in refs for other in refs if one.article < other.article]
    scored = draw(st.dictionaries(st.sampled_from(pairs), st.integers(1, 99), max_size=8))
    scores = [PairScore(*pair, percent / 100) for pair, percent in scored.items()]
    scores.sort(
        key=lambda each: (
            -each.probability,
            each.left.article,
            each.right.article,
            each.left.sentence,
            each.right.sentence,
        )
    )
    links = [
        Link(each.left, each.right, "same", each.probability)
        for each in scores
        if each.probability >= 0.4
    ]
    alignment = Alignment(tuple(links), tuple(scores), 0.4, 0.2, DIGEST)
    by_id = {each.id: each for each in articles}

    def place(ref: SentenceRef) -> Passage:
        span = by_id[ref.article].sentences[ref.sentence].span
        return Passage(ref.article, span.start, span.end)

    corrections = []
    for pair in draw(st.lists(st.sampled_from(pairs), max_size=5)):
        kind = draw(st.sampled_from(("link_wrong", "link_missing")))
        relation = draw(st.sampled_from(("same", "partial"))) if kind == "link_missing" else None
        corrections.append(Correction(kind, tuple(map(place, pair)), relation))  # type: ignore[arg-type]
    for ref in draw(st.lists(st.sampled_from(refs), max_size=2)):
        at = place(ref)
        corrections.append(Correction("annotation_wrong", (at,), None, "hedging", "epistemic"))
    return tuple(articles), alignment, Corrections(tuple(articles), tuple(corrections))
