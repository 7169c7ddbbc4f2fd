"""What was judged, what kind of case each is, what went wrong, and how often."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.evaluation.scores import Failure

__all__ = ["FAULT", "Case", "band", "count_failures", "part_of_speech"]

FAULT = "what went wrong"
OTHERS = "all others"
# Of an aspect with many kinds, such as single words: how many are shown, and how often one system
# at least must fail in each.
MOST = 12
LEAST = 2
PARTS = (
    ("NNP", "name"),
    ("NN", "noun"),
    ("JJ", "adjective"),
    ("RB", "adverb"),
    ("V", "verb"),
    ("MD", "verb"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that a system was judged on.

    Attributes:
        kinds: aspect to the kind of case this is; the same aspects in all cases of a group.
        fault: what went wrong; empty where nothing did.
    """

    kinds: Mapping[str, str]
    fault: str = ""


def count_failures(
    split: str, group: str, cases: Mapping[str, Sequence[Case]]
) -> tuple[Failure, ...]:
    """How many cases of each kind fail, by aspect: what went wrong first, the commonest kind first.

    Args:
        split: on which part of which corpus.
        group: what was judged, and what failing at it means.
        cases: system to what it was judged on.
    """
    aspects = dict.fromkeys(name for each in cases.values() for case in each for name in case.kinds)
    rows: list[Failure] = []
    for aspect in (FAULT, *aspects):
        failed = {
            system: Counter(_kind(case, aspect) for case in each if case.fault)
            for system, each in cases.items()
        }
        seen = {
            system: Counter(_kind(case, aspect) for case in each) for system, each in cases.items()
        }
        shown = _shown(failed, seen)
        for kind in shown:
            for system, each in cases.items():
                among = seen[system].keys() - shown if kind == OTHERS else {kind}
                rows.append(
                    Failure(
                        *(system, split, group, aspect, kind),
                        count=sum(failed[system][name] for name in among),
                        # Any case can go wrong in any way.
                        cases=len(each)
                        if aspect == FAULT
                        else sum(seen[system][name] for name in among),
                        errors=failed[system].total(),
                        n=len(each),
                    )
                )
    return tuple(rows)


def _kind(case: Case, aspect: str) -> str:
    return case.fault if aspect == FAULT else case.kinds[aspect]


def _shown(failed: Mapping[str, Counter[str]], seen: Mapping[str, Counter[str]]) -> list[str]:
    """The kinds to show, those that fail most often first; the rest, if any, as one."""
    total = sum(failed.values(), Counter[str]())
    names = sorted(
        {name for each in seen.values() for name in each if name},
        key=lambda name: (-total[name], name),
    )
    if len(names) <= MOST:
        return names
    most = [name for name in names[:MOST] if max(each[name] for each in failed.values()) >= LEAST]
    return [*most, OTHERS]


def band(number: int, ends: Sequence[int], noun: str) -> str:
    """The band that a number of things falls into: ``4 to 10 words``.

    Args:
        number: how many, from 0.
        ends: the last number of each band but the open one, ascending.
        noun: what one of them is called.
    """
    at = bisect_left(ends, number)
    if at == len(ends):
        return f"over {ends[-1]} {noun}s"
    last = ends[at]
    if last <= 1:
        return f"1 {noun}" if last else f"no {noun}"
    if at == 0:
        return f"up to {last} {noun}s"
    first = ends[at - 1] + 1
    return f"{last} {noun}s" if first == last else f"{first} to {last} {noun}s"


def part_of_speech(tag: str) -> str:
    """A Penn Treebank tag in plain words."""
    return next((name for start, name in PARTS if tag.startswith(start)), "other")
