"""Units of quantities: money, measures, shares and ages."""

from __future__ import annotations

from types import MappingProxyType

from framing.alignment.figures import DASHES, Figure, Token, glued, word_at, word_set

__all__ = ["MEASURES", "SIGNS", "bare_duration", "currency_before", "unit_of"]

SIGNS = frozenset("$€£¥₩")
CURRENCIES = MappingProxyType(
    {
        **{sign: sign for sign in sorted(SIGNS)},
        **{"dollar": "$", "euro": "€", "yen": "¥", "won": "₩"},
        **{name: name for name in ("yuan", "rupee", "rouble", "ruble", "franc", "krone")},
    }
)
# Unit noun (singular) to unit class and size in the class's base unit.
MEASURES = MappingProxyType(
    {
        "kilometre": ("length", 1.0), "kilometer": ("length", 1.0), "km": ("length", 1.0),
        "mile": ("length", 1.609), "metre": ("length", 1e-3), "meter": ("length", 1e-3),
        "foot": ("length", 3.048e-4), "feet": ("length", 3.048e-4), "yard": ("length", 9.144e-4),
        "tonne": ("mass", 1e3), "ton": ("mass", 1e3), "kilogram": ("mass", 1.0),
        "kilo": ("mass", 1.0), "kg": ("mass", 1.0), "acre": ("area", 0.4047),
        "hectare": ("area", 1.0), "mph": ("speed", 1.609), "kph": ("speed", 1.0),
        "minute": ("time", 1 / 1440), "hour": ("time", 1 / 24), "day": ("time", 1.0),
        "week": ("time", 7.0), "fortnight": ("time", 14.0),
        "month": ("time", 30.4), "year": ("time", 365.0),
        "decade": ("time", 3650.0),
    }
)  # fmt: skip


# The most that a plural alone is used for: more would be told in the next longer unit.
DURATIONS = MappingProxyType(
    {"minutes": 60.0, "hours": 36.0, "days": 14.0, "weeks": 12.0, "months": 24.0, "years": 50.0}
)
DURATION_OPENING = word_set("in for after of within took takes lasted last past over")
NOT_A_DURATION = word_set("ago later earlier before after old since")


def currency_before(tokens: list[Token], first: int) -> tuple[str, int]:
    """The currency whose sign stands before token ``first``, and where it begins."""
    sign = tokens[first - 1].text if first else ""
    if sign not in SIGNS:
        return "", first
    first -= 1
    country = tokens[first - 1].text if glued(tokens, first) else ""
    if country in ("US", "A", "C", "NZ", "HK", "S"):
        return CURRENCIES[sign] if country == "US" else country + CURRENCIES[sign], first - 1
    return CURRENCIES[sign], first


def unit_of(
    tokens: list[Token], figure: Figure, after: int, currency: str
) -> tuple[str, float, int]:
    """Unit, its size and the token after it; unit ``""`` for what is no quantity of interest."""
    if currency:
        return f"money {currency}", 1.0, after
    if figure.share:
        return "percent", 1.0, after
    word, at = word_at(tokens, after), after
    if word == "%":
        return "percent", 1.0, at + 1
    if word == "percentage" and word_at(tokens, at + 1) in ("point", "points"):
        return "points", 1.0, at + 2
    if word == "percent" or (word == "per" and word_at(tokens, at + 1) == "cent"):
        return "percent", 1.0, at + (1 if word == "percent" else 2)
    if _is_age(tokens, figure):
        return "age", 1.0, after
    joined = word in DASHES
    if joined:
        at += 1
    if word_at(tokens, at) == "of" and word_at(tokens, at + 1) in ("dollars", "euros", "pounds"):
        at += 1
    noun = word_at(tokens, at)
    singular = noun.removesuffix("s")
    if singular in CURRENCIES and tokens[at].kind == "word":
        return f"money {CURRENCIES[singular]}", 1.0, at + 1
    measure = MEASURES.get(noun) or MEASURES.get(singular)
    if measure is None:
        return "count", 1.0, at if joined else after
    kind, size = measure
    rest = [word_at(tokens, at + step) for step in (1, 2)]
    if kind == "time":
        if singular == "year" and ("old" in rest[:1] or rest == ["-", "old"]):
            return "age", 1.0, at + (2 if rest[0] == "old" else 3)
        if rest[0] in NOT_A_DURATION:
            return "", 1.0, after
    return kind, size, at + 1


def _is_age(tokens: list[Token], figure: Figure) -> bool:
    """Whether the figure is an age after a name: "Ms Varga, 47," or "aged 47"."""
    first = figure.first
    if word_at(tokens, first - 1) == "aged":
        return True
    return (
        tokens[first].kind == "number"
        and 0 < figure.value < 120
        and word_at(tokens, first - 1) == ","
        and word_at(tokens, figure.after) in (",", ".", ")", ";")
        and first > 1
        and tokens[first - 2].text[0].isupper()
    )


def bare_duration(tokens: list[Token], index: int) -> Figure | None:
    """The vague length of time that a plural alone gives: "for weeks", "the first in months"."""
    noun = tokens[index].lower
    if noun not in DURATIONS or word_at(tokens, index - 1) not in DURATION_OPENING:
        return None
    if word_at(tokens, index + 1) in NOT_A_DURATION:
        return None
    low, high = 2.0, DURATIONS[noun]
    return Figure(index, index, (low * high) ** 0.5, 1.0, (low, high))
