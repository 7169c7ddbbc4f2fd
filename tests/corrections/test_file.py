"""The file of corrections: there and back, its schema, and what is wrong with a wrong one."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

import framing
from framing.corrections import (
    Corrections,
    gather,
    parse_corrections,
    read_corrections,
    render_corrections,
)
from framing.corrections.file import schema
from tests.corrections.strategies import Case, cases
from tests.corrections.test_applying import LEFT, RIGHT, link


@given(cases())
@settings(deadline=None, max_examples=60)
def test_the_file_gives_back_what_was_written(case: Case) -> None:
    corrections = case[-1]
    text = render_corrections(corrections)
    assert text.isascii()
    assert parse_corrections(text) == corrections
    assert render_corrections(parse_corrections(text)) == text
    jsonschema.validate(json.loads(text), schema())


GOOD = json.loads(
    render_corrections(
        Corrections((LEFT, RIGHT), (link(LEFT, RIGHT), link(LEFT, RIGHT, "link_missing")))
    )
)


def changed(change: Callable[[Any], None]) -> Any:
    content = copy.deepcopy(GOOD)
    change(content)
    return content


def first(content: Any) -> Any:
    return content["corrections"][0]


@pytest.mark.parametrize(
    ("change", "says", "by_schema"),
    [
        (lambda c: c.update(schema="framing.corrections/9"), "its schema is not", True),
        (lambda c: c.pop("articles"), "no list of articles", True),
        (lambda c: c.update(corrections={}), "no list of corrections", True),
        (
            lambda c: first(c).update(kind="link_odd"),
            "correction 1 is of the kind 'link_odd'",
            True,
        ),
        (lambda c: first(c).update(places=[]), "no pair of sentences", True),
        (lambda c: first(c)["places"].pop(), "no pair of sentences", True),
        (lambda c: first(c)["places"][0].update(start=True), "names no place in a", True),
        (lambda c: c["corrections"][1].update(relation="odd"), "the relation 'odd'", True),
        (lambda c: first(c).update(kind="annotation_wrong"), "an annotation has one", True),
        (lambda c: c["articles"][0].pop("text"), "article 1 is not a stored article", True),
        (lambda c: c["articles"][0].update(sha256="0" * 64), "another text than", False),
        (lambda c: c["articles"][1].update(id="a"), "the same id", False),
        (lambda c: first(c)["places"][0].update(article="x"), "names the article 'x'", False),
        (lambda c: first(c)["places"][0].update(end=9_999), "names no place in a", False),
        (lambda c: first(c)["places"][0].update(text="It"), "does not quote", False),
        (
            lambda c: first(c)["places"][0].update(end=20, text=LEFT.text[17:20]),
            "not one sentence",
            False,
        ),
    ],
)
def test_a_wrong_file_is_told_in_one_line(
    change: Callable[[Any], None], says: str, by_schema: bool, tmp_path: Path
) -> None:
    content = changed(change)
    if "not one sentence" in says:
        place = first(content)["places"][0]
        place["text"] = LEFT.text[place["start"] : place["end"]]
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(framing.InputError, match=says) as told:
        read_corrections(path)
    assert str(told.value).startswith(str(path))
    assert "\n" not in str(told.value)
    assert jsonschema.Draft202012Validator(schema()).is_valid(content) != by_schema


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "[]", '"x"', "null"])
def test_what_is_no_file_of_corrections_is_refused(text: str) -> None:
    with pytest.raises(framing.InputError, match=r"JSON|schema"):
        parse_corrections(text)


def test_python_takes_files_and_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    read = read_corrections(path)
    assert gather(path) == gather(str(path)) == gather([path]) == gather(read) == (read,)
    with pytest.raises(framing.InputError, match="cannot be read"):
        gather(tmp_path / "absent.json")
    with pytest.raises(framing.InputError, match="not int"):
        gather(7)  # type: ignore[arg-type]
    with pytest.raises(framing.InputError, match="no file of corrections"):
        gather([7])  # type: ignore[list-item]
