"""Loaded words in one telling, plain ones in the other."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from framing.alignment.differences.telling import Side, Telling, contrast
from framing.alignment.differences.words import Word, around, beside, common
from framing.alignment.figures import DASHES, word_set
from framing.records import Difference, Span

__all__ = ["wording_differences"]

# Plain words and loaded ones for the same thing, as style guides of news agencies set them apart.
LABELS = tuple(
    (word_set(plain), word_set(loaded))
    for plain, loaded in (
        (
            "criticized criticised criticizes criticises criticize criticise criticizing "
            "criticising criticism critical disagreed disagrees objected objects questioned "
            "questions opposed opposes challenged faulted",
            "blasted blasts blasting slammed slams slamming ripped rips ripping savaged savages "
            "skewered hammered hammers lambasted excoriated trashed trashes trashing berated "
            "berates berating lashed torched eviscerated railed railing pilloried bashed bashes "
            "bashing mocked mocks mocking lashed+out lashes+out",
        ),
        (
            "responded responds replied replies answered answers noted",
            "fired+back fires+back hit+back hits+back shot+back lashed+out lashes+out",
        ),
        (
            "said told stated replied responded wrote called spoke",
            "ranted sneered whined fumed raged thundered crowed mocked taunted",
        ),
        ("government administration authorities leadership", "regime junta dictatorship"),
        (
            "protesters demonstrators protest demonstration crowd marchers",
            "rioters mob thugs riot rabble agitators",
        ),
        ("gunman attacker suspect militants fighters", "terrorist terrorists thugs extremists"),
        ("war conflict operation offensive", "invasion"),
        ("fighters forces", "rebels insurgents"),
        ("undocumented unauthorized unauthorised", "illegals aliens"),
        (
            "agreed agrees compromised accepted accepts announced announces",
            "caved caves cave surrendered surrenders capitulated capitulates retreat retreats "
            "retreated",
        ),
        ("incident accident shooting attack killing", "massacre bloodbath slaughter carnage"),
        ("plan proposal policy programme program", "scheme plot ploy stunt"),
        ("dispute disagreement standoff debate", "brawl meltdown chaos"),
        ("confrontation altercation scuffle tussle", "assault attack attacks attacked"),
        ("cut cuts reduced reduces", "stole steals robbed robs gutted guts slashed slashes"),
    )
)
SURE_LOADED = 0.7
REACH = 8
SHARED_WORDS = 2
# Two labels for one thing need less: they seldom stand for two things in linked sentences.
LABELS_SHARE = 1


def wording_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """Different labels for the same thing, or a loaded word on one side only.

    Only the author's own words count: a quoted insult is the speaker's.
    """
    differences = []
    for loaded, plain in ((left, right), (right, left)):
        found = _labels(loaded, plain) or _annotated(loaded, plain)
        if found is not None:
            sides = found if loaded is left else found[::-1]
            differences.append(contrast("wording", *sides))
    return tuple(differences)


def _labels(loaded: Telling, plain: Telling) -> tuple[Side, Side] | None:
    for plain_words, loaded_words in LABELS:
        hot = _first(loaded, loaded_words)
        mild = _first(plain, plain_words)
        if hot is None or mild is None or _first(plain, loaded_words) is not None:
            continue
        if _first(loaded, plain_words) is None and _alike(loaded, hot, plain, mild):
            return _quote(loaded, hot.start, hot.end), _quote(plain, mild.start, mild.end)
    return None


def _first(telling: Telling, wanted: frozenset[str]) -> Word | None:
    """The first of the words that is not quoted; "fired+back" is wanted as two words."""
    for word, after in zip_longest(telling.words, telling.words[1:]):
        both = f"{word.lower}+{after.lower}" if after else ""
        if word.lower not in wanted and both not in wanted:
            continue
        if not telling.article.is_quoted(Span(word.start, word.end)):
            return word if word.lower in wanted else replace(word, end=after.end)
    return None


def _alike(loaded: Telling, hot: Word, plain: Telling, mild: Word) -> bool:
    here = {word.stem for word in around(loaded.words, hot.start, hot.end, REACH)}
    there = {word.stem for word in around(plain.words, mild.start, mild.end, REACH)}
    return len((here & there) - {""}) >= LABELS_SHARE


def _annotated(loaded: Telling, plain: Telling) -> tuple[Side, Side] | None:
    """A loaded modifier whose noun or verb the other telling has without it."""
    rivals = [each.span for each in plain.of("loaded_language")]
    for found in loaded.of("loaded_language"):
        if found.score < SURE_LOADED or found.properties.get("voice") == "quoted":
            continue
        if found.start and loaded.article.text[found.start - 1] in DASHES:
            continue  # "deep-pocketed groups"
        _, after = beside(loaded.words, found.start, found.end, 1)
        head = after[0] if after else None
        other = plain.mirror(head) if head else None
        if head is None or other is None or not _joined(loaded, found.end, head.start):
            continue
        before, _ = beside(loaded.words, head.start, head.end, 1)
        if any(word.stem in plain.stems for word in before if word.stem):
            continue
        if any(span.overlaps(_around(plain, other)) for span in rivals):
            continue
        if len(common(loaded.words, head, plain.words, other, REACH)) >= SHARED_WORDS:
            return _quote(loaded, found.start, head.end), _quote(plain, other.start, other.end)
    return None


def _joined(telling: Telling, start: int, end: int) -> bool:
    return not telling.article.text[start:end].strip()


def _around(telling: Telling, word: Word) -> Span:
    """The word with the one before it, where a modifier would stand."""
    before, _ = beside(telling.words, word.start, word.end, 1)
    return Span(before[0].start if before else word.start, word.end)


def _quote(telling: Telling, start: int, end: int) -> Side:
    return Side(telling, start, end, f"says “{telling.text(start, end)}”")
