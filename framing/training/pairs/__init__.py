"""Fits what reads pairs of sentences: from raw corpora to weights."""

from framing.training.pairs.recipe import fit

__all__ = ["fit"]
