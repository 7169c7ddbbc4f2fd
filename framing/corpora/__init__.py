"""Loaders for the public annotated corpora, in their original formats.

No corpus ships with the package. Each loader says where its corpus comes from and on what terms,
takes the corpus's own folder or a root that holds all of them, and returns frozen records.
"""

from framing.corpora.babe import BabeSentence, read_babe
from framing.corpora.basil import BasilArticle, BiasSpan, read_basil
from framing.corpora.claimdiff import ClaimPair, read_claimdiff
from framing.corpora.ecbplus import CoreferentPair, EcbSentence, coreferent_pairs, read_ecbplus
from framing.corpora.factuality import FactualityEvent, FactualitySentence, read_factuality
from framing.corpora.gun_violence import FramedHeadline, read_gun_violence_frames
from framing.corpora.newsmtsc import TargetSentence, read_newsmtsc
from framing.corpora.polnear import GoldAttribution, PolnearDocument, read_polnear
from framing.corpora.same_fact import Event, GoldLink, read_same_fact
from framing.corpora.splits import holdout
from framing.corpora.stories import Story, StoryArticle, read_allsides, read_story_clusters
from framing.corpora.szeged import (
    HedgeCue,
    UncertaintyDocument,
    UncertaintySentence,
    read_szeged,
)

__all__ = [
    "BabeSentence",
    "BasilArticle",
    "BiasSpan",
    "ClaimPair",
    "CoreferentPair",
    "EcbSentence",
    "Event",
    "FactualityEvent",
    "FactualitySentence",
    "FramedHeadline",
    "GoldAttribution",
    "GoldLink",
    "HedgeCue",
    "PolnearDocument",
    "Story",
    "StoryArticle",
    "TargetSentence",
    "UncertaintyDocument",
    "UncertaintySentence",
    "coreferent_pairs",
    "holdout",
    "read_allsides",
    "read_babe",
    "read_basil",
    "read_claimdiff",
    "read_ecbplus",
    "read_factuality",
    "read_gun_violence_frames",
    "read_newsmtsc",
    "read_polnear",
    "read_same_fact",
    "read_story_clusters",
    "read_szeged",
]
