"""A comparison written by hand: three invented articles on an invented event, and hostile ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.records import (
    Annotation,
    Article,
    Comparison,
    Difference,
    Fact,
    FrozenMap,
    Link,
    Nearest,
    Omission,
    PairScore,
    Passage,
    ProfileEntry,
    Provenance,
    Quotation,
    Removed,
    Sentence,
    SentenceRef,
    Shared,
    SharedPassage,
    SharedText,
    Span,
    Zone,
)

HOSTILE = (
    "<script>document.title='ran'</script>",
    "{{7*7}} {% raw %} ${7*7}",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) https://evil.example/a",
    '"><img src=x onerror="document.title=1"> &lt;b&gt; &amp;',
    "\x1b[31mred\x1b[0m bell\x07 \x9b31m [bold red]markup[/bold red] [link=http://e.example]l[/link]",
    "right\u202eto left\u202c and \u2066isolated",
    "=1+1|cmd' /C calc'!A0",
    "# heading | cell ``` fence\u2028next --- *stars* __under__ @everyone 1. list",
)


def article(
    id: str,
    outlet: str,
    title: str,
    paragraphs: Sequence[tuple[Zone, Sequence[str]]],
    **more: object,
) -> Article:
    """An article from its headline and paragraphs of sentences; quotations are the “...” in it."""
    text = title
    sentences = [Sentence(0, 0, len(title), "headline", 0)] if title else []
    for number, (zone, held) in enumerate(paragraphs, start=1):
        for position, words in enumerate(held):
            text += (" " if position else "\n\n") if text else ""
            start = len(text)
            text += words
            sentences.append(Sentence(len(sentences), start, len(text), zone, number))
    quotations = [Quotation(*match.span()) for match in re.finditer("“[^”]*”", text)]
    return Article(
        id,
        outlet,
        title,
        text,
        tuple(sentences),
        tuple(quotations),
        **more,  # type: ignore[arg-type]
    )


class Marker:
    """Annotates one article by the words it is given; each must be found in the article."""

    def __init__(self, of: Article) -> None:
        self.article = of
        self.found: list[Annotation] = []

    def span(self, words: str, after: int = 0) -> Span:
        start = self.article.text.index(words, after)
        return Span(start, start + len(words))

    def passage(self, words: str) -> Passage:
        span = self.span(words)
        return Passage(self.article.id, span.start, span.end)

    def add(self, task: str, label: str, words: str, score: float, **about: object) -> None:
        span = self.span(words)
        properties = FrozenMap(about)  # type: ignore[arg-type]
        self.found.append(
            Annotation(
                task,
                label,
                span.start,
                span.end,
                score,
                properties=properties,  # type: ignore[arg-type]
                article=self.article.id,
            )
        )

    def hedge(self, label: str, words: str, score: float = 0.8) -> None:
        self.add("hedging", label, words, score, voice="author")

    def loaded(self, words: str, voice: str = "author") -> None:
        self.add("loaded_language", "loaded", words, 0.74, voice=voice)

    def tone(
        self, label: str, words: str, entity: str, voice: str = "author", **about: object
    ) -> None:
        self.add("sentiment", label, words, 0.66, entity=entity, voice=voice, **about)

    def name(self, label: str, words: str, entity: str, name: str) -> None:
        self.add("entity", label, words, 0.95, entity=entity, name=name)

    def said(self, label: str, who: str, cue: str, content: str, **about: object) -> None:
        parts = {
            "source": (self.span(who),),
            "cue": (self.span(cue),),
            "content": (self.span(content),),
        }
        span = parts["content"][0]
        defaults = {
            "source_type": "official",
            "cue_stance": "neutral",
            "source_name": "",
            "anonymous": False,
        }
        self.found.append(
            Annotation(
                "attribution",
                label,
                span.start,
                span.end,
                0.88,
                FrozenMap({role: each for role, each in parts.items() if len(each[0])}),
                FrozenMap(defaults | about),  # type: ignore[arg-type]
                self.article.id,
            )
        )

    def annotations(self) -> tuple[Annotation, ...]:
        return tuple(sorted(self.found, key=lambda each: (each.start, each.end, each.task)))


def courier() -> Marker:
    made = article(
        "courier-1",
        "The Ellery Courier",
        "Roof of new ferry terminal collapses, 14 hurt",
        [
            (
                "caption",
                ["Rescue crews search the Port Ellery terminal on Tuesday."],
            ),
            (
                "lead",
                [
                    "The roof of Port Ellery’s new ferry terminal collapsed on Tuesday morning, "
                    "injuring 14 people, the harbour fire service said.",
                ],
            ),
            (
                "body",
                [
                    "“We heard a crack and then the whole ceiling came down,” said Mara Lindqvist, "
                    "who sells tickets in the hall.",
                    "Two of the injured are in a serious condition.",
                ],
            ),
            (
                "body",
                [
                    "Inspectors said the steel beams may have been too light for last week’s snow.",
                    "The dock workers’ union had warned of leaks in the roof in March, according "
                    "to letters seen by the Courier.",
                ],
            ),
            ("body", ["Harbour director Tomas Reyl refused to comment on the disgraceful delay."]),
        ],
        published="2031-02-11",
        url="https://courier.example/terminal",
        byline="Ines Okafor",
        removed=(
            Removed("Sign up for the Harbour Letter", "newsletter prompt"),
            Removed("Advertisement", "advertisement label"),
        ),
        warnings=("The date was taken from the address of the page.",),
    )
    mark = Marker(made)
    mark.said(
        "indirect",
        "the harbour fire service",
        "said",
        "The roof of Port Ellery’s new ferry terminal collapsed on Tuesday morning, "
        "injuring 14 people",
        source_type="government",
        source_name="Harbour Fire Service",
    )
    mark.said(
        "direct",
        "Mara Lindqvist",
        "said Mara"[:4],
        "“We heard a crack and then the whole ceiling came down,”",
        source_type="person",
        source_name="Mara Lindqvist",
    )
    mark.said(
        "indirect",
        "Inspectors",
        "said",
        "the steel beams may have been too light for last week’s snow",
        anonymous=True,
    )
    mark.said(
        "indirect",
        "letters seen by the Courier",
        "according to",
        "The dock workers’ union had warned of leaks in the roof in March",
        source_type="document",
    )
    mark.hedge("epistemic", "may have been")
    mark.loaded("disgraceful")
    mark.tone("negative", "Harbour director Tomas Reyl", "e-reyl")
    mark.name("person", "Tomas Reyl", "e-reyl", "Tomas Reyl")
    mark.name("place", "Port Ellery", "e-port", "Port Ellery")
    mark.name("person", "Mara Lindqvist", "e-mara", "Mara Lindqvist")
    return mark


def wire() -> Marker:
    made = article(
        "wire-1",
        "Northgate Wire",
        "Ferry terminal roof falls in Port Ellery",
        [
            (
                "lead",
                [
                    "At least 20 people were hurt when the roof of a ferry terminal fell in at "
                    "Port Ellery on Tuesday.",
                ],
            ),
            (
                "body",
                [
                    "Snow brought down beams that were too light, a city official claimed.",
                    "“This was a preventable tragedy,” the official said on condition of "
                    "anonymity.",
                ],
            ),
            (
                "body",
                [
                    "The terminal opened in January at a cost of 45 million crowns.",
                    "Harbour director Tomas Reyl praised the swift work of the rescue crews.",
                    "Ferries to the islands are expected to run again on Thursday.",
                ],
            ),
        ],
        published="2031-02-11T14:05:00+00:00",
        credit="Northgate Wire",
        removed=(Removed("Top stories", "list of related stories"),),
    )
    mark = Marker(made)
    mark.said(
        "indirect",
        "a city official",
        "claimed",
        "Snow brought down beams that were too light",
        anonymous=True,
        cue_stance="doubting",
    )
    mark.said(
        "direct",
        "the official",
        "said on"[:4],
        "“This was a preventable tragedy,”",
        anonymous=True,
    )
    mark.hedge("epistemic", "are expected to", 0.6)
    mark.loaded("tragedy", "quoted")
    mark.tone("positive", "rescue crews", "e-crews")
    mark.name("place", "Port Ellery", "e-port", "Port Ellery")
    mark.name("person", "Tomas Reyl", "e-reyl", "Tomas Reyl")
    return mark


def daily() -> Marker:
    made = article(
        "daily-1",
        "Coastline Daily",
        "Snow crushes terminal: what we know",
        [
            (
                "lead",
                ["Heavy snow crushed the roof of the Port Ellery terminal, hurting about a dozen."],
            ),
            ("body", ["The 45 million crown hall opened only five weeks ago."]),
            ("body", ["Bakers handed out free bread to the crews all night."]),
        ],
    )
    mark = Marker(made)
    mark.hedge("epistemic", "about a dozen", 0.55)
    mark.loaded("crushed")
    mark.name("place", "Port Ellery", "e-port", "Port Ellery")
    return mark


def sample(outlets: int = 2) -> Comparison:
    """The comparison of the first two or of all three articles."""
    every = (courier(), wire(), daily())[:outlets]
    first, second = every[0], every[1]
    ref = SentenceRef
    links = [
        Link(
            ref("courier-1", 2),
            ref("wire-1", 1),
            "same",
            0.93456,
            FrozenMap({"embedding_cosine": 0.81, "shared rare words": 3.2, "rank": 1.1}),
            FrozenMap({"embedding_cosine": 1.26, "rank": -0.4, "shared rare words": 0.01}),
            Shared(
                ("roof", "terminal", "tuesday"),
                ("Port Ellery",),
                (),
                (PairScore(ref("courier-1", 0), ref("wire-1", 0), 0.88),),
            ),
        ),
        Link(ref("courier-1", 5), ref("wire-1", 2), "same", 0.71, FrozenMap()),
        Link(ref("courier-1", 0), ref("wire-1", 0), "same", 0.88, FrozenMap()),
    ]
    differences = (
        Difference(
            "attribution",
            False,
            first.passage("the harbour fire service said"),
            second.passage("At least 20 people were hurt"),
            "The Ellery Courier names a source, the harbour fire service; Northgate Wire none.",
        ),
        Difference(
            "number",
            True,
            first.passage("14 people"),
            second.passage("At least 20 people"),
            "14 people are injured in The Ellery Courier, at least 20 in Northgate Wire.",
        ),
    )
    certainty = Difference(
        "certainty",
        False,
        first.passage("may have been too light"),
        second.passage("were too light"),
        "The Ellery Courier leaves open what Northgate Wire states flatly: “may have been”.",
    )
    collapse = [ref("courier-1", 0), ref("courier-1", 2), ref("wire-1", 0), ref("wire-1", 1)]
    told = ["The Ellery Courier", "Northgate Wire"]
    facts = [
        Fact(
            "fact-a",
            tuple(collapse + ([ref("daily-1", 1)] if outlets == 3 else [])),
            tuple(told + (["Coastline Daily"] if outlets == 3 else [])),
            ref("courier-1", 2),
            0.907,
            differences,
        ),
        Fact(
            "fact-b",
            (ref("courier-1", 5), ref("wire-1", 2)),
            tuple(told),
            ref("courier-1", 5),
            0.71,
            (certainty,),
        ),
        *(
            Fact(f"fact-c{number}", (ref("courier-1", number),), told[:1], ref("courier-1", number))  # type: ignore[arg-type]
            for number in (3, 4, 6, 7)
        ),
        *(
            Fact(f"fact-w{number}", (ref("wire-1", number),), (told[1],), ref("wire-1", number))
            for number in (3, 5, 6)
        ),
    ]
    facts = [
        Fact(
            each.id,
            each.members,
            tuple(each.reported_by),
            each.summary_member,
            each.probability,
            each.differences,
            0.62 if each.id == "fact-a" else 1.0,
            PairScore(ref("courier-1", 0), ref("wire-1", 1), 0.31) if each.id == "fact-a" else None,
            len(each.reported_by) - (each.id == "fact-b"),
            (tuple(told),) if each.id == "fact-b" else (),
        )
        for each in facts
    ]
    omissions = [
        Omission("fact-c3", "wire-1", Nearest(3, 0.12)),
        Omission("fact-c4", "wire-1", Nearest(1, 0.41), "possibly reported"),
        Omission("fact-c6", "wire-1", None),
        Omission(
            "fact-c7",
            "wire-1",
            Nearest(5, 0.2),
            published="2031-02-11T14:05:00+00:00",
            words=77,
            cautions=("It is much shorter: 77 words, against 160.",),
        ),
        Omission("fact-w3", "courier-1", Nearest(3, 0.08)),
        Omission("fact-w5", "courier-1", Nearest(7, 0.2)),
        Omission("fact-w6", "courier-1", None),
    ]
    if outlets == 3:
        cost = (ref("wire-1", 4), ref("daily-1", 2))
        links.append(Link(*cost, "partial", 0.64, FrozenMap({"embedding cosine": 0.5})))
        facts.insert(2, Fact("fact-d", cost, (told[1], "Coastline Daily"), cost[0], 0.64))
        facts.append(Fact("fact-x3", (ref("daily-1", 3),), ("Coastline Daily",), ref("daily-1", 3)))
        omissions += [
            Omission("fact-b", "daily-1", Nearest(1, 0.33), "possibly reported"),
            Omission("fact-d", "courier-1", None),
            Omission("fact-x3", "courier-1", Nearest(2, 0.02)),
            Omission("fact-x3", "wire-1", Nearest(5, 0.17)),
        ]
    return Comparison(
        tuple(each.article for each in every),
        tuple(found for each in every for found in each.annotations()),
        tuple(links),
        tuple(facts),
        tuple(omissions),
        tuple(profiles(every)),
        Provenance(
            "0.1.0",
            "3.12.1",
            "2.6.0",
            "4.50.0",
            FrozenMap({"encoder": "ab" * 32}),
            FrozenMap({"link threshold": 0.5, "hedging provider": "rules", "seed": None}),
        ),
        (
            SharedText(
                "courier-1",
                "wire-1",
                (SharedPassage(first.passage("steel beams"), second.passage("beams that were")),),
                ((ref("courier-1", 5), ref("wire-1", 2)),),
                0.25,
                "AP",
            ),
        ),
    )


def profiles(every: Sequence[Marker]) -> list[ProfileEntry]:
    entries = []
    for number, each in enumerate(every):
        entries += [
            ProfileEntry(
                "hedged sentences", 0.1 + number / 10, 0.02, 0.45, 7, article=each.article.id
            ),
            ProfileEntry("anonymous attributions", 0.0, 0.0, 0.0, 0, article=each.article.id),
            ProfileEntry("words a sentence", 14.25, 11.5, 17.0, 7, article=each.article.id),
            ProfileEntry("hedged sentences", 0.1, 0.02, 0.45, 7, outlet=each.article.outlet),
        ]
    return entries


def hostile() -> Comparison:
    """Two articles of nothing but attacks, in every field that holds text."""
    attacks = " ".join(HOSTILE)
    markers = []
    for number in (1, 2):
        made = article(
            f"id <b>{number}</b> {attacks}",
            f"Outlet {number} {attacks}",
            f"Title {number} {attacks}",
            [("lead", list(HOSTILE)), ("body", [f"tell {each}" for each in HOSTILE])],
            published="2031-13-99 <script>",
            url="javascript:alert(1)",
            byline=attacks,
            credit=attacks,
            removed=(Removed(attacks, attacks),),
            warnings=(attacks,),
        )
        mark = Marker(made)
        mark.hedge("epistemic", HOSTILE[0])
        voiced = {"speaker": attacks, "speaker_source": f"unnamed:{attacks}"}
        mark.add("loaded_language", "loaded", HOSTILE[4], 0.74, voice="author", **voiced)
        mark.tone("negative", HOSTILE[6], f"e {attacks}", voice="quoted", speaker=attacks)
        mark.name("person", HOSTILE[5], f"e {attacks}", attacks)
        about = {"source_name": attacks, "source_type": attacks, "resolved": True}
        mark.said("direct", HOSTILE[1], HOSTILE[2], HOSTILE[3], source=f"named:{attacks}", **about)
        markers.append(mark)
    left, right = (each.article for each in markers)
    pair = SentenceRef(left.id, 1), SentenceRef(right.id, 1)
    score = PairScore(*pair, 0.9)
    link = Link(
        *pair,
        "same",
        0.9,
        FrozenMap({attacks: 1.0, "other": 1.0}),
        FrozenMap({attacks: 1.0, f"{attacks} ": -1.0}),
        Shared((attacks, *HOSTILE), (attacks,), (attacks,), (score,)),
    )
    shared = Fact(
        f"fact {attacks}",
        (link.left, link.right),
        (left.outlet, right.outlet),
        link.left,
        0.9,
        (
            Difference(
                "number",
                True,
                markers[0].passage(HOSTILE[0]),
                markers[1].passage(HOSTILE[5]),
                attacks,
            ),
        ),
        weakest=score,
        copies=((left.outlet, right.outlet),),
    )
    alone = [
        Fact(
            f"f{number}",
            (SentenceRef(left.id, number),),
            (left.outlet,),
            SentenceRef(left.id, number),
        )
        for number in range(2, 17)
    ]
    return Comparison(
        (left, right),
        tuple(found for each in markers for found in each.annotations()),
        (link,),
        (shared, *alone),
        tuple(
            Omission(
                each.id, right.id, Nearest(3, 0.1), published=attacks, words=9, cautions=(attacks,)
            )
            for each in alone
        ),
        (ProfileEntry(attacks, 0.5, 0.2, 0.7, 3, article=left.id),),
        Provenance(
            attacks,
            "3.12",
            weights=FrozenMap({attacks: attacks}),
            parameters=FrozenMap({attacks: attacks}),
        ),
        (
            SharedText(
                left.id,
                right.id,
                (SharedPassage(markers[0].passage(HOSTILE[3]), markers[1].passage(HOSTILE[3])),),
                (pair,),
                0.9,
                attacks,
            ),
        ),
    )


def empty() -> Comparison:
    """Two articles in which nothing was found."""
    left = article("a", "", "", [("lead", ["One sentence."])])
    right = article("b", "", "Title", [])
    return Comparison((left, right), (), (), (), (), (), Provenance("0.1.0", "3.12"))
