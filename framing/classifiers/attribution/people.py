"""The persons that an article names: where, in what role, and whether "he" or "she" fits them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from framing.classifiers.attribution.options import FINITE
from framing.classifiers.attribution.structure import Reading
from framing.classifiers.entities.names import has_kind
from framing.classifiers.lexicon import read_groups
from framing.records import Annotation

__all__ = ["Naming", "People", "gender_of_pronoun"]

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
_COURTESY = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Sir", "Dame", "Madame"})
_APPOSITION = 6  # words after a name and a comma that may tell: "Ann Wilkes, the town's chairwoman"
_FOLLOWING = 12  # words after a name in which a pronoun is evidence of who it is
_LEAST = 2  # pronouns of one gender after a name from which on they tell anything
_MAJORITY = 3  # times as many pronouns of the one gender as of the other that make it certain


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a person is named.

    Attributes:
        name: the person's canonical name.
        start: number of the name's first word.
        end: number of the word after it.
        sentence: number of its sentence.
        role: ``subject``, ``possessor``, ``apposed`` or ``object``, as far as word order tells.
        quoted: whether it stands in quotation marks.
    """

    name: str
    start: int
    end: int
    sentence: int
    role: str
    quoted: bool


class People:
    """The persons of one article."""

    def __init__(self, reading: Reading, entities: Sequence[Annotation]) -> None:
        self._reading = reading
        self.namings = [
            self._naming(each)
            for each in entities
            if each.label == "person"
            and bisect_left(reading.tokens.starts, each.start) < len(reading.tokens)
        ]
        self._starts = [each.start for each in self.namings]
        self._genders, self._leanings = self._find_genders()

    def before(self, at: int, most: int) -> Sequence[Naming]:
        """The last ``most`` places before word ``at`` where a person is named, in order."""
        end = bisect_left(self._starts, at)
        return self.namings[max(0, end - most) : end]

    def gender(self, name: str) -> str:
        """``female``, ``male``, or empty where nothing tells."""
        return self._genders.get(name, "")

    def leaning(self, name: str) -> str:
        """The same by the pronouns that follow the name: likely, not sure."""
        return self._leanings.get(name, "")

    def _naming(self, entity: Annotation) -> Naming:
        tokens = self._reading.tokens
        start = bisect_left(tokens.starts, entity.start)
        end = max(start + 1, bisect_left(tokens.starts, entity.end))
        return Naming(
            str(entity.properties.get("name") or ""),
            start,
            end,
            self._reading.sentence_of[start],
            self._role(start, end),
            self._reading.quotation(start) >= 0,
        )

    def _role(self, start: int, end: int) -> str:
        reading = self._reading
        if reading.form(end) == "'s" or reading.tokens.tags[end : end + 1] == ("POS",):
            return "possessor"
        after = end
        while reading.tokens.tags[after : after + 1] == ("RB",) and after < end + 2:
            after += 1
        if reading.tokens.tags[after : after + 1] and reading.tokens.tags[after] in FINITE:
            return "subject"
        first = reading.bounds[reading.sentence_of[start]][0]
        chunk = reading.chunk_at(start)
        if (chunk[0] if chunk else start) == first:
            return "subject"
        return "apposed" if reading.form(end) == "," else "object"

    def _find_genders(self) -> tuple[dict[str, str], dict[str, str]]:
        """The surest evidence decides: Mr. and Ms., then the given name, then other words."""
        sure: dict[str, tuple[Counter[str], ...]] = {}
        likely: dict[str, Counter[str]] = {}
        previous = -1
        for place, each in enumerate(self.namings):
            courtesy, word = self._titles(each)
            found = sure.setdefault(each.name, (Counter(), Counter(), Counter()))
            for counts, gender in zip(
                found, (courtesy, _gender_of_name(each.name), word), strict=True
            ):
                counts[gender] += 1
            if previous != each.sentence:
                after = place + 1 < len(self.namings)
                following = self.namings[place + 1].start if after else len(self._reading.tokens)
                likely.setdefault(each.name, Counter())[self._pronoun_after(each, following)] += 1
            previous = each.sentence
        return (
            {
                name: next(filter(None, (_decided(counts, 1) for counts in found)), "")
                for name, found in sure.items()
            },
            {name: _decided(counts, _LEAST) for name, counts in likely.items()},
        )

    def _titles(self, each: Naming) -> tuple[str, str]:
        """The gender that a courtesy title gives, and the one that another word gives."""
        reading = self._reading
        before = reading.tokens.words[each.start - 1] if each.start else ""
        if before in _COURTESY:
            return _gender_of_title(before), ""
        word = _gender_of_title(before)
        if not word and reading.form(each.end) == ",":
            for at in range(each.end + 1, min(each.end + 1 + _APPOSITION, len(reading.tokens))):
                if reading.form(at) in (",", ".", "who", "quote", "whose"):
                    break
                if reading.form(at + 1) != "'s":
                    word = word or _gender_of_title(reading.tokens.words[at])
        return "", word

    def _pronoun_after(self, each: Naming, following: int) -> str:
        """The gender of the first pronoun after a name in its sentence, before the next name."""
        reading = self._reading
        last = min(reading.bounds[each.sentence][1], following, each.end + _FOLLOWING)
        for at in range(each.end, last):
            gender = gender_of_pronoun(reading.tokens.lower[at])
            if gender and not each.quoted:
                return gender
        return ""


def gender_of_pronoun(word: str) -> str:
    """``female``, ``male`` or empty."""
    return _PRONOUNS.get(word, "")


def _gender_of_title(word: str) -> str:
    groups = read_groups("source_genders.tsv")
    for gender in ("female", "male"):
        if word in groups[f"{gender} title"]:
            return gender
    return ""


def _gender_of_name(name: str) -> str:
    words = name.split()
    if len(words) < 2 or has_kind(words[0], "family first"):
        return ""
    groups = read_groups("source_genders.tsv")
    for gender in ("female", "male"):
        if words[0] in groups[f"{gender} name"]:
            return gender
    return ""


def _decided(counts: Counter[str], least: int) -> str:
    female, male = counts["female"], counts["male"]
    if female >= least and female > _MAJORITY * male:
        return "female"
    return "male" if male >= least and male > _MAJORITY * female else ""
