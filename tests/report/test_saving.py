from __future__ import annotations

import os
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.report import saving
from framing.report.saving import SUFFIXES, check_output, save, write_text
from tests.report.samples import sample


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json", "r.csv", "R.HTML", "a.b.Md"])
def test_the_suffix_picks_the_view(tmp_path: Path, name: str) -> None:
    save(sample(), tmp_path / name)
    start = (tmp_path / name).read_text("utf-8")[:20].lower()
    kinds = {".html": "<!doctype", ".md": "# how", ".json": "{", ".csv": "fact,"}
    assert start.startswith(kinds[Path(name).suffix.lower()])
    assert os.listdir(tmp_path) == [name]


def test_a_file_name_may_ask_for_another_table(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    for name in ("r.links.csv", "r.places.parquet", "v1.2.parquet"):
        save(sample(3), tmp_path / name)
    assert (tmp_path / "r.links.csv").read_text("utf-8").startswith("left_article,")
    places = pandas.read_parquet(tmp_path / "r.places.parquet")
    pandas.testing.assert_frame_equal(places, sample(3).to_frame("places"))
    assert "summary" in pandas.read_parquet(tmp_path / "v1.2.parquet")


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        for run in ("1", "2"):
            save(sample(3), tmp_path / f"{run}{suffix}")
        first, second = ((tmp_path / f"{run}{suffix}").read_bytes() for run in ("1", "2"))
        assert first == second


@pytest.mark.parametrize("name", ["r.txt", "r", "r.html.gz", ".html"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"\.html, \.md, \.json, \.csv"):
        save(sample(), tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder"):
        check_output(tmp_path / "missing" / "r.html")


def test_a_file_as_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="no folder"):
        check_output(tmp_path / "file" / "r.html")
    with pytest.raises(InputError, match="cannot write"):
        write_text(tmp_path / "file" / "r.html", "x")


def test_a_folder_as_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.html").mkdir()
    with pytest.raises(InputError, match="folder"):
        check_output(tmp_path / "r.html")
    with pytest.raises(InputError, match="cannot write"):
        write_text(tmp_path / "r.html", "x")
    assert os.listdir(tmp_path) == ["r.html"]


def test_a_place_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, whom no permission stops.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(InputError, match="permission"):
        check_output(tmp_path / "r.html")


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        save(sample(), tmp_path / ("x" * 300 + ".html"))
    assert os.listdir(tmp_path) == []


def test_other_views_may_have_other_suffixes(tmp_path: Path) -> None:
    assert check_output(tmp_path / "a.jsonl", (".jsonl",)) == tmp_path / "a.jsonl"


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.md"
    path.write_text("old")

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.os, "replace", full)
    with pytest.raises(InputError, match="no space left"):
        save(sample(), path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["r.md"]


def test_an_interruption_leaves_no_partial_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(source: object, target: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(saving.os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "r.md", "x")
    assert os.listdir(tmp_path) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_text(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


def test_the_record_saves_itself(tmp_path: Path) -> None:
    sample().save(tmp_path / "r.json")
    assert (tmp_path / "r.json").read_text("utf-8") == sample().to_json()
