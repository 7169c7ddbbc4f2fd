import pytest

from framing.articles.dates import read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-02-12", "2017-02-12"),
        ("Feb. 12, 2017", "2017-02-12"),
        ("12 February 2017", "2017-02-12"),
        ("Tue, 12 Nov 2024 09:30:00 +0900", "2024-11-12T09:30:00+09:00"),
        ("2018-05-01T10:00:00Z", "2018-05-01T10:00:00+00:00"),
        ("Published: 12:30 PM EDT, Mon November 12, 2018", "2018-11-12T12:30:00-04:00"),
        ("Dec 19, 2016, 3:45 XYZ", "2016-12-19T03:45:00"),
    ],
)
def test_dates_become_iso(written, iso):
    read = read_date(written)
    assert (read.iso, read.warning) == (iso, None)


@pytest.mark.parametrize(
    "written", ["June 2018", "Nov 12", "yesterday", "10:30", "9" * 40, "3:45 pm"]
)
def test_a_missing_part_is_not_guessed(written):
    read = read_date(written)
    assert read.iso is None
    assert written[:20] in (read.warning or "")


def test_an_ambiguous_date_is_told():
    read = read_date("03/04/2017")
    assert read.iso == "2017-03-04"
    assert "month/day/year" in (read.warning or "")


def test_no_date_is_no_problem():
    assert read_date(None) == read_date(" ")
    assert read_date("").warning is None
