"""Who did it: named in one telling, left out by a passive in the other."""

from __future__ import annotations

import re

from framing.alignment.differences.telling import Side, Telling, contrast
from framing.alignment.differences.words import Word, around
from framing.alignment.figures import word_set
from framing.records import Difference

__all__ = ["actor_differences"]

# Verbs of harm and force: with these it matters who acted, and past tense and participle are one
# form, so the active and the passive share it.
DEEDS = word_set(
    "shot killed arrested detained struck hit injured wounded bombed attacked evacuated dispersed "
    "seized expelled sacked fired evicted tackled raided shelled torched destroyed demolished "
    "cleared blocked closed stormed pepper-sprayed tear-gassed punched beaten stabbed"
)
BE = word_set("was were been being is are be")
BETWEEN = word_set("also then later briefly reportedly allegedly violently fatally temporarily")
NOT_AN_ACTOR = word_set(
    "was were been being is are be had has have having who which that and or but to of in on at by "
    "for from with as after before when while get got gets"
)
REACH = 6
SHARED_WORDS = 2
AGENT_REACH = 8
CLAUSE_BREAK = re.compile(r"[,;:()—–]")


def actor_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """The same deed, with its agent on one side and in a passive without one on the other."""
    for active, passive in ((left, right), (right, left)):
        for verb in active.words:
            if verb.lower not in DEEDS:
                continue
            agent = _agent(active, verb)
            victim = _agentless(passive, verb.lower)
            if agent is None or victim is None or not _alike(active, verb, passive, victim):
                continue
            if agent.stem in passive.stems:
                continue
            start, end = victim.start, victim.end
            named = active.text(agent.start, verb.end)
            bare = passive.text(start, end)
            who = Side(active, agent.start, verb.end, f"says who acted (“{named}”)")
            nobody = Side(passive, start, end, f"does not (“{bare}”)")
            sides = (who, nobody) if active is left else (nobody, who)
            return (contrast("actor", *sides),)
    return ()


def _agent(active: Telling, verb: Word) -> Word | None:
    """The noun right before the verb, where the verb is no participle."""
    at = active.words.index(verb)
    before = active.words[max(0, at - 2) : at]
    while before and before[-1].lower in BETWEEN:
        before = before[:-1]
    if not before or not before[-1].stem or before[-1].lower in NOT_AN_ACTOR:
        return None
    agent = before[-1]
    if CLAUSE_BREAK.search(active.article.text, agent.end, verb.start):
        return None
    return agent


def _agentless(passive: Telling, verb: str) -> Word | None:
    """The participle of a passive clause that names no agent."""
    for at, word in enumerate(passive.words):
        if word.lower != verb or at == 0:
            continue
        before = [each.lower for each in passive.words[max(0, at - 3) : at]]
        while before and before[-1] in BETWEEN:
            before.pop()
        after = [each.lower for each in passive.words[at + 1 : at + 1 + AGENT_REACH]]
        if before and before[-1] in BE and "by" not in after:
            return word
    return None


def _alike(active: Telling, verb: Word, passive: Telling, victim: Word) -> bool:
    here = {word.stem for word in around(active.words, verb.start, verb.end, REACH)}
    there = {word.stem for word in around(passive.words, victim.start, victim.end, REACH)}
    return len((here & there) - {""}) >= SHARED_WORDS
