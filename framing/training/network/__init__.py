"""Fits the shared network and its heads from the original corpus files."""

from framing.training.network.fitting import Plan
from framing.training.network.recipe import TASKS, fit

__all__ = ["TASKS", "Plan", "fit"]
