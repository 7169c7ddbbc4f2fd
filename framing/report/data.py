"""The comparison as JSON, there and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from framing.errors import InputError
from framing.records import (
    Annotation,
    Article,
    Comparison,
    Correction,
    CorrectionOutcome,
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
    Quotation,
    Removed,
    Sentence,
    SentenceRef,
    Shared,
    SharedPassage,
    SharedText,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SCHEMA", "article_as_json", "dump", "parse_json", "render_json", "schema"]

SCHEMA = "framing.comparison/1"
_DECIMALS = 4
# Legal in JSON as they are, but acted upon by terminals, editors and JavaScript, or (surrogates)
# not encodable as UTF-8: written as escapes.
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render_json(comparison: Comparison) -> str:
    """The comparison as JSON text: schema ``framing.comparison/1``, sorted keys, 4 decimals."""
    content = _plain(comparison)
    content["schema"] = SCHEMA
    content["profiles"] = [_without_none(each) for each in content["profiles"]]
    return dump(content, indent=1) + "\n"


def article_as_json(article: Article, annotations: Sequence[Annotation]) -> dict[str, Any]:
    """One article with its annotations as JSON-ready values, as in the comparison's schema."""
    content: dict[str, Any] = _plain(article)
    content["annotations"] = _plain(tuple(annotations))
    return content


def dump(content: Mapping[str, Any], indent: int | None = None) -> str:
    """JSON text of JSON-ready values: sorted keys, readable Unicode, nothing that acts."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=indent, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the comparison, as it ships with the package."""
    from importlib.resources import files

    text = files("framing.report").joinpath("schemas", "comparison-1.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def _plain(value: Any) -> Any:
    """Records as JSON-ready values: spans as pairs, maps as objects, floats rounded."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return round(value, _DECIMALS) + 0.0  # no negative zero
    return value


def _without_none(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value is not None}


def parse_json(text: str) -> Comparison:
    """The comparison that :func:`render_json` wrote; floats as they stand there.

    Raises:
        InputError: if the text is no comparison in schema ``framing.comparison/1``.
    """
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"not a comparison: this is no JSON ({error})") from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise InputError(f"not a comparison: the JSON does not say schema {SCHEMA!r}")
    try:
        return Comparison(
            articles=_all(_article, content["articles"]),
            annotations=_all(_annotation, content["annotations"]),
            links=_all(_link, content["links"]),
            facts=_all(_fact, content["facts"]),
            omissions=_all(_omission, content["omissions"]),
            profiles=_all(lambda each: _made(ProfileEntry, each), content["profiles"]),
            provenance=_made(
                Provenance,
                content["provenance"],
                weights=FrozenMap,
                parameters=FrozenMap,
            ),
            shared_texts=_all(_shared_text, content.get("shared_texts", ())),
            corrections=_all(_correction, content.get("corrections", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problem = f"{type(error).__name__}: {error}"
        raise InputError(f"not a comparison in schema {SCHEMA!r}: {problem}") from error


def _all(make: Callable[[Any], Any], values: Any) -> tuple[Any, ...]:
    return tuple(make(each) for each in values)


def _made(record: type, content: Mapping[str, Any], **makers: Callable[[Any], Any]) -> Any:
    """A record from its JSON object: keys it does not know are left, missing ones default."""
    given = {
        each.name: makers.get(each.name, _same)(content[each.name])
        for each in fields(record)
        if each.name in content
    }
    return record(**given)


def _same(value: Any) -> Any:
    return value


def _span(pair: Any) -> Span:
    start, end = pair
    return Span(start, end)


def _article(content: Mapping[str, Any]) -> Article:
    made: Article = _made(
        Article,
        content,
        sentences=lambda values: _all(lambda each: _made(Sentence, each), values),
        quotations=lambda values: _all(lambda each: _made(Quotation, each), values),
        removed=lambda values: _all(lambda each: _made(Removed, each), values),
        dateline=lambda pair: None if pair is None else _span(pair),
        warnings=tuple,
    )
    return made


def _annotation(content: Mapping[str, Any]) -> Annotation:
    made: Annotation = _made(
        Annotation,
        content,
        parts=lambda parts: FrozenMap({role: _all(_span, each) for role, each in parts.items()}),
        properties=FrozenMap,
    )
    return made


def _sentence(content: Mapping[str, Any]) -> Any:
    return _made(SentenceRef, content)


def _pair(content: Mapping[str, Any]) -> PairScore:
    made: PairScore = _made(PairScore, content, left=_sentence, right=_sentence)
    return made


def _link(content: Mapping[str, Any]) -> Link:
    made: Link = _made(
        Link,
        content,
        left=_sentence,
        right=_sentence,
        evidence=FrozenMap,
        contributions=FrozenMap,
        shared=lambda each: _made(
            Shared,
            each,
            words=tuple,
            names=tuple,
            numbers=tuple,
            neighbours=lambda values: _all(_pair, values),
        ),
    )
    return made


def _passage(content: Mapping[str, Any]) -> Passage:
    made: Passage = _made(Passage, content)
    return made


def _shared_text(content: Mapping[str, Any]) -> SharedText:
    made: SharedText = _made(
        SharedText,
        content,
        passages=lambda values: _all(
            lambda each: _made(SharedPassage, each, left=_passage, right=_passage), values
        ),
        sentences=lambda values: _all(lambda pair: _all(_sentence, pair), values),
    )
    return made


def _correction(content: Mapping[str, Any]) -> CorrectionOutcome:
    made: CorrectionOutcome = _made(
        CorrectionOutcome,
        content,
        correction=lambda each: _made(
            Correction, each, places=lambda values: _all(_passage, values)
        ),
    )
    return made


def _difference(content: Mapping[str, Any]) -> Difference:
    made: Difference = _made(Difference, content, left=_passage, right=_passage)
    return made


def _fact(content: Mapping[str, Any]) -> Fact:
    made: Fact = _made(
        Fact,
        content,
        members=lambda values: _all(_sentence, values),
        reported_by=tuple,
        summary_member=_sentence,
        differences=lambda values: _all(_difference, values),
        weakest=lambda pair: None if pair is None else _pair(pair),
        copies=lambda values: _all(tuple, values),
    )
    return made


def _omission(content: Mapping[str, Any]) -> Omission:
    made: Omission = _made(
        Omission,
        content,
        nearest=lambda each: None if each is None else _made(Nearest, each),
        cautions=tuple,
    )
    return made
