from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings

from framing.errors import InputError
from framing.records import Comparison, Link, SentenceRef
from framing.report import parse_json, render_json
from framing.report.data import schema
from tests.report.samples import empty, hostile, sample
from tests.report.strategies import comparisons

VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("comparison", [sample(2), sample(3), hostile(), empty()])
def test_comparisons_validate(comparison: Comparison) -> None:
    VALIDATOR.validate(json.loads(render_json(comparison)))


@given(comparisons())
@settings(deadline=None, max_examples=60)
def test_json_there_and_back_is_the_same_comparison(comparison: Comparison) -> None:
    text = render_json(comparison)
    VALIDATOR.validate(json.loads(text))
    assert parse_json(text) == comparison
    assert render_json(parse_json(text)) == text


def test_keys_are_sorted_and_floats_rounded() -> None:
    text = render_json(sample())
    content = json.loads(text)
    assert text == json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert content["links"][0]["probability"] == 0.9346
    assert list(content) == sorted(content)


def test_the_contract_in_one_look() -> None:
    content = json.loads(render_json(sample()))
    assert content["schema"] == "framing.comparison/1"
    said = next(each for each in content["annotations"] if each["task"] == "attribution")
    assert said["parts"]["source"] == [[200, 224]]
    assert said["properties"]["source_type"] == "government"
    assert content["articles"][0]["sentences"][0] == {
        "index": 0,
        "start": 0,
        "end": 45,
        "zone": "headline",
        "paragraph": 0,
    }
    assert content["articles"][0]["removed"][1] == {
        "text": "Advertisement",
        "reason": "advertisement label",
    }
    assert content["omissions"][2]["nearest"] is None
    assert content["profiles"][0].keys() == {"article", "measure", "value", "low", "high", "n"}
    assert content["provenance"]["weights"] == {"encoder": "ab" * 32}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("articles", 0, "sentences", 0, "zone"), "footer"),
        (("articles", 0, "outlet"), None),
        (("annotations", 1, "label"), "maybe"),
        (("annotations", 1, "parts", "cue"), [[3]]),
        (("annotations", 1, "properties"), {}),
        (("links", 0, "probability"), 1.5),
        (("links", 0, "relation"), "other"),
        (("facts", 0, "members"), []),
        (("facts", 0, "differences", 0, "kind"), "colour"),
        (("facts", 0, "differences", 0, "conflict"), 1),
        (("omissions", 0, "nearest"), {}),
        (("profiles", 0, "n"), 2.5),
        (("provenance", "weights"), None),
        (("schema",), "framing.comparison/2"),
    ],
)
def test_the_schema_is_strict(path: tuple[str | int, ...], value: object) -> None:
    content = json.loads(render_json(sample()))
    place = content
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(content)


@pytest.mark.parametrize(
    "key",
    ["articles", "annotations", "links", "facts", "omissions", "profiles", "provenance", "schema"],
)
def test_nothing_of_the_contract_may_be_missing(key: str) -> None:
    content = json.loads(render_json(sample()))
    del content[key]
    assert not VALIDATOR.is_valid(content)
    with pytest.raises(InputError, match="not a comparison"):
        parse_json(json.dumps(content))


def test_later_keys_are_allowed_and_left() -> None:
    content = json.loads(render_json(sample()))
    content["later"] = content["facts"][0]["later"] = content["articles"][0]["later"] = 1
    VALIDATOR.validate(content)
    assert render_json(parse_json(json.dumps(content))) == render_json(sample())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "1",
        '{"schema": "other"}',
        '{"schema": "framing.comparison/1", "articles": 3}',
    ],
)
def test_other_text_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_json(text)
    assert "\n" not in str(caught.value)


def test_lone_surrogates_and_acting_characters_survive_as_escapes() -> None:
    comparison = sample()
    odd = replace(comparison.articles[0], byline="a\ud800b\u202e\x9b")
    text = render_json(replace(comparison, articles=(odd, *comparison.articles[1:])))
    assert text.encode("utf-8")
    assert "\\ud800" in text
    assert "\\u202e" in text
    assert parse_json(text).articles[0].byline == odd.byline


def test_a_number_that_is_none_is_a_fault_not_a_file() -> None:
    comparison = sample()
    broken = Link(SentenceRef("courier-1", 0), SentenceRef("wire-1", 0), "same", float("nan"))
    with pytest.raises(ValueError, match="JSON"):
        render_json(replace(comparison, links=(broken,)))
