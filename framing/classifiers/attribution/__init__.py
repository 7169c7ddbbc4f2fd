"""Attribution: who (source) says or thinks (cue) what (content).

The relation is that of Pareti (2016), PARC 3.0, and PolNeAR (Newell et al. 2018): speech, thought
and attitude of a source other than the author. An annotation's span covers its content; ``parts``
holds the spans of source, cue and content, the content in several pieces where the cue interrupts
it. Labels: ``direct`` when nearly all of the content stands in quotation marks, ``indirect`` when
nearly none does, ``mixed`` between. Properties:

- ``source_type``: person, official, government, organisation, media, document, group or unknown;
- ``cue_stance``: neutral, factive (the content is presented as true) or doubting;
- ``source_name``: the source's canonical name, empty when the article does not name it;
- ``anonymous``: whether people speak whom the article does not name;
- ``resolved``: whether the name comes from elsewhere in the article ("he", a surname).

The score is the calibrated probability that source and content are right.
"""

from framing.classifiers.attribution.extractor import AttributionExtractor

__all__ = ["AttributionExtractor"]
