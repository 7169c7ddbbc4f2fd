from __future__ import annotations

import csv
import io

import pandas
import pytest

from framing.errors import InputError
from framing.records import Table
from framing.report import render_csv, render_frame
from framing.report.frames import TABLES
from tests.report.samples import empty, hostile, sample


@pytest.mark.parametrize("table", sorted(TABLES))
def test_columns_and_types_are_stable_also_when_empty(table: Table) -> None:
    frames = [render_frame(each, table) for each in (sample(3), empty(), hostile())]
    assert [list(frame.columns) for frame in frames] == [list(TABLES[table])] * 3
    assert all((frame.dtypes == frames[0].dtypes).all() for frame in frames)
    assert len(frames[0]) + len(frames[2]) > 0
    assert len(frames[1]) == 0


@pytest.mark.parametrize("table", sorted(TABLES))
def test_tables_survive_parquet(table: Table) -> None:
    frame = render_frame(sample(3), table)
    file = io.BytesIO()
    frame.to_parquet(file)
    pandas.testing.assert_frame_equal(pandas.read_parquet(file), frame)


def test_facts_have_one_row_each() -> None:
    frame = render_frame(sample(3), "facts").set_index("fact")
    assert len(frame) == len(sample(3).facts)
    assert frame.loc["fact-a", "conflicts"] == 1
    assert frame.loc["fact-a", "differs_in"] == "attribution; number"
    assert frame.loc["fact-b", "possibly_reported_in"] == "Coastline Daily"
    assert frame.loc["fact-d", "not_found_in"] == "The Ellery Courier"
    assert frame.loc["fact-d", "members"] == "wire-1:4; daily-1:2"


def test_annotations_carry_their_words_and_properties() -> None:
    frame = render_frame(sample(), "annotations")
    said = frame[(frame.task == "attribution") & (frame.cue_stance == "doubting")].iloc[0]
    assert said["source"] == "a city official"
    assert said["cue"] == "claimed"
    assert said["anonymous"]
    assert said["outlet"] == "Northgate Wire"
    assert said["sentence"] == 2


def test_differences_carry_both_passages() -> None:
    frame = render_frame(sample(), "differences")
    row = frame[frame.kind == "number"].iloc[0]
    assert (row.left_text, row.right_text, row.conflict) == (
        "14 people",
        "At least 20 people",
        True,
    )


def test_profiles_name_the_outlet_of_each_article() -> None:
    frame = render_frame(sample(), "profiles")
    assert set(frame.level) == {"article", "outlet"}
    assert frame.outlet.notna().all()


def test_an_unknown_table_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="facts, links, annotations"):
        render_frame(sample(), "fact")  # type: ignore[arg-type]


@pytest.mark.parametrize("table", sorted(TABLES))
def test_csv_opens_without_formulas_or_controls(table: Table) -> None:
    text = render_csv(hostile(), table)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == list(TABLES[table])
    assert len(rows) == 1 + len(render_frame(hostile(), table))
    cells = [cell for row in rows[1:] for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)


def test_a_cell_that_starts_like_a_formula_keeps_its_text() -> None:
    assert "'=1+1|cmd' /C calc'!A0" in render_csv(hostile(), "facts")
