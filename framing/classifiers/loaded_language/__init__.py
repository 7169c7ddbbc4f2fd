"""Loaded language: words that judge or frame what they report.

What counts is what the experts of BABE marked: Spinde, Plank, Krieger, Ruas, Gipp and Aizawa
(2021), *Neural Media Bias Detection Using Distant Supervision With BABE*, Findings of EMNLP. The
groups of words follow Recasens, Danescu-Niculescu-Mizil and Jurafsky (2013), *Linguistic Models
for Analyzing and Detecting Biased Language*, ACL.

A lexicon with suffix rules, and the valences of VADER behind it, find the words that can be
loaded, each with the reason why. Whether one is loaded here, and whether the sentence is, are sums
of weights of named features, fitted on training articles of BABE by
:mod:`framing.training.loaded_language_lexicon`.
"""

from framing.classifiers.loaded_language.classifier import LoadedLanguageClassifier

__all__ = ["LoadedLanguageClassifier"]
