"""Tiny corpora in the original formats, in our own words, about invented events."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

EVENT = "11111111-2222-3333-4444-555555555555"

FERRY = {
    1: (
        "Ferry service to Marn resumes",
        [
            ["The ferry to Marn sailed again on Monday.", "It carried 40 passengers."],
            ["The company may add a second ship, a spokesman said.", ""],
        ],
    ),
    2: (
        "",
        [
            ["Boats to Marn are back after a week of storms."],
            ["", "About 35 passengers were on board."],
        ],
    ),
    3: (
        "Islanders cheer as ferry returns",
        [["Marn's reckless ferry company was cheered on Monday.", "A second ship may follow."]],
    ),
}


def write_lines(path: Path, rows: Iterable[object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode("utf-8")))
    else:
        path.write_text(text, encoding="utf-8")


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def write_basil(root: Path) -> None:
    folder = root / "basil"
    for number, source in ((1, "nyt"), (2, "FOX"), (3, "hpo")):
        title, paragraphs = FERRY[number]
        article = {
            "source": source,
            "title": title,
            "url": f"https://example.org/{number}",
            "date": "2019-03-25",
            "triplet-uuid": EVENT,
            "body-paragraphs": paragraphs,
        }
        write_text(folder / f"articles/2019/{EVENT}_{number}.json", json.dumps(article))
    mark = {
        "id": "p0",
        "bias": "lex",
        "start": 7,
        "end": 15,
        "polarity": "neg",
        "target": "company",
        "quote": "no",
        "txt": "reckless",
    }
    other = mark | {"id": "title", "bias": "inf", "start": 0, "end": 9, "txt": "Islanders"}
    write_text(
        folder / f"annotations/2019/{EVENT}_3_ann.json",
        json.dumps({"phrase-level-annotations": [mark, other]}),
    )


def write_same_fact(root: Path) -> None:
    write_basil(root)
    plain = [
        {"triplet": EVENT, "a": "1:0", "b": "2:0", "label": "same", "diff": ["date"]},
        {"triplet": EVENT, "a": "1:1", "b": "2:2", "label": "same", "diff": ["number"]},
        {"triplet": EVENT, "a": "1:T", "b": "3:T", "label": "partial", "diff": []},
    ]
    sure = {"sure": True, "label_agreed": True, "diff_possible": []}
    unsure = sure | {"sure": False, "label_agreed": False, "diff_possible": ["wording"]}
    write_lines(root / "same-fact/train.jsonl", plain)
    write_lines(
        root / "same-fact/dev.jsonl",
        [plain[0] | sure, plain[1] | sure, plain[2] | unsure],
    )
    write_lines(
        root / "same-fact/dev-other.jsonl",
        [{"triplet": "made:1", "a": "1:0", "b": "2:1", "label": "same", "diff": []} | sure],
    )
    write_text(
        root / "same-fact/dev-other-texts/other_00.txt",
        "TRIPLET made:1\n\n### DOC 1  outlet=Marn Courier date=2020-01-02\n"
        "[1:0] A bakery burned down in Lower Marn on Friday.\n"
        "\n### DOC 2  outlet=The Gull date=\n"
        "[2:T] Fire in Lower Marn\n[2:0] Nobody was hurt.\n"
        "[2:1] The bakery burned down on Friday, the police said.\n",
    )


POLNEAR_TEXT = (
    "Mayor opens bridge.\n\nThe mayor said the bridge would\nlast. “We built it well,” "
    "Ada Brand added, “and cheaply.”\n"
)


def write_polnear(root: Path) -> None:
    text = POLNEAR_TEXT

    def at(words: str) -> str:
        start = text.index(words)
        return f"{start} {start + len(words)}"

    first = [
        f"T1\tSource {at('The mayor')}\tThe mayor",
        f"T2\tCue {at('said')}\tsaid",
        # The copy of annotated text breaks its line where the text does.
        f"T3\tContent {at('the bridge would')[:-2]}{text.index('last.') + 4}\tthe bridge would",
        "last",
        f"T4\tAttribution {at('said')}\tsaid",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        f"T5\tSource {at('Ada Brand')}\tAda Brand",
        f"T6\tCue {at('added')}\tadded",
        f"T7\tContent {at('“We built it well,”')};{at('“and cheaply.”')}\t...",
        f"T8\tAttribution-no-source {at('added')}\tadded",
        "E2\tAttribution-no-source:T8 Source:T5 Cue:T6 Content:T7",
        f"T9\tAttribution {at('opens')}\topens",
        "E3\tAttribution:T9",
        "#1\tAnnotatorNotes T9\tno idea",
    ]
    for split, name in (("dev", "gull_2016-09-12_mayor"), ("train", "gull_2016-09-13_mayor")):
        folder = root / "polnear/data" / split
        write_text(folder / f"text/{name}.txt", text)
        write_text(folder / f"attributions/{name}_aaaa.ann", "\n".join(first) + "\n")
        tokens = [[0, 5, "NN", "O"], [6, 11, "VBZ", "O"], [12, 19, "NN", "O"]]
        write_lines(
            folder / "corenlp.jsonl.gz",
            [{"doc": name, "sentences": [tokens], "coref": [[[0, 0, 1, 1]]]}],
        )
    write_text(
        root / "polnear/data/dev/attributions/gull_2016-09-12_mayor_bbbb.ann",
        "\n".join(first[:6]) + "\n",
    )
    write_text(
        root / "polnear/data/metadata.tsv",
        "compartment\tfilename\tpublisher\tpublication_date\n"
        "dev\tgull_2016-09-12_mayor\tThe Gull\t2016-09-12\n",
    )


def write_newsmtsc(root: Path) -> None:
    rows = [
        ("Critics savaged the mayor.", "mayor", -1, "allsides_1_2_3_Ada Brand_20_25"),
        ("The mayor opened a bridge.", "mayor", 0, "allsides_1_2_4_Ada Brand_4_9"),
        ("Crowds praised the mayor.", "mayor", 1, "polusa_v1_7_-1_30_Ada Brand_19_24"),
        ("The mayor failed.", "mayor", -1, "odd id"),
    ]
    for part in ("train", "rw-validation", "mt-validation"):
        write_lines(
            root / f"newsmtsc/{part}.jsonl",
            [
                {
                    "mention": target,
                    "polarity": polarity,
                    "from": text.index(target),
                    "to": text.index(target) + len(target),
                    "sentence": text,
                    "id": name,
                }
                for text, target, polarity, name in rows
            ],
        )


def write_szeged(root: Path, documents: int = 12) -> None:
    def document(name: str) -> str:
        return (
            f'<Document type="t"><DocID type="FILENAME">{name}</DocID>'
            f'<DocumentPart type="Title"><Sentence id="S1.1">{name}</Sentence></DocumentPart>'
            '<DocumentPart type="Text">'
            '<Sentence id="S1.2">The bridge &amp; the road '
            '<ccue type="speculation_modal_probable_">may</ccue> close'
            '<ccue type="speculation_hypo_condition _"> if </ccue>it rains.'
            '</Sentence><Sentence id="S1.3">The bridge is old.</Sentence>'
            '<Sentence id="S1.4">Critics <ccue type="speculation_hypo_doxastic _">believe</ccue> '
            "it is unsafe.</Sentence></DocumentPart></Document>"
        )

    for part in ("wiki", "factbank-train"):
        inner = "".join(document(f"{part}-{n}") for n in range(documents))
        write_text(
            root / f"szeged-uncertainty/{part}.xml",
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<Annotation><DocumentSet>{inner}</DocumentSet></Annotation>",
        )


def write_babe(root: Path, articles: int = 20) -> None:
    lines = ["text;news_link;outlet;topic;type;label_bias;label_opinion;biased_words"]
    for n in range(articles):
        link = f"https://example.org/{n}"
        lines += [
            f'"The ""reckless"" mayor number {n} destroyed the town; again.";{link};Gull;taxes;'
            "left;Biased;Expresses opinion;['reckless', 'destroyed']",
            f"The council met on day {n}.;{link};Gull;taxes;center;Non-biased;Entirely factual;[]",
        ]
    lines.append("It rained.;;Gull;taxes;center;No agreement;No agreement;[]")
    write_text(root / "babe/train.csv", "\n".join(lines) + "\n")


def write_small_ones(root: Path) -> None:
    """UW factuality, ECB+, ClaimDiff, story clusters, AllSides 10k and gun violence frames."""
    for split in ("train", "dev"):
        write_lines(
            root / f"uw-factuality/{split}.jsonl",
            [
                {
                    "text": "The ship may sail .",
                    "targets": [{"span1": [3, 4], "label": 0.4, "span_text": "sail"}],
                    "file_idx": 7,
                    "idx": 0,
                }
            ],
        )
        sentence = {
            "topic": 1,
            "subtopic": "ecb",
            "is_url_line": False,
            "validated": True,
            "entity_chains": ["HUM1"],
            "sent_idx": 0,
        }
        write_lines(
            root / f"ecbplus/{split}.jsonl",
            [
                sentence | {"doc": "a", "text": "A ship sank.", "event_chains": ["E1", "E2"]},
                sentence | {"doc": "b", "text": "It sank.", "event_chains": ["E1"]},
                sentence | {"doc": "b", "text": "It rained.", "event_chains": ["E3"]},
                sentence | {"doc": "c", "text": "x", "event_chains": ["E1"], "validated": False},
                sentence | {"doc": "d", "text": "http", "event_chains": [], "is_url_line": True},
                sentence | {"doc": "e", "text": "y", "event_chains": ["E1"], "subtopic": "plus"},
            ],
        )
    pair = {
        "topic": "The bridge",
        "date": "2020-01-01",
        "pair_id": "p1",
        "claim_a": "The bridge is safe.",
        "claim_b": "Inspectors found no cracks.",
        "article_a": "A",
        "article_b": "B",
        "relation": 1,
        "rationale": ["is safe"],
    }
    weak = pair | {"relation": 0, "rationale": []}
    for name, fields in (("strength", pair), ("weak", weak)):
        path = root / f"claimdiff/ClaimDiff-{name}-train.json"
        write_text(path, json.dumps({"data": [fields], "ver": 1}))
    article: dict[str, object] = {
        "id": "x",
        "outlet": "Gull",
        "title": None,
        "url": None,
        "also": [],
    }
    write_lines(
        root / "story-clusters/clusters.jsonl.gz",
        [
            {
                "cluster": "story:1",
                "source": "made up",
                "docs": [
                    article | {"date": None, "sentences": ["It sank.", "It rained."]},
                    article | {"date": "2020-01-01", "text": "It sank.\n\nIt rained."},
                ],
            }
        ],
    )
    write_lines(
        root / "allsides-10k/articles.jsonl.gz",
        [article | {"published": "2020-01-01", "topic": "weather", "text": "It rained."}],
    )
    write_text(
        root / "gun-violence-frames/dataset/english.csv",
        ',ID,news_title,Q1 Relevant,Q3 Theme1,Q3 Theme2\n0,1,"Council, again, talks",1,3,99\n',
    )


def write_all(root: Path) -> None:
    write_same_fact(root)
    write_polnear(root)
    write_newsmtsc(root)
    write_szeged(root)
    write_babe(root)
    write_small_ones(root)
