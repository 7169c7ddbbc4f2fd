"""Who did it: named in one telling, left out by a passive in the other."""

from __future__ import annotations

import re

from framing.alignment.differences.telling import Side, Telling, contrast
from framing.alignment.differences.voices import REPORTS
from framing.alignment.differences.words import Word, beside
from framing.alignment.figures import word_set
from framing.records import Difference

__all__ = ["actor_differences"]

# Verbs of harm and force: with these it matters who acted, and past tense and participle are one
# form, so the active and the passive share it.
DEEDS = word_set(
    "shot killed arrested detained struck hit injured wounded bombed attacked evacuated dispersed "
    "seized expelled sacked fired evicted tackled raided shelled torched destroyed demolished "
    "rammed cleared blocked closed stormed pepper-sprayed tear-gassed punched beaten stabbed"
)
BE = word_set("was were been being is are be")
BETWEEN = word_set("also then later briefly reportedly allegedly violently fatally temporarily")
# After these the verb is a participle, as in a headline: "Agent fired over messages".
NO_OBJECT = word_set(
    "over in at after by on for with near from as during amid and or to when while before"
)
LONGEST_AGENT = 3
VICTIM_REACH = 6
AGENT_REACH = 8
OBJECT_REACH = 4
SPOKEN = word_set("called urged asked demanded rejected denied criticized criticised wanted")
SAME_OBJECT = 2
CLAUSE_BREAK = re.compile(r"[,;:()—–]")


def actor_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """The same deed, with its agent on one side and in a passive without one on the other."""
    differences = []
    for active, passive in ((left, right), (right, left)):
        found = _deed(active, passive)
        if found is not None:
            sides = found if active is left else found[::-1]
            differences.append(contrast("actor", *sides))
    return tuple(differences) or _two_agents(left, right)


def _two_agents(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """One deed with two agents: the same verb before the same object, after two subjects."""
    theirs = {word.lower: at for at, word in reversed(tuple(enumerate(right.words)))}
    for at, verb in enumerate(left.words):
        if verb.lower not in theirs or not verb.lower.endswith("ed") or verb.capital:
            continue
        if verb.lower in SPOKEN or verb.lower in REPORTS:
            continue  # whose words they are is a matter of attribution
        one, other = _agent(left, at), _agent(right, theirs[verb.lower])
        if not one or not other or not _others(left, one, right, other):
            continue
        answer = right.words[theirs[verb.lower]]
        objects, answers = (
            {word.stem for word in beside(words, each.start, each.end, OBJECT_REACH)[1]} - {""}
            for words, each in ((left.words, verb), (right.words, answer))
        )
        if len(objects & answers) >= SAME_OBJECT:
            sides = (
                Side(
                    telling,
                    agent[0].start,
                    done.end,
                    f"says “{telling.text(agent[0].start, done.end)}”",
                )
                for telling, agent, done in ((left, one, verb), (right, other, answer))
            )
            return (contrast("actor", *sides),)
    return ()


def _others(left: Telling, one: tuple[Word, ...], right: Telling, other: tuple[Word, ...]) -> bool:
    """Whether two agents are two: neither is named in the other telling; no entity is both."""
    if any(word.stem in right.stems for word in one):
        return False
    if any(word.stem in left.stems for word in other):
        return False
    ids = (
        {
            each.properties.get("entity")
            for each in telling.of("entity")
            if each.start < agent[-1].end and agent[0].start < each.end
        }
        for telling, agent in ((left, one), (right, other))
    )
    return not set.intersection(*ids)


def _deed(active: Telling, passive: Telling) -> tuple[Side, Side] | None:
    """The first deed of the one that the other tells without its agent."""
    victims = _agentless(passive)
    for at, verb in enumerate(active.words):
        victim = victims.get(verb.lower)
        if victim is None or not _same_victim(active, verb, passive, victim[0]):
            continue
        agent = _agent(active, at)
        if at + 1 == len(active.words) or active.words[at + 1].lower in NO_OBJECT:
            continue
        if any(word.stem not in passive.stems for word in agent):
            return (
                _side(active, agent[0], verb, "says who did it"),
                _side(passive, victim[0], victim[-1], "does not say who did it"),
            )
    return None


def _agent(active: Telling, at: int) -> tuple[Word, ...]:
    """The nouns right before the verb at ``at``; none where it may be a participle."""
    words = active.words
    last = at - 1
    while last >= 0 and words[last].lower in BETWEEN:
        last -= 1
    first = last + 1
    while first > max(0, last + 1 - LONGEST_AGENT) and words[first - 1].stem:
        if CLAUSE_BREAK.search(active.article.text, words[first - 1].end, words[first].start):
            break
        first -= 1
    return words[first : last + 1]


def _agentless(passive: Telling) -> dict[str, tuple[Word, ...]]:
    """Deed to the auxiliary and participle of its first passive that names no agent."""
    words = passive.words
    found: dict[str, tuple[Word, ...]] = {}
    for at, word in enumerate(words):
        if word.lower not in DEEDS or word.lower in found:
            continue
        be = at - 1
        while be >= 0 and words[be].lower in BETWEEN:
            be -= 1
        after = {each.lower for each in words[at + 1 : at + 1 + AGENT_REACH]}
        if be >= 0 and words[be].lower in BE and "by" not in after:
            found[word.lower] = words[be : at + 1]
    return found


def _same_victim(active: Telling, verb: Word, passive: Telling, auxiliary: Word) -> bool:
    """Whether a word after the active verb, its object, stands before the passive, its subject."""
    _, after = beside(active.words, verb.start, verb.end, VICTIM_REACH)
    before, _ = beside(passive.words, auxiliary.start, auxiliary.end, VICTIM_REACH)
    return bool(({word.stem for word in after} & {word.stem for word in before}) - {""})


def _side(telling: Telling, first: Word, last: Word, says: str) -> Side:
    said = telling.text(first.start, last.end)
    return Side(telling, first.start, last.end, f"{says} (“{said}”)")
