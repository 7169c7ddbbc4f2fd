"""Random articles, annotations and comparisons for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from framing.records import (
    Annotation,
    Article,
    Comparison,
    Difference,
    Fact,
    FrozenMap,
    Link,
    Nearest,
    Omission,
    PairScore,
    Passage,
    ProfileEntry,
    Provenance,
    Removed,
    SentenceRef,
    Shared,
    SharedPassage,
    SharedText,
    Span,
)
from tests.report.samples import article

# Letters, mark-up of every view, controls, bidirectional controls, astral and combining characters.
CHARACTERS = st.sampled_from(
    "abc ABC 1 . , “” <>&\"' {}%$ []()!` *_~#|@\\ =+- \t\n\r :/ é\u0301 \U0001f600"
    "\x00\x07\x1b\x7f\x9b\u2028\u202e\u2066\u200b\ufeff"
)
TEXTS = st.text(CHARACTERS, max_size=40)
WORDS = st.text(CHARACTERS, min_size=1, max_size=30).filter(str.strip)
SHARES = st.floats(0, 1).map(lambda value: round(value, 4))
SOURCES = st.sampled_from(["", "person:x", "unnamed:a:1"])
LABELS = {
    "hedging": ("epistemic", "doxastic", "investigation", "condition"),
    "attribution": ("direct", "indirect", "mixed"),
    "sentiment": ("negative", "neutral", "positive"),
    "loaded_language": ("loaded",),
    "entity": ("person", "organisation", "place", "other"),
    "irony": ("ironic",),
}


def _rounded(value: float) -> float:
    return round(value, 4) + 0.0


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


@st.composite
def articles(draw: st.DrawFn, id: str = "a") -> Article:
    paragraphs = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["lead", "body", "caption"]),
                st.lists(WORDS, min_size=1, max_size=3),
            ),
            max_size=3,
        )
    )
    title = draw(st.one_of(st.just(""), WORDS))
    if not title and not paragraphs:
        title = "t"
    return article(
        id,
        draw(TEXTS),
        title,
        paragraphs,
        url=draw(st.sampled_from([None, "https://a.example/b", "javascript:alert(1)"])),
        removed=tuple(draw(st.lists(st.builds(Removed, TEXTS, TEXTS), max_size=2))),
        published=draw(st.sampled_from([None, "2031-02-11", "yesterday"])),
    )


@st.composite
def annotations(draw: st.DrawFn, of: Article) -> Annotation:
    task = draw(st.sampled_from(sorted(LABELS)))
    span = draw(spans(len(of.text)))
    properties: dict[str, str | float | bool | None] = {
        "voice": draw(st.sampled_from(["author", "quoted"])),
        "entity": draw(st.sampled_from(["", "e1", "e2"])),
        "name": draw(TEXTS),
        "speaker": draw(TEXTS),
        "speaker_source": draw(st.one_of(SOURCES, TEXTS)),
    }
    parts = {}
    if task == "attribution":
        parts = {
            role: tuple(draw(st.lists(spans(len(of.text)), max_size=2)))
            for role in ("source", "cue", "content")
        }
        properties |= {
            "source_type": draw(st.sampled_from(["person", "official", "odd <type>"])),
            "cue_stance": draw(st.sampled_from(["neutral", "factive", "doubting"])),
            "source_name": draw(TEXTS),
            "anonymous": draw(st.booleans()),
            "resolved": draw(st.booleans()),
            "source": draw(st.one_of(SOURCES, TEXTS)),
        }
    return Annotation(
        task,
        draw(st.sampled_from(LABELS[task])),
        span.start,
        span.end,
        draw(SHARES),
        FrozenMap(parts),
        FrozenMap(properties),
        of.id,
    )


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    left, right = draw(articles("a")), draw(articles("b"))
    found = [each for one in (left, right) for each in draw(st.lists(annotations(one), max_size=6))]

    def ref(of: Article) -> SentenceRef:
        return SentenceRef(of.id, draw(st.integers(0, len(of.sentences) - 1)))

    def passage(of: Article) -> Passage:
        span = draw(spans(len(of.text)))
        return Passage(of.id, span.start, span.end)

    pair = (ref(left), ref(right))
    evidence = FrozenMap(draw(st.dictionaries(WORDS, SHARES, max_size=2)))
    relation = draw(st.sampled_from(["same", "partial"]))
    differences = tuple(
        Difference(kind, draw(st.booleans()), passage(left), passage(right), draw(TEXTS))
        for kind in draw(st.lists(st.sampled_from(["number", "wording", "polarity"]), max_size=3))
    )
    alone = ref(left)
    score = PairScore(*pair, draw(SHARES))
    texts = st.lists(TEXTS, max_size=2).map(tuple)
    common = Shared(draw(texts), draw(texts), draw(texts), draw(st.sampled_from([(), (score,)])))
    copied = SharedText(
        left.id,
        right.id,
        tuple(SharedPassage(passage(left), passage(right)) for _ in range(draw(st.integers(0, 2)))),
        draw(st.sampled_from([(), (pair,)])),
        draw(SHARES),
        draw(st.one_of(st.none(), TEXTS)),
    )
    return Comparison(
        (left, right),
        tuple(found),
        (
            Link(
                *pair,
                relation,
                draw(SHARES),
                evidence,
                FrozenMap(draw(st.dictionaries(WORDS, st.floats(-9, 9).map(_rounded), max_size=9))),
                common,
            ),
        ),
        (
            Fact(
                "f1",
                pair,
                (left.outlet, right.outlet),
                pair[0],
                draw(SHARES),
                differences,
                draw(SHARES),
                draw(st.sampled_from([None, score])),
                draw(st.integers(1, 2)),
                draw(st.sampled_from([(), ((left.outlet, right.outlet),)])),
            ),
            Fact("f2", (alone,), (left.outlet,), alone),
        ),
        (
            Omission(
                "f2",
                right.id,
                draw(st.one_of(st.none(), st.builds(Nearest, st.just(pair[1].sentence), SHARES))),
                draw(st.sampled_from(["not found", "possibly reported"])),
                draw(st.one_of(st.none(), TEXTS)),
                draw(st.integers(0, 99)),
                draw(texts),
            ),
        ),
        (
            ProfileEntry("hedged sentences", 0.5, 0.25, 0.75, 4, article=left.id),
            ProfileEntry("length", 12.5, 2.0, 30.0, 4, outlet=right.outlet),
        ),
        Provenance("0.1.0", "3.12", None, None, FrozenMap({"encoder": "00"}), evidence),
        (copied,),
    )
