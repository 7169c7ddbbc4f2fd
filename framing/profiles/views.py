"""A profile as tidy data frames, as text and as a small HTML fragment for notebooks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from framing.errors import InputError
from framing.profiles.record import TOO_FEW, OutletDifference, OutletRate, Profile, ProfileTable

if TYPE_CHECKING:
    import pandas

__all__ = ["TABLES", "frame_of", "render_notebook", "render_text"]

TEXT, NUMBER, COUNT, YES_NO = "string", "float64", "Int64", "boolean"
DISCOVERED = 0.05
"""Up to this q a difference is called one."""
_MOST_WORDS = 8

TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "rates": {
            "outlet": TEXT,
            "measure": TEXT,
            "value": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "events": COUNT,
            "n": COUNT,
            "unit": TEXT,
            "note": TEXT,
        },
        "differences": {
            "left": TEXT,
            "right": TEXT,
            "measure": TEXT,
            "left_value": NUMBER,
            "right_value": NUMBER,
            "difference": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "effect": NUMBER,
            "p": NUMBER,
            "q": NUMBER,
            "left_more": NUMBER,
            "right_more": NUMBER,
            "events": COUNT,
            "facts": COUNT,
            "note": TEXT,
        },
        "words": {
            "outlet": TEXT,
            "word": TEXT,
            "log_odds": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "z": NUMBER,
            "p": NUMBER,
            "q": NUMBER,
            "count": COUNT,
            "count_others": COUNT,
            "events": COUNT,
            "note": TEXT,
        },
        "pairs": {
            "event": COUNT,
            "fact": TEXT,
            "measure": TEXT,
            "left_outlet": TEXT,
            "right_outlet": TEXT,
            "left_article": TEXT,
            "left_sentence": COUNT,
            "right_article": TEXT,
            "right_sentence": COUNT,
            "left_value": NUMBER,
            "right_value": NUMBER,
            "probability": NUMBER,
            "copied": YES_NO,
        },
    }
)
"""The columns of each table with their pandas types; the same also when a table is empty."""


def frame_of(profile: Profile, table: ProfileTable) -> pandas.DataFrame:
    """One table of a profile, one row a record, columns as in :data:`TABLES`.

    Raises:
        InputError: if there is no such table.
    """
    import pandas

    if table not in TABLES:
        raise InputError(f"there is no table {table!r}; use one of {', '.join(TABLES)}")
    rows = [_row(each) for each in getattr(profile, table)]
    columns = {
        name: pandas.Series([row[name] for row in rows], dtype=pandas.api.types.pandas_dtype(kind))
        for name, kind in TABLES[table].items()
    }
    return pandas.DataFrame(columns)


def _row(record: Any) -> dict[str, Any]:
    row = asdict(record)
    for side in ("left", "right"):
        if isinstance(row.get(side), dict):
            row |= {f"{side}_{name}": value for name, value in row.pop(side).items()}
    # Of the values that may be missing, all are or none is.
    row["note"] = TOO_FEW if None in row.values() else ""
    return row


def render_text(profile: Profile) -> str:
    """The profile as plain text."""
    view = _View.of(profile)
    lines = [view.title]
    for measure, rates in view.rates.items():
        lines += ["", f"{measure}:"]
        lines += [f"  {outlet}: {rate}" for outlet, rate in zip(view.outlets, rates, strict=True)]
    lines += ["", "Differences on the same facts [95% interval], effect, q:"]
    lines += [f"  {' | '.join(row)}" for row in view.differences] or [f"  {TOO_FEW}"]
    lines += ["", "Words an outlet uses more than the others (its count : theirs):"]
    lines += [f"  {outlet}: {words}" for outlet, words in view.words] or [f"  {TOO_FEW}"]
    return "\n".join([*lines, "", *view.notes])


def render_notebook(profile: Profile) -> str:
    """The profile as a small HTML fragment: scoped styles, no script."""
    import jinja2

    template = files("framing.profiles").joinpath("notebook.html.jinja").read_text("utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template).render(view=_View.of(profile))


@dataclass(frozen=True, slots=True)
class _View:
    """What a reader sees of a profile, in words.

    Attributes:
        title: how much it is of.
        outlets: the outlets of which there is enough to say something, in order.
        rates: measure to the rate of each of them.
        differences: the differences, those least likely chance first: the measure, the means of
            two outlets, the difference, its effect, q and what it is of.
        words: outlet to the words it uses more than the others.
        notes: of what there are too few to say, and how to read the rest.
    """

    title: str
    outlets: tuple[str, ...]
    rates: Mapping[str, tuple[str, ...]]
    differences: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, profile: Profile) -> _View:
        enough = {each.outlet for each in profile.rates if each.value is not None}
        outlets = tuple(outlet for outlet in profile.outlets if outlet in enough)
        rates: dict[str, tuple[str, ...]] = {}
        for rate in profile.rates:
            if rate.outlet in enough:
                rates[rate.measure] = (*rates.get(rate.measure, ()), _rate(rate))
        ranked = sorted(
            ((each.q, each) for each in profile.differences if each.q is not None),
            key=lambda pair: pair[0],
        )
        return cls(
            title=f"{len(profile.outlets)} outlets over {_count(profile.events, 'event')}",
            outlets=outlets,
            rates=rates,
            differences=tuple(_difference(each) for _, each in ranked),
            words=tuple((outlet, _words(profile, outlet)) for outlet in outlets),
            notes=(*_too_few(profile, enough), *_notes(profile)),
        )


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def _number(value: float, measure_is_share: bool) -> str:
    return f"{100 * value:.0f}%" if measure_is_share else f"{value:.2f}"


def _rate(rate: OutletRate) -> str:
    about = f"({_count(rate.events, 'event')}, {_count(rate.n, rate.unit)})"
    if rate.value is None or rate.low is None or rate.high is None:
        return f"{TOO_FEW} {about}"
    value, low, high = (
        _number(each, rate.unit != "mention") for each in (rate.value, rate.low, rate.high)
    )
    return f"{value} [{low}, {high}] {about}"


def _difference(each: OutletDifference) -> tuple[str, ...]:
    return (
        each.measure,
        f"{each.left} {each.left_value:.2f}, {each.right} {each.right_value:.2f}",
        f"{each.difference:+.2f} [{each.low:+.2f}, {each.high:+.2f}]",
        f"{each.effect:+.2f}",
        f"{each.q:.3f}",
        f"{_count(each.facts, 'fact')}, {_count(each.events, 'event')}",
    )


def _words(profile: Profile, outlet: str) -> str:
    held = [each for each in profile.words if each.outlet == outlet]
    if all(each.word is None for each in held):
        return TOO_FEW
    more = [
        f"{each.word} ({each.count} : {each.count_others})"
        for each in held
        if each.q is not None and each.q <= DISCOVERED and (each.log_odds or 0.0) > 0
    ]
    return ", ".join(more[:_MOST_WORDS]) or "none that it surely uses more than the others"


def _too_few(profile: Profile, enough: Collection[str]) -> Iterator[str]:
    """Of what there are too few to say: nothing is left out in silence."""
    others = [outlet for outlet in profile.outlets if outlet not in enough]
    if others:
        yield f"{TOO_FEW.capitalize()} how often: {', '.join(others)}."
    untold = sum(each.q is None for each in profile.differences)
    if untold or not profile.differences:
        tables = "measures of two outlets on the same facts"
        yield f"{TOO_FEW.capitalize()}: {untold} of {len(profile.differences)} {tables}."
    least = profile.minimum
    yield (
        f"“{TOO_FEW.capitalize()}” stands where there are fewer than {least.events} events, "
        f"{least.facts} facts that both tell, {least.cases} sentences with and {least.cases} "
        f"without what is measured or {least.cases} facts told differently, or where too few "
        "events vary."
    )


def _notes(profile: Profile) -> Iterator[str]:
    yield (
        "Intervals of 95% resample events; tests flip the sign of whole events. q is the share of "
        "false ones among differences with a p as small."
    )
    yield (
        "The numbers are of what the classifiers found, errors included, and of these events. They "
        "are not about lean, truth or intent."
    )
    if len(profile.made_with) > 1:
        yield (
            f"The comparisons were made in {len(profile.made_with)} ways (versions, weights or "
            "parameters): outlets may differ because these do."
        )
