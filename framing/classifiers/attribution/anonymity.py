"""Sources that do not want to be named: the phrases that say so, and whom they are said of."""

from __future__ import annotations

import re
from bisect import bisect_left

from framing.classifiers.attribution.cues import source_kind
from framing.classifiers.attribution.structure import Reading
from framing.records import Span

__all__ = ["Anonymity", "is_about_anonymity"]

_SECRET = re.compile(
    r"\banonymity\b|\b(?:spoke|speak|speaking|talk|talked|talking|quoted|interviewed) anonymously\b"
    r"|\b(?:not|never) (?:to )?(?:want(?:ing)? to )?be (?:named|identified|quoted by name)\b"
    r"|n['’]t (?:want to )?be (?:named|identified|quoted by name)\b"
    r"|\b(?:asked|declin\w+|refus\w+|unwilling|requested) to (?:be|remain) "
    r"(?:named|identified|unnamed|unidentified|anonymous)\b"
    r"|\bremain(?:ed|ing)? (?:anonymous|unnamed|unidentified)\b"
    r"|(?:\bnot|n['’]t) (?:be )?(?:publicly )?(?:authori[sz]ed|allowed|permitted|cleared) to "
    r"(?:speak|talk|discuss|comment|release|disclose|be)\b"
    r"|\b(?:on|under) (?:deep )?background\b|\bwithheld (?:his|her|their) names?\b"
)
_INSIDERS = re.compile(
    r"\b(?:people|persons?|someone|somebody|sources?|officials?|aides?|insiders?|those|men|women"
    r"|individuals?|executives?|man|woman|one)\b,? "
    r"(?:(?:who|that) (?:is|are|was|were|has|have) |with )?(?:\w+ ){0,2}"
    r"(?:familiar with|close to|briefed on|informed (?:of|about|on)|aware of|involved in|privy to"
    r"|knowledge of|with knowledge|acquainted with|in the know)\b"
)
_BARE = re.compile(
    r"(?:\w+ (?:\w+ )?)?(?:unnamed|unidentified|anonymous)\b|(?:[\w.'’-]+ ){0,6}sources?$",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"(?:the )?condition (?:of|that)|anonymity|(?:not )?(?:to )?(?:not )?(?:be|remain) "
    r"(?:named|identified|quoted|anonymous|unnamed|unidentified)",
    re.IGNORECASE,
)
_BEFORE = 1  # a sentence that only tells on which terms somebody spoke comes right after
_PRONOUNS = frozenset({"he", "she", "they", "both", "all", "neither", "none", "who"})
_HUMAN = frozenset({"person", "official", "group"})


class Anonymity:
    """Where an article says that somebody does not want to be named."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._places = [found.span() for found in _SECRET.finditer(reading.article.text)]
        self._starts = [start for start, _ in self._places]

    def is_said_of(self, source: Span, sentence: int) -> bool:
        """Whether the source's words, its sentence or the next one say so of it."""
        article = self._reading.article
        bounds = article.sentences[sentence]
        words = source.of(article.text)
        if _BARE.match(words[:100]) or _INSIDERS.search(words[:300].lower()):
            return True
        for start, end in self._between(bounds.start, bounds.end):
            if not self._somebody_between(source, Span(start, end)):
                return True
        following = article.sentences[sentence + 1 : sentence + 1 + _BEFORE]
        return any(
            self._tells_terms(each.index, words.lower())
            for each in following
            if self._between(each.start, each.end)
        )

    def _between(self, start: int, end: int) -> list[tuple[int, int]]:
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _somebody_between(self, source: Span, phrase: Span) -> bool:
        """Whether another person stands between a source and a phrase in its sentence."""
        if source.overlaps(phrase):
            return False
        tokens = self._reading.tokens
        first, last = sorted((source, phrase))
        at = bisect_left(tokens.starts, first.end)
        end = bisect_left(tokens.starts, last.start)
        return any(
            tokens.tags[word] in ("NN", "NNS", "NNP") and source_kind(tokens.lower[word]) in _HUMAN
            for word in range(at, end)
        )

    def _tells_terms(self, sentence: int, source: str) -> bool:
        """Whether a sentence begins with the source ("They") and tells its terms."""
        reading = self._reading
        first, last = reading.bounds[sentence]
        chunk = reading.chunk_at(first)
        if first == last or chunk is None:
            return False
        noun = reading.tokens.lower[chunk[1] - 1]
        if noun in _PRONOUNS:
            return True
        return reading.form(first) in ("the", "both", "this") and noun.rstrip("s") in source


def is_about_anonymity(content: str) -> bool:
    """Whether what somebody says is only on which terms they spoke ("not to be named")."""
    return bool(_TERMS.match(content))
