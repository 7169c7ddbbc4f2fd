"""Sentiment toward a target: how a sentence speaks of one person, organisation or place.

Labels as in NewsMTSC: Hamborg and Donnay (2021), *NewsMTSC: A Dataset for (Multi-)Target-dependent
Sentiment Classification in Political News Articles*, EACL. The evidence is what the words do to
the target (:mod:`framing.classifiers.sentiment.features`), with word valences from VADER (Hutto
and Gilbert 2014, ICWSM). Its weights are those of a multinomial logistic regression fitted on the
training part of NewsMTSC by :mod:`framing.training.sentiment_lexicon`.
"""

from framing.classifiers.sentiment.classifier import TargetSentimentClassifier

__all__ = ["TargetSentimentClassifier"]
