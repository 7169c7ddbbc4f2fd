"""Invented articles of any number and length, for measuring speed: the same ones every time.

Every article tells a part of one list of facts, in its own words and roughly in their order, with
quotations, hedges, numbers, dates and names, so that each step of a comparison has work to do.
"""

# ruff: noqa: SIM905
from __future__ import annotations

import random
from collections.abc import Sequence

from framing.articles import make_article
from framing.records import Article

GIVEN = "Ada Tomas Ines Piet Ruth Colm Mara Joan Odile Sven Lena Hugo Vera Milo Tessa Arne".split()
FAMILY = (
    "Brook Reyl Okafor Hallam Avelar Deny Lindqvist Sutter Marsh Tarn Kolbe Ferrant Ostrow Quill "
    "Vale Norrby Pell Dacre"
).split()
TITLES = "Mayor engineer Senator inspector historian minister judge captain economist nurse".split()
BODIES = (
    "the harbour council;the port authority;the dock workers’ union;the regional parliament;"
    "the ferry company;the coast guard;the finance ministry;the island school board;the museum;"
    "the water board;the fishing guild;the court of appeal"
).split(";")
PLACES = (
    "Port Ellery;Sandhaven;Cape Tarn;Elm Quay;Gull Island;Northgate;Old Weir;Larch Hill;Saltby;"
    "Mill Reach;Fenwick Sands;Dunmoor"
).split(";")
KINDS = (
    "old new northern unfinished wooden stone listed rented flooded famous private crowded costly "
    "narrow abandoned municipal"
).split()
THINGS = (
    "terminal bridge lighthouse breakwater market mill warehouse chapel library cinema stadium "
    "orchard tunnel clinic bakery reservoir tramway archive greenhouse barracks observatory quarry "
    "cannery theatre"
).split()
CAUSES = (
    "after a storm tore off its roof;because the lease ran out in spring;since nobody bid for it;"
    "as salt had eaten the pipes;when a fire broke out in the cellar;once the grant was refused;"
    "while bats were nesting in the attic;though thousands had signed a petition;"
    "before the auditors finished their work;after two guards fell asleep;"
    "because of a mistake in a map;as the river kept rising;when the heating failed at Christmas;"
    "since a survey had been lost;after a lorry struck the gate;as tourists stayed away"
).split(";")
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
OUTLETS = "Courier Herald Gazette Echo Tribune Post Mirror Globe Star".split()
# Tellings of one fact, by kind: what is in braces is the same for every article.
TELLINGS = (
    (
        "{body} approved {cost} million crowns for the {kind} {thing} in {place} on {day}.",
        "On {day}, {body} voted to spend {cost} million crowns on a {kind} {thing} at {place}.",
        "The {thing} in {place} will get {cost} million crowns, {body} decided.",
    ),
    (
        "{title} {name} said that the {thing} may have to stay closed {cause}.",
        "“We could lose our {thing} for {count} weeks,” {name} told reporters in {place}.",
        "According to {name}, the {kind} {thing} might be shut for up to {count} weeks {cause}.",
    ),
    (
        "At least {count} people were hurt at the {thing} near {place} {cause}.",
        "{count} visitors were injured in {place} as a {thing} partly collapsed, {body} said.",
        "A wall fell in {place} and left {count} people in hospital {cause}.",
    ),
    (
        "{name}, the {title}, accused {body} of ignoring letters about the {thing}.",
        "“They knew and did nothing about the {thing},” said {name}, who blamed {body}.",
        "{body} had been warned about a {kind} {thing}, {title} {name} claimed on {day}.",
    ),
    (
        "The {thing} sold {count},000 tickets last year, more than any other in {place}.",
        "{place} counted {count},000 guests at its {kind} {thing}.",
        "No {thing} drew larger crowds than that of {place}, with {count},000 tickets sold.",
    ),
    (
        "{body} denied that rents for the {thing} would double {cause}.",
        "Rumours of a higher rent for the {kind} {thing} were rejected by {body}.",
        "Nobody will pay twice the rent, insisted a spokesman for {body} in {place}.",
    ),
    (
        "{name} was born above the {thing} in {place} and kept its books for {count} years.",
        "For {count} years {name} did the accounts of the {kind} {thing}.",
        "{title} {name} grew up in {place} and knows every corner of the {thing}.",
    ),
    (
        "Lawyers for {name} asked for a delay until {day} {cause}.",
        "The hearing of {name} was put off to {day}, the second time {cause}.",
        "A judge in {place} gave {name} until {day} to answer {body}.",
    ),
)


def invented_articles(number: int, sentences: int) -> list[Article]:
    """Articles on one event, each with about so many sentences besides its headline."""
    draw = random.Random(4)
    facts = [_fact(draw) for _ in range(sentences * 3 // 2)]
    return [_article(at, facts, sentences, random.Random(at)) for at in range(number)]


def _fact(draw: random.Random) -> tuple[str, ...]:
    about = {
        "title": draw.choice(TITLES),
        "name": f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}",
        "body": draw.choice(BODIES),
        "place": draw.choice(PLACES),
        "kind": draw.choice(KINDS),
        "thing": draw.choice(THINGS),
        "cause": draw.choice(CAUSES),
        "day": draw.choice(DAYS),
        "count": str(draw.randint(3, 60)),
        "cost": str(draw.randint(2, 90)),
    }
    tellings = [form.format(**about) for form in draw.choice(TELLINGS)]
    return tuple(each[0].upper() + each[1:] for each in tellings)


def _article(
    at: int, facts: Sequence[tuple[str, ...]], sentences: int, draw: random.Random
) -> Article:
    kept = sorted(draw.sample(range(len(facts)), sentences))
    told = [draw.choice(facts[fact]) for fact in kept]
    paragraphs = [" ".join(told[start : start + 3]) for start in range(0, len(told), 3)]
    return make_article(
        told[0].rstrip("."),
        "\n\n".join(paragraphs),
        outlet=f"{PLACES[at % len(PLACES)]} {OUTLETS[at % len(OUTLETS)]}",
        published=f"2031-02-{10 + at % 5}",
    )
