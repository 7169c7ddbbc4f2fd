"""How two tellings of the same fact differ."""

from __future__ import annotations

from framing.alignment.differences.facts import with_differences
from framing.alignment.differences.tellings import find_differences

__all__ = ["find_differences", "with_differences"]
