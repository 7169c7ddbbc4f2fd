"""Dates: what is read as one, against the day of publication."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.alignment.dates import DateMention, find_dates, published_day

PIECES = (
    *(
        "June",
        "Feb.",
        "20",
        "30",
        "31",
        "2017",
        "last",
        "next",
        "Tuesday",
        "in",
        "mid",
        "will",
        ".",
    ),
    *("the previous day", "a day later", "two weeks ago", "99 years ago", "earlier this week"),
    *("over the weekend", "2020-02-30", "Feb. 29"),
)
PUBLISHED = date(2024, 11, 13)  # a Wednesday


def only(text: str, published: date | None = PUBLISHED) -> DateMention:
    found = find_dates(text, published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Tuesday", date(2024, 11, 12), date(2024, 11, 12)),
        ("on Wednesday", date(2024, 11, 13), date(2024, 11, 13)),
        ("on Thursday", date(2024, 11, 7), date(2024, 11, 7)),
        ("yesterday", date(2024, 11, 12), date(2024, 11, 12)),
        ("tonight", date(2024, 11, 13), date(2024, 11, 13)),
        ("on Nov. 7", date(2024, 11, 7), date(2024, 11, 7)),
        ("on 7 November", date(2024, 11, 7), date(2024, 11, 7)),
        ("on June 20, 2017", date(2017, 6, 20), date(2017, 6, 20)),
        ("on 2017-06-20", date(2017, 6, 20), date(2017, 6, 20)),
        ("in June 2017", date(2017, 6, 1), date(2017, 6, 30)),
        ("in early June 2017", date(2017, 6, 1), date(2017, 6, 10)),
        ("in June", date(2024, 6, 1), date(2024, 6, 30)),
        ("last September", date(2024, 9, 1), date(2024, 9, 30)),
        ("since 2002", date(2002, 1, 1), date(2002, 12, 31)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("last month", date(2024, 10, 1), date(2024, 10, 31)),
    ],
)
def test_dates_are_counted_from_the_publication(text: str, first: date, last: date) -> None:
    period = only(text).periods[0]
    assert (period.first, period.last) == (first, last)


def test_a_coming_weekday_may_be_meant() -> None:
    days = [period.first for period in only("Lawmakers will vote on Friday").periods]
    assert days == [date(2024, 11, 8), date(2024, 11, 15)]


def test_the_previous_day_counts_from_the_date_before_it() -> None:
    found = find_dates("Reported on Tuesday. It was signed the previous day.", PUBLISHED)
    assert found[1].periods[0].first == date(2024, 11, 11)


def test_the_previous_day_of_nothing_is_unknown() -> None:
    assert only("It was signed the previous day.").periods == ()


def test_without_a_publication_only_names_are_known() -> None:
    tuesday, friday = only("on Tuesday", None), only("on Friday", None)
    assert tuesday.periods == ()
    assert tuesday.agrees_with(tuesday) is True
    assert tuesday.agrees_with(friday) is False
    assert only("in June", None).agrees_with(only("on June 20", None)) is None
    assert only("on June 19", None).agrees_with(only("on June 20", None)) is False


def test_a_coarse_date_agrees_with_a_fine_one_inside_it() -> None:
    assert only("last week").agrees_with(only("on Nov. 7")) is True
    assert only("in June").agrees_with(only("on June 20")) is True
    assert only("in May").agrees_with(only("on June 20")) is False


@pytest.mark.parametrize(
    "text",
    [
        "it may rain",
        "he is second",
        "Mondays are dull",
        "the march went on",
        "2017-13-45",
        "June 45",
        "room 2036",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-11-13", PUBLISHED),
        ("2024-11-13T08:00:00+01:00", PUBLISHED),
        ("last week", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("", None),
        (None, None),
    ],
)
def test_published_day(published: str | None, day: date | None) -> None:
    assert published_day(published) == day


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=15,
    ),
    st.dates(date(1500, 1, 1), date(2500, 12, 31)),
)
def test_any_text_gives_ordered_spans_and_real_days(pieces: list[str], published: date) -> None:
    text = " ".join(pieces)
    found = find_dates(text, published)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert all(period.first <= period.last for period in each.periods)


def test_long_texts_are_read() -> None:
    assert len(find_dates("on Tuesday and " * 3000, PUBLISHED)) == 3000
