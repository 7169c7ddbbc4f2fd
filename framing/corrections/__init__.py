"""What readers of a report found wrong: the file it is kept in, and what it changes.

A reader marks a link or an annotation wrong, or adds a missing link, in the HTML report, which
offers the corrections as a file. :func:`resolve` finds their places in the articles of another
run, :class:`Edits` applies them, and :mod:`framing.training.alignment` learns from them.
"""

from __future__ import annotations

from framing.corrections.applying import Edits, resolve
from framing.corrections.file import (
    SCHEMA,
    Corrections,
    CorrectionsGiven,
    gather,
    parse_corrections,
    read_corrections,
    render_corrections,
)

__all__ = [
    "SCHEMA",
    "Corrections",
    "CorrectionsGiven",
    "Edits",
    "gather",
    "parse_corrections",
    "read_corrections",
    "render_corrections",
    "resolve",
]
