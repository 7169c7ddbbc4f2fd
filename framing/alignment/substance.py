"""Which sentences report something: not those that only point the reader somewhere."""

from __future__ import annotations

import re

__all__ = ["says_something"]

WORD = re.compile(r"[^\W\d_]{2,}")
QUOTED = re.compile('[“”"]')
FEWEST_WORDS = 3
LONGEST_PROMPT = 30
"""A sentence of more words says something, whatever it begins with."""
PROMPTS = tuple(
    re.compile(r"[(\[*>•\s]*(?:" + pattern + ")", re.I)
    for pattern in (
        # "Here are some questions and answers on the strike."
        r"(?:here|below)(?: is|['’]s| are) [^.:]{0,60}"
        r"\b(?:questions|answers|look|know|recap|guide|timeline|video|photos)\b[^:]*$",
        # "Ann Roe has that story."
        r"[^,;:“\"]{0,80}\b(?:has|have|with) (?:more of |more on )?(?:that|the|this) "
        r"(?:story|report|details)\W*$",
        # "Watch the video above." "Read more: the vote, hour by hour"
        r"(?:watch|see|read|click|tap|scroll|listen|follow|subscribe|sign up|check out|download) "
        r"(?:.*\b(?:video|photos|gallery|slideshow|podcast|newsletter|twitter|facebook|instagram)\b"
        r"|(?:.* )?(?:above|below|here|more|app|inbox)\W*(?:$|:))",
        # "Photo: Ann Roe" "Video courtesy of the museum"
        r"(?:file )?(?:photo|video|image|picture|graphic)s?(?: ?:| by | courtesy | credit)",
        r"this is a (?:developing|breaking)|check back|more to come|story continues|advertisement",
        r"this (?:story|article|post) (?:has been|was|will be) (?:updated|corrected)",
        r".*\bcontributed to this (?:report|story|article|post)\W*$",
    )
)


def says_something(text: str) -> bool:
    """Whether a sentence reports anything that another article could report as well.

    A few words do not, nor does a question that the outlet asks, a prompt to the reader ("Watch
    the video above") or a note on the text itself.
    """
    words = sum(1 for _ in WORD.finditer(text))
    if not FEWEST_WORDS <= words <= LONGEST_PROMPT:
        return words > LONGEST_PROMPT
    asks = text.rstrip().endswith("?") and not QUOTED.search(text)
    return not asks and not any(prompt.match(text) for prompt in PROMPTS)
