"""The names of PolNeAR's automatic layer, with its commonest oversight mended.

The layer is CoreNLP's (Manning et al. 2014, ACL): silver, not gold. It often leaves a surname alone
without a name ("Trump" in half of its places); where the document names the person in full, the
surname is a name of that person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from framing.corpora.polnear import PolnearDocument
from framing.records import Span

__all__ = ["SilverEntity", "silver_entities"]

KINDS = MappingProxyType(
    {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "MISC": "other"}
)


@dataclass(frozen=True, slots=True)
class SilverEntity:
    """A name: where it stands, and ``person``, ``organisation``, ``place`` or ``other``."""

    span: Span
    label: str


def silver_entities(document: PolnearDocument) -> tuple[SilverEntity, ...]:
    """The names of a document by offset: runs of tokens of one kind, and surnames alone."""
    runs = [
        (kind, list(tokens))
        for sentence in document.silver_sentences
        for kind, tokens in groupby(sentence, key=lambda token: token.entity)
    ]
    surnames = {
        document.text[tokens[-1].start : tokens[-1].end]
        for kind, tokens in runs
        if kind == "PERSON" and len(tokens) > 1
    }
    surnames = {name for name in surnames if len(name) > 2 and name[0].isupper()}
    found = []
    for kind, tokens in runs:
        span = Span(tokens[0].start, tokens[-1].end)
        if kind in KINDS:
            alone = len(tokens) == 1 and span.of(document.text) in surnames
            found.append(SilverEntity(span, "person" if alone else KINDS[kind]))
            continue
        found += [
            SilverEntity(Span(token.start, token.end), "person")
            for token in tokens
            if token.part_of_speech == "NNP" and document.text[token.start : token.end] in surnames
        ]
    return tuple(found)
