"""Hedge cues: the words by which a writer leaves open whether something is so.

The four kinds are those of Szarvas, Vincze, Farkas, Móra and Gurevych (2012), *Cross-Genre and
Cross-Domain Detection of Semantic Uncertainty*, Computational Linguistics 38(2): ``epistemic``
("may", "likely"), ``doxastic`` ("believe", "allegedly"), ``investigation`` ("whether", "remains to
be seen") and ``condition`` ("if", "unless", and "would" beside them).

A lexicon finds the words that can be cues. Whether one is a cue here is a sum of weights of the
word itself and of its context ("may" after "in", "if" before "necessary"), fitted on the training
documents of the Szeged Uncertainty Corpus, news first and Wikipedia behind it, by
:mod:`framing.training.hedging_lexicon`.
"""

from framing.classifiers.hedging.classifier import HedgingClassifier

__all__ = ["HedgingClassifier"]
