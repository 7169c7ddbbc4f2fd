"""The tables of a comparison: their columns and types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

__all__ = ["COUNT", "NUMBER", "TABLES", "TEXT", "YES_NO"]

TEXT, NUMBER, COUNT, YES_NO = "string", "float64", "Int64", "boolean"

_ARTICLE = {"article": TEXT, "outlet": TEXT}
_SENTENCE = (("article", TEXT), ("outlet", TEXT), ("sentence", COUNT), ("text", TEXT))
_PASSAGE = (("article", TEXT), ("outlet", TEXT), ("start", COUNT), ("end", COUNT), ("text", TEXT))


def _sides(columns: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {f"{side}_{name}": kind for side in ("left", "right") for name, kind in columns}


TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "facts": {
            "fact": TEXT,
            "outlets": COUNT,
            "reported_by": TEXT,
            "not_found_in": TEXT,
            "possibly_reported_in": TEXT,
            "probability": NUMBER,
            "summary": TEXT,
            "summary_article": TEXT,
            "summary_sentence": COUNT,
            "members": TEXT,
            "differences": COUNT,
            "conflicts": COUNT,
            "differs_in": TEXT,
            "tellings": COUNT,
            "copies": TEXT,
            "places": TEXT,
            "agreement": NUMBER,
            "weakest": NUMBER,
        },
        "links": {
            **_sides(_SENTENCE),
            "relation": TEXT,
            "probability": NUMBER,
            "shared_words": TEXT,
            "shared_names": TEXT,
            "shared_numbers": TEXT,
        },
        "annotations": {
            "article": TEXT,
            "outlet": TEXT,
            "sentence": COUNT,
            "zone": TEXT,
            "task": TEXT,
            "label": TEXT,
            "start": COUNT,
            "end": COUNT,
            "text": TEXT,
            "score": NUMBER,
            "source": TEXT,
            "cue": TEXT,
            "content": TEXT,
            "target": TEXT,
            "voice": TEXT,
            "source_type": TEXT,
            "source_name": TEXT,
            "cue_stance": TEXT,
            "anonymous": YES_NO,
            "entity": TEXT,
            "name": TEXT,
            "source_id": TEXT,
            "resolved": YES_NO,
            "speaker": TEXT,
            "speaker_source": TEXT,
        },
        "profiles": {
            "level": TEXT,
            "article": TEXT,
            "outlet": TEXT,
            "measure": TEXT,
            "value": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "n": COUNT,
        },
        "differences": {
            "fact": TEXT,
            "kind": TEXT,
            "conflict": YES_NO,
            **_sides(_PASSAGE),
            "detail": TEXT,
        },
        "omissions": {
            "fact": TEXT,
            "summary": TEXT,
            "reported_by": TEXT,
            "article": TEXT,
            "outlet": TEXT,
            "status": TEXT,
            "nearest_sentence": COUNT,
            "nearest_text": TEXT,
            "nearest_probability": NUMBER,
            "published": TEXT,
            "words": COUNT,
            "cautions": TEXT,
        },
        "sources": {
            **_ARTICLE,
            "source": TEXT,
            "kind": TEXT,
            "named": YES_NO,
            "articles": COUNT,
            "statements": COUNT,
            "words": COUNT,
            "quoted_words": COUNT,
            "first_sentence": COUNT,
            "first_place": TEXT,
        },
        "names": {
            **_ARTICLE,
            "entity": TEXT,
            "kind": TEXT,
            "called": TEXT,
            "mentions": COUNT,
            "sentences": TEXT,
        },
        "tones": {
            **_ARTICLE,
            "entity": TEXT,
            "kind": TEXT,
            "voice": TEXT,
            "tone": TEXT,
            "mentions": COUNT,
            "sentences": TEXT,
        },
        "places": {
            **_ARTICLE,
            "fact": TEXT,
            "sentence": COUNT,
            "place": TEXT,
            "before": NUMBER,
        },
    }
)
"""The columns of each table with their pandas types; the same also when a table is empty.

Columns are only ever added at the end. Of those of ``annotations``, ``source``, ``cue``,
``content`` and ``target`` hold the words of the parts. The others after ``score`` hold the
properties of the same name, but for ``source_id``, which holds the property ``source``: the id of
an attribution's source, the same across articles. ``speaker`` and ``speaker_source`` are the name
and the id of the source in whose words a hedge, a loaded word or a sentiment stands; both are empty
in the outlet's own voice.

The last four tables hold what the report counts, one row an article and a source, a name, a tone or
a fact: ``sources`` without those that no other article could have; ``names`` and ``tones`` of those
whom several articles mention, and words of one family with an empty ``kind``; ``places`` with where
a fact that several tell first stands, and percent of the article's words ``before`` it.
"""
