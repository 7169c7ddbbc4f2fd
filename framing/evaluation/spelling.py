"""American spellings and their British forms: the regular kinds, and a short list of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from framing.records import Span

__all__ = ["british"]

IZE = re.compile(
    r"\b(?!(?:cap|re|down|out|over|under|up|super)siz)[a-z]{3,24}?(?P<old>iz)"
    r"(?=(?:e|es|ed|ing|er|ers|ation|ations|ational|able)\b)"
)
YZE = re.compile(r"\b(?:anal|paral|catal|electrol)(?P<old>yz)(?=(?:e|es|ed|ing|er|ers)\b)")
OUR = re.compile(
    r"\b(?:dis|un|mis|re|bel)?(?:arm|behavi|cand|clam|col|endeav|fav|ferv|flav|harb|hon|hum|lab|"
    r"misdemean|neighb|od|parl|ranc|rum|sav|splend|tum|val|vap|vig)(?P<old>or)"
    r"(?=(?:s|ed|ing|er|ers|able|ably|ful|less|ite|ites|itism|hood|hoods|ly|al|y)?\b)"
)
RE = re.compile(
    r"\b(?:cent|theat|amphitheat|fib|lit|kilomet|centimet|millimet|somb|spect|lust|meag|calib|"
    r"sab)(?P<old>er)(?=s?\b)"
)
ENCE = re.compile(r"\b(?:def|off|pret)en(?P<old>s)(?=es?\b)")
DOUBLED = re.compile(
    r"\b(?:cancel|counsel|duel|equal|fuel|jewel|label|level|libel|marshal|model|panel|pedal|"
    r"quarrel|rival|shovel|signal|snorkel|spiral|total|travel|tunnel)(?<=(?P<old>l))"
    r"(?=(?:ed|ing|er|ers|or|ors)\b)"
)
WORD = re.compile(r"\b[a-z]+\b")
REGULAR = (
    (IZE, "is"),
    (YZE, "ys"),
    (OUR, "our"),
    (RE, "re"),
    (ENCE, "c"),
    (DOUBLED, "ll"),
)
OTHERS = MappingProxyType(
    {
        "acknowledgment": "acknowledgement",
        "aging": "ageing",
        "airplane": "aeroplane",
        "airplanes": "aeroplanes",
        "aluminum": "aluminium",
        "archeology": "archaeology",
        "artifact": "artefact",
        "artifacts": "artefacts",
        "catalog": "catalogue",
        "catalogs": "catalogues",
        "cozy": "cosy",
        "dialog": "dialogue",
        "enroll": "enrol",
        "enrollment": "enrolment",
        "fulfill": "fulfil",
        "fulfillment": "fulfilment",
        "gray": "grey",
        "installment": "instalment",
        "judgment": "judgement",
        "judgments": "judgements",
        "leukemia": "leukaemia",
        "maneuver": "manoeuvre",
        "maneuvers": "manoeuvres",
        "mold": "mould",
        "mom": "mum",
        "mustache": "moustache",
        "pajamas": "pyjamas",
        "pediatric": "paediatric",
        "plow": "plough",
        "plowed": "ploughed",
        "program": "programme",
        "programs": "programmes",
        "skeptic": "sceptic",
        "skeptical": "sceptical",
        "skepticism": "scepticism",
        "skeptics": "sceptics",
        "skillful": "skilful",
        "smolder": "smoulder",
        "sulfur": "sulphur",
        "toward": "towards",
        "willful": "wilful",
    }
)


def british(text: str) -> Iterator[tuple[Span, str]]:
    """What to replace by what, in order; only words in lower case, since names keep their own."""
    found = {}
    for pattern, replacement in REGULAR:
        for match in pattern.finditer(text):
            found[Span(*match.span("old"))] = replacement
    for word in WORD.finditer(text):
        if word[0] in OTHERS:
            found[Span(*word.span())] = OTHERS[word[0]]
    end = 0
    for span, replacement in sorted(found.items()):
        if span.start >= end:
            yield span, replacement
            end = span.end
