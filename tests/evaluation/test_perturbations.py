"""Perturbations: what changes, what does not, and that spans find their way there and back."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.evaluation.perturbations import PERTURBATIONS, Perturbed, perturb
from framing.evaluation.spelling import british
from framing.records import Span

quick = settings(deadline=None, max_examples=60)

PIECES = (
    "Mayor Ada Brand", "Brand", "the Water Ministry", "NWA", "“", "”", '"', "'", "’", "``", "''",
    "she said", "color", "organized", "centers", "İstanbul", "ß", "it's", "—", "(", ")", "\n",
    "toward the theater", "may", ".", ",", " ", "  ", "Élan",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(max_size=40),
)
NAMES = st.sampled_from(sorted(PERTURBATIONS))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Perturbed]:
    text = draw(st.text(alphabet="abcdef ", min_size=1, max_size=20))
    edits: list[tuple[Span, str]] = []
    at = 0
    while at < len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        edits.append((Span(start, end), draw(st.text(alphabet="XY", max_size=4))))
        at = end
    return text, perturb(text, edits)


def spans(length: int) -> Iterable[Span]:
    return (Span(start, end) for start in range(length + 1) for end in range(start, length + 1))


def check_map(text: str, made: Perturbed) -> None:
    """What an offset map must do, for every span of the text."""
    edges = {edge for piece in made.old for edge in (piece.start, piece.end)}
    for span in spans(len(text)):
        moved = made.move(span)
        assert moved.end <= len(made.text)
        if not len(span):
            continue
        touched = [piece for piece in made.old if piece.overlaps(span)]
        if not touched:
            assert moved.of(made.text) == span.of(text)
            assert made.back(moved) == span
            continue
        inside = {
            edge
            for piece in touched
            for edge in (span.start, span.end)
            if piece.start < edge < piece.end
        }
        if not inside:
            # Between the pieces the text is as it was: what stands there adds up.
            replaced = dict(zip(made.old, made.new, strict=True))
            expected = len(span) + sum(len(replaced[p]) - len(p) for p in touched)
            assert len(moved) == expected
            trimmed = {span.start, span.end} <= edges and not len(moved)
            deleted = {piece for piece in touched if not len(replaced[piece])}
            if not trimmed and not deleted:
                assert made.back(moved) == span
    for moved in spans(len(made.text)):
        there = made.move(made.back(moved))
        assert there.start <= moved.start
        assert there.end >= moved.end


@quick
@given(edited())
def test_every_span_finds_its_way(case: tuple[str, Perturbed]) -> None:
    text, made = case
    check_map(text, made)


@quick
@given(NAMES, TEXTS)
def test_every_perturbation_maps_every_span(name: str, text: str) -> None:
    made = PERTURBATIONS[name](text)
    check_map(text, made)
    assert made.changed == (made.text != text)


@quick
@given(NAMES, TEXTS)
def test_spans_keep_their_order(name: str, text: str) -> None:
    made = PERTURBATIONS[name](text)
    places = [made.move(Span(at, at + 1)) for at in range(len(text))]
    assert places == sorted(places)


@quick
@given(TEXTS)
def test_nothing_is_left_to_change(text: str) -> None:
    assert not set(PERTURBATIONS["curly quotes made straight"](text).text) & set("“”„‘’‚")
    assert '"' not in PERTURBATIONS["straight quotes made curly"](text).text
    assert not set(PERTURBATIONS["quotation marks removed"](text).text) & set('“”„"')
    lower = PERTURBATIONS["lower-cased"](text).text
    assert lower == "".join(letter.lower() for letter in text)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("lower-cased", "The NWA met Ada.", "the nwa met ada."),
        ("curly quotes made straight", "“It’s ‘on’,” he said", "\"It's 'on',\" he said"),
        ("curly quotes made straight", "`` It is on , '' he said", '" It is on , " he said'),
        ("straight quotes made curly", "\"It's 'on',\" he said", "“It’s ‘on’,” he said"),
        ("straight quotes made curly", "`` On , '' he said", "“ On , ” he said"),
        ("straight quotes made curly", 'a " b " c " d " e', "a “ b ” c “ d ” e"),
        ("straight quotes made curly", '("Yes")—"No"', "(“Yes”)—“No”"),
        ("quotation marks removed", "“It’s on,” he said", "It’s on, he said"),
        ("quotation marks removed", "`` On , '' he said", "On , he said"),
        ("British spelling", "favorable labor centers", "favourable labour centres"),
        ("British spelling", "analyzed, organizers canceled", "analysed, organisers cancelled"),
        ("British spelling", "the Labor Department's program", "the Labor Department's programme"),
        ("British spelling", "the size of a prize, seized; a citizen's horizon", None),
        ("British spelling", "an honorary, laborious, humorous, vigorous tutor", None),
        ("British spelling", "canceling cancels, capsized, for, or, nor", "cancelling cancels, "
         "capsized, for, or, nor"),
    ],
)  # fmt: skip
def test_what_changes(name: str, text: str, expected: str | None) -> None:
    assert PERTURBATIONS[name](text).text == (expected or text)


def test_gold_moves_along() -> None:
    text = "“The labor center may close,” Ada Lovelace said."
    for name, perturbation in PERTURBATIONS.items():
        made = perturbation(text)
        cue = Span(text.index("may"), text.index("may") + 3)
        assert made.move(cue).of(made.text) == "may", name
        content = Span(1, text.index("”"))
        assert made.back(made.move(content)) == content, name


def test_a_name_is_replaced_word_for_word_and_the_same_everywhere() -> None:
    text = "President Barack Obama met Angela Merkel. Mr. Obama thanked Ms. Merkel."
    made = PERTURBATIONS["names from elsewhere"](text)
    for word in ("Barack", "Obama", "Angela", "Merkel"):
        assert word not in made.text
    first = text.index("Obama")
    second = text.index("Obama", first + 1)
    names = {made.move(Span(at, at + 5)).of(made.text) for at in (first, second)}
    assert len(names) == 1
    assert made.text.startswith("President ")
    assert "Mr. " in made.text


def test_the_replaced_may_not_overlap() -> None:
    for edits in ([(Span(0, 2), ""), (Span(1, 3), "")], [(Span(2, 2), "x")], [(Span(0, 9), "")]):
        with pytest.raises(ValueError, match="cannot replace"):
            perturb("abc", edits)


def test_long_text_is_no_trouble() -> None:
    text = 'She "organized" it”. ' * 10_000
    for name, perturbation in PERTURBATIONS.items():
        if name != "names from elsewhere":
            assert perturbation(text).changed
    assert not list(british("a" * 200_000))
