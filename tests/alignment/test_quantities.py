"""Quantities: what is read as one, with which bounds, unit and noun, and what is not."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.alignment.figures import word_set
from framing.alignment.quantities import Quantity, find_quantities

PIECES = sorted(
    word_set(
        "up as many more than 12,000 $ 1.5 million - to dozens of half a year old % votes June "
        "killed people . ' between and two thousand ( ) No"
    )
)


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


def said(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,000 soldiers", 12_000),
        ("3.5 million voters", 3_500_000),
        ("twenty-five ships", 25),
        ("two dozen ships", 24),
        ("nearly two-dozen ships", 24),
        ("a hundred and five ships", 105),
        ("three hundred thousand ships", 300_000),
        ("half a million ships", 500_000),
        ("half a dozen ships", 6),
        ("nineteen ships", 19),
    ],
)
def test_figures_in_digits_and_words(text: str, value: float) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("12,000 soldiers", "exact", 12_000, 12_000),
        ("up to 12,000 soldiers", "upper", 0, 12_000),
        ("as many as 12,000 soldiers", "upper", 0, 12_000),
        ("fewer than 12,000 soldiers", "upper", 0, 12_000),
        ("more than 12,000 soldiers", "lower", 12_000, inf),
        ("at least 12,000 soldiers", "lower", 12_000, inf),
        ("more than a dozen soldiers", "lower", 12, inf),
        ("12,000 soldiers or more", "lower", 12_000, inf),
        ("10,000 to 12,000 soldiers", "range", 10_000, 12_000),
        ("between 10,000 and 12,000 soldiers", "range", 10_000, 12_000),
        ("10,000-12,000 soldiers", "range", 10_000, 12_000),
        ("dozens of soldiers", "vague", 20, 300),
        ("hundreds of thousands of soldiers", "vague", 150_000, 1_500_000),
    ],
)
def test_bounds(text: str, bound: str, low: float, high: float) -> None:
    found = only(text)
    assert (found.bound, found.low, found.high) == (bound, low, high)
    assert text[found.start : found.end] == text
    assert found.head == "soldiers"


def test_about_allows_a_tenth() -> None:
    found = only("about 3,000 marchers")
    assert found.bound == "about"
    assert (found.low, found.high) == (pytest.approx(2700), pytest.approx(3300))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("$1.5 million", "money $", 1_500_000),
        ("a $20-million bridge", "money $", 20_000_000),
        ("US$5 billion", "money $", 5_000_000_000),
        ("A$5 billion", "money A$", 5_000_000_000),
        ("€20m", "money €", 20_000_000),
        ("300 dollars", "money $", 300),
        ("44 percent", "percent", 44),
        ("44 per cent", "percent", 44),
        ("44%", "percent", 44),
        ("half of the voters", "percent", 50),
        ("a quarter of the voters", "percent", 25),
        ("3 percentage points", "points", 3),
        ("a 28-year-old man", "age", 28),
        ("28 years old", "age", 28),
        ("Ana Lovric, 47, said", "age", 47),
        ("20 km", "length", 20),
        ("10 miles", "length", 16.09),
        ("two weeks", "time", 14),
        ("won by 228-205", "votes", 228),
        ("approved it by 228 votes to 205", "votes", 228),
        ("a 134-to-63 vote", "votes", 134),
    ],
)
def test_units(text: str, unit: str, value: float) -> None:
    found = find_quantities(text)[0]
    assert (found.unit, found.value) == (unit, pytest.approx(value))


def test_votes_keep_both_counts() -> None:
    found = only("The house passed it, 228 to 205, on a party line")
    assert (found.low, found.high) == (205, 228)


def test_the_noun_is_what_is_counted() -> None:
    assert only("a 48-page indictment").head == "page"
    assert only("10,000 North Tarvonian troops").head == "troops"
    assert only("10,000 North Tarvonian troops").names == ("north", "tarvonian")
    assert only("19 separate actions the president could take").head == "actions"


@pytest.mark.parametrize(
    "text",
    [
        "the Boeing 737 landed",
        "under Article 5 of the treaty",
        "it is No. 1 in the list",
        "at 12:00 p.m.",
        "around 11 a.m.",
        "the 35th day",
        "in the 1970s",
        "in 2036",
        "on June 20, 2017",
        "the G20 summit",
        "Covid-19 is back",
        "the two countries",
        "two of the officers left",
        "one of them",
        "not $2.5 billion",
        "it rose from 5 to 7",
        "a two-way street",
        "chapter 11",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert said(text) == []


def test_several_quantities_in_a_sentence() -> None:
    text = "The blast killed 12 people, injured at least 30 and cost $1.5 million."
    assert said(text) == ["12 people", "at least 30", "$1.5 million"]


def test_a_part_of_a_text_keeps_the_offsets() -> None:
    text = "Nine ships sank. Ten boats sank."
    found = find_quantities(text, 17)
    assert [text[each.start : each.end] for each in found] == ["Ten boats sank"]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(PIECES),
            st.text(max_size=4),
        ),
        max_size=30,
    )
)
def test_any_text_gives_ordered_spans_inside_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_quantities(text)
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert each.low <= each.high
    for one, other in pairwise(found):
        assert one.start < other.start


def test_long_texts_are_read() -> None:
    assert len(find_quantities("12,000 ships and " * 3000)) == 3000
    assert find_quantities("1" * 50_000) == ()
    assert find_quantities("up to " * 10_000) == ()
    assert find_quantities("twenty-" * 10_000) != ()
