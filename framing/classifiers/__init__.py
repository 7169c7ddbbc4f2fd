"""One classifier a task, each usable alone."""

from __future__ import annotations

from framing.classifiers.attribution import AttributionExtractor
from framing.classifiers.base import Batch, Classifier, available, load
from framing.classifiers.entities import EntityRecognizer
from framing.classifiers.hedging import HedgingClassifier
from framing.classifiers.loaded_language import LoadedLanguageClassifier
from framing.classifiers.sentiment import TargetSentimentClassifier

__all__ = [
    "AttributionExtractor",
    "Batch",
    "Classifier",
    "EntityRecognizer",
    "HedgingClassifier",
    "LoadedLanguageClassifier",
    "TargetSentimentClassifier",
    "available",
    "load",
]
