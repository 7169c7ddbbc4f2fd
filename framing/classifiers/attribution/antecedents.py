"""Whom "he" or "she" means: a choice between the persons named before, and nobody of them.

A conditional logit, as in :mod:`framing.classifiers.attribution.options`, over what the study of
pronouns calls salience (Lappin and Leass 1994: An algorithm for pronominal anaphora resolution.
Computational Linguistics): how far back, in what role, who spoke last, how often named. Its
weights are fitted on the silver coreference of PolNeAR's training part
(:mod:`framing.training.source_lexicon`) and hold numbers only. "Nobody" stands for those who are
not named ("a bus driver ... he said") and for what lies too far back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.classifiers.attribution.cues import source_kind
from framing.classifiers.attribution.people import Naming, People, gender_of_pronoun
from framing.classifiers.attribution.structure import Reading

__all__ = ["Antecedent", "find_antecedents"]

_NAMINGS = 40  # names before a pronoun that are looked at
_SENTENCES = 5  # sentences back in which a name is looked for
_SPEAKERS = 12  # sentences back in which who spoke last still counts


@dataclass(frozen=True, slots=True)
class Antecedent:
    """One of those a pronoun may mean.

    Attributes:
        name: the person's name; empty for "nobody who is named".
        features: names of the features of this choice.
    """

    name: str
    features: tuple[str, ...]


def find_antecedents(
    reading: Reading, people: People, at: int, speakers: Sequence[tuple[str, int]]
) -> list[Antecedent]:
    """Those that the pronoun at word ``at`` may mean; nobody comes first.

    Args:
        reading: the article.
        people: its persons.
        at: the pronoun.
        speakers: name and sentence of the singular sources before it, the last one last; a source
            that is not named has an empty name.
    """
    sentence = reading.sentence_of[at]
    gender = gender_of_pronoun(reading.tokens.lower[at])
    near = [each for each in people.before(at, _NAMINGS) if sentence - each.sentence <= _SENTENCES]
    names: dict[str, list[Naming]] = {}
    for naming in reversed(near):
        names.setdefault(naming.name, []).append(naming)
    last = [each for each in speakers if sentence - each[1] <= _SPEAKERS][-2:][::-1]
    for name, _ in last:
        if name:
            names.setdefault(name, [])
    fitting = [name for name in names if people.gender(name) in ("", gender)]
    likely = {name: people.gender(name) or people.leaning(name) for name in fitting}
    matching = {name for name in fitting if likely[name] == gender}
    options = [Antecedent("", tuple(_nobody(reading, at, last, fitting, matching)))]
    for rank, name in enumerate(fitting):
        rivals = min(len(matching - {name}), 2)
        agrees = "match" if name in matching else "unlikely" if likely[name] else "unknown"
        features = [
            f"gender={agrees}",
            f"gender={agrees},rivals={rivals}",
            *_place(reading, at, names[name], rank),
            *_speaker(name, last, sentence, names[name]),
            f"rank={min(rank, 3)}",
            f"namings={min(len(names[name]), 3)}",
            f"others={min(len(fitting) - 1, 2)}",
        ]
        options.append(Antecedent(name, tuple(features)))
    return options


def _place(reading: Reading, at: int, namings: Sequence[Naming], rank: int) -> list[str]:
    """How near a person is named, and in what role."""
    if not namings:
        return ["back=far"]
    sentences = reading.article.sentences
    here = sentences[reading.sentence_of[at]]
    nearest = namings[0]
    back = here.index - nearest.sentence
    paragraphs = min(here.paragraph - sentences[nearest.sentence].paragraph, 2)
    same = [each.role for each in namings if each.sentence == nearest.sentence]
    role = "subject" if "subject" in same else nearest.role
    where = _where(reading, at)
    return [
        f"back={back}",
        f"back={min(back, 2)},role={role}",
        f"back={min(back, 2)},paragraphs={paragraphs}",
        f"back={min(back, 2)},role={role},where={where}",
        f"back={min(back, 2)},rank={min(rank, 2)},where={where}",
        f"quoted={nearest.quoted}",
        f"quoted={nearest.quoted},back={min(back, 2)}",
        f"headline={sentences[nearest.sentence].zone == 'headline'}",
    ]


def _where(reading: Reading, at: int) -> str:
    """Whether a pronoun opens its sentence, comes after a quotation or clause, or inside one."""
    if at == reading.bounds[reading.sentence_of[at]][0]:
        return "opening"
    if reading.form(at - 1) == "quote":
        return "quotation"
    return "comma" if reading.form(at - 1) in (",", "-") else "inside"


def _speaker(
    name: str, last: Sequence[tuple[str, int]], sentence: int, namings: Sequence[Naming]
) -> list[str]:
    """Whether it is who spoke last, and how long ago."""
    for rank, (speaker, place) in enumerate(last):
        if speaker == name:
            since = min(sentence - place, 3)
            named = namings[0].sentence >= place if namings else False
            return [f"speaker={rank}", f"speaker={rank},since={since}", f"speaker,named={named}"]
    return ["speaker=no", f"speaker=no,last={len(last)}"]


def _nobody(
    reading: Reading,
    at: int,
    last: Sequence[tuple[str, int]],
    fitting: Sequence[str],
    matching: set[str],
) -> list[str]:
    """The features of the choice that nobody who is named is meant."""
    unnamed = min(reading.sentence_of[at] - last[0][1], 3) if last and not last[0][0] else "-"
    return [
        "nobody",
        f"nobody,fitting={min(len(fitting), 2)}",
        f"nobody,matching={min(len(matching), 2)}",
        f"nobody,unnamed={unnamed}",
        f"nobody,person={_unnamed_person(reading, at)}",
    ]


def _unnamed_person(reading: Reading, at: int) -> str:
    """How many sentences back one begins with a person who is not named: "A bus driver"."""
    sentence = reading.sentence_of[at]
    for number in range(sentence, max(-1, sentence - 3), -1):
        first = reading.bounds[number][0]
        chunk = reading.chunk_at(first)
        if chunk is None or chunk[1] > at:
            continue
        tags = reading.tokens.tags
        if tags[chunk[1] - 1] == "NN":
            kind = source_kind(reading.tokens.lower[chunk[1] - 1])
            if kind in ("person", "official"):
                return str(sentence - number)
    return "-"
