"""What the script of the report needs to let a reader correct it: one block of JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from framing.corrections.file import Corrections, corrections_as_json
from framing.records import Comparison
from framing.report.data import dump

__all__ = ["correcting_data"]


def correcting_data(comparison: Comparison, outlets: Sequence[str]) -> Markup:
    """The file of corrections to begin with, and all links and annotations that may be wrong.

    Corrections that this comparison applied are in the file, so that the reader saves them with
    the new ones; those that did not fit it are not. Links name their sentences by the numbers of
    article and sentence, annotations their article by its number. The JSON has no ``<``, so that
    no text can end the element that it stands in.

    Args:
        comparison: the comparison.
        outlets: what the report calls the outlet of each article.
    """
    at = {article.id: number for number, article in enumerate(comparison.articles)}
    given = Corrections(
        tuple(replace(each, removed=(), warnings=()) for each in comparison.articles),
        tuple(each.correction for each in comparison.corrections if each.status == "applied"),
    )
    content = {
        "file": corrections_as_json(given),
        "outlets": list(outlets),
        "links": [
            [
                at[link.left.article],
                link.left.sentence,
                at[link.right.article],
                link.right.sentence,
                link.corrected,
            ]
            for link in comparison.links
        ],
        "annotations": [
            [at[each.article], each.task, each.label, each.start, each.end]
            for each in comparison.annotations
        ],
    }
    # A block of data is no script, but its element ends like one.
    return Markup(dump(content).replace("<", "\\u003c"))
