"""PolNeAR: attributions (source, cue, content) in 1,008 US political news articles.

Newell, Margolin and Ruths (2018): An attribution relations corpus for political news. LREC.
https://github.com/networkdynamics/PolNeAR

Terms: the release states no licence. Texts are the outlets'; do not redistribute them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from framing.corpora.files import Corpus, Row, find, read_json_lines, read_table, read_text
from framing.errors import InputError
from framing.records import Article, Sentence, Span

__all__ = [
    "GoldAttribution",
    "Pass",
    "PolnearDocument",
    "PolnearSplit",
    "SilverToken",
    "read_polnear",
]

PolnearSplit = Literal["train", "dev"]
POLNEAR = Corpus("PolNeAR", "polnear", "https://github.com/networkdynamics/PolNeAR")
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One attribution: who (source) says or thinks (cue) what (content).

    Each role is a tuple of spans of the text, in order: discontinuous spans are several.

    Attributes:
        source: whose words or thoughts; empty where the text names nobody.
        cue: what signals the attribution.
        content: what is attributed.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Pass:
    """What one annotator marked in a document.

    Attributes:
        annotator: the annotator's code.
        attributions: the attributions, by offset.
    """

    annotator: str
    attributions: tuple[GoldAttribution, ...]


@dataclass(frozen=True, slots=True)
class SilverToken:
    """A token of the CoreNLP layer: silver, not gold."""

    start: int
    end: int
    part_of_speech: str
    entity: str


@dataclass(frozen=True, slots=True)
class PolnearDocument:
    """One article.

    Attributes:
        id: its file's name without the suffix.
        outlet: the publisher, as the release abbreviates it.
        published: ISO date, or empty.
        text: the text, as the release has it; every offset counts its code points.
        passes: the annotators' passes, by annotator; nearly always one.
        silver_sentences: CoreNLP's sentences and tokens; empty where the layer is missing.
        silver_coreference: CoreNLP's chains; a mention is (sentence, first token, token after
            the last, whether it represents the chain).
    """

    id: str
    outlet: str
    published: str
    text: str
    passes: tuple[Pass, ...]
    silver_sentences: tuple[tuple[SilverToken, ...], ...] = ()
    silver_coreference: tuple[tuple[tuple[int, int, int, bool], ...], ...] = ()

    @property
    def attributions(self) -> tuple[GoldAttribution, ...]:
        """The first pass: the gold standard of a document that has several."""
        return self.passes[0].attributions if self.passes else ()

    def to_article(self) -> Article:
        """The document as an article over exactly this text, cut into sentences by ours.

        Nothing is normalised or removed, so gold offsets are the article's offsets.
        """
        from framing.articles.segmentation import find_quotations, split_sentences

        sentences: list[Sentence] = []
        for number, paragraph in enumerate(PARAGRAPH.finditer(self.text)):
            zone: Literal["headline", "lead", "body"] = (
                "headline" if number == 0 else "lead" if number == 1 else "body"
            )
            for span in split_sentences(paragraph[0]):
                span = span.shifted(paragraph.start())
                sentences.append(Sentence(len(sentences), span.start, span.end, zone, number))
        return Article(
            id=self.id,
            outlet=self.outlet,
            title=self.text.partition("\n")[0].strip(),
            text=self.text,
            sentences=tuple(sentences),
            quotations=find_quotations(self.text),
            published=self.published or None,
        )


def read_polnear(data: Path, split: PolnearSplit) -> tuple[PolnearDocument, ...]:
    """The documents of one split with their attributions, sorted by id.

    Args:
        data: the release's folder (with ``data/<split>/text`` and ``.../attributions``), its
            ``data`` folder, or the corpora root. ``data/metadata.tsv`` and, for each split,
            ``corenlp.jsonl.gz`` are used where they are there.
        split: ``train`` or ``dev``.

    Raises:
        InputError: if the folder is not there or a file is not in the release's format.
    """
    folder = find(data, POLNEAR, f"data/{split}/text", f"{split}/text").parent
    files = sorted((folder / "text").glob("*.txt"))
    if not files:
        raise InputError(f"{folder / 'text'}: no *.txt there; get PolNeAR from {POLNEAR.source}")
    passes: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        passes.setdefault(path.stem.rpartition("_")[0], []).append(path)
    metadata = folder.parent / "metadata.tsv"
    known = (
        {str(row["filename"]): row for row in read_table(metadata, "\t")}
        if metadata.exists()
        else {}
    )
    layer = folder / "corenlp.jsonl.gz"
    silver = {str(row["doc"]): row for row in read_json_lines(layer)} if layer.exists() else {}
    return tuple(
        _document(path, passes.get(path.stem, []), known.get(path.stem), silver.get(path.stem))
        for path in files
    )


def _document(
    path: Path, annotations: Iterable[Path], about: Row | None, silver: Row | None
) -> PolnearDocument:
    text = read_text(path)
    return PolnearDocument(
        id=path.stem,
        outlet=about["publisher"] if about else path.stem.partition("_")[0],
        published=about["publication_date"] if about else "",
        text=text,
        passes=tuple(
            Pass(file.stem.rpartition("_")[2], _read_attributions(file, len(text)))
            for file in annotations
        ),
        silver_sentences=tuple(
            tuple(SilverToken(*token) for token in sentence) for sentence in silver["sentences"]
        )
        if silver
        else (),
        silver_coreference=tuple(
            tuple((place, first, after, bool(best)) for place, first, after, best in chain)
            for chain in silver["coref"]
        )
        if silver
        else (),
    )


def _read_attributions(path: Path, length: int) -> tuple[GoldAttribution, ...]:
    """Attributions of one brat stand-off file; those without a cue or content are left out.

    Annotated text may itself break lines, so a line that starts no annotation continues the one
    before it.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        name, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", name):
            spans[name] = _offsets(rest.partition("\t")[0], f"{path}:{number}", length)
        elif re.fullmatch(r"E\d+", name):
            events.append(rest)
    found = [_attribution(event, spans, path) for event in events]
    return tuple(
        sorted(
            (made for made in found if made.cue and made.content),
            key=lambda made: (made.content, made.cue, made.source),
        )
    )


def _offsets(text: str, place: str, length: int) -> tuple[Span, ...]:
    """Reads ``Content 10 20;25 30``."""
    try:
        pairs = [pair.split() for pair in text.partition(" ")[2].split(";")]
        spans = tuple(sorted(Span(int(start), int(end)) for start, end in pairs))
    except ValueError as error:
        raise InputError(f"{place}: not brat stand-off offsets: {text!r}") from error
    if spans[-1].end > length:
        raise InputError(f"{place}: offset {spans[-1].end} lies beyond the text's {length}")
    return spans


def _attribution(event: str, spans: dict[str, tuple[Span, ...]], path: Path) -> GoldAttribution:
    """Reads ``Attribution:T4 Content:T3 Cue:T2 Source:T1``; roles may be numbered."""
    roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
    for part in event.split():
        role, _, name = part.partition(":")
        role = role.rstrip("0123456789")
        if role in roles:
            if name not in spans:
                raise InputError(f"{path}: {part} names an annotation that is not in the file")
            roles[role].extend(spans[name])
    return GoldAttribution(
        tuple(sorted(roles["Source"])),
        tuple(sorted(roles["Cue"])),
        tuple(sorted(roles["Content"])),
    )
