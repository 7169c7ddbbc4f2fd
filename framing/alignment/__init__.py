"""Which sentences of different outlets report a same fact, and how their tellings differ."""

from __future__ import annotations

from framing.alignment.scoring import Alignment, PairScore, align

__all__ = ["Alignment", "PairScore", "align"]
