"""How fast the classifiers are, beside the bare encoder on the same articles.

Seconds depend on the machine and on what else it does, so they are kept apart from scores. The
ratio to the encoder, which runs in turns with the rest, depends on them less.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from framing.alignment import align
from framing.articles.segmentation import split_sentences
from framing.classifiers.base import Batch, available, load
from framing.classifiers.network import load_reader
from framing.classifiers.spans import cover
from framing.corpora import read_polnear, read_same_fact
from framing.model.pairs import load_pair_reader
from framing.pipeline import TASKS, annotate
from framing.records import Article, Span

if TYPE_CHECKING:
    from framing.model.encoder import Encoder
    from framing.model.encoding import Encoding

    Place = tuple[int, int, int]

__all__ = ["TOGETHER", "Machine", "Speed", "describe_machine", "measure_speed"]

DOCUMENTS = 10
EVENTS = 3
ROUNDS = 3
TOGETHER = "all tasks together"
HEADS = "all heads"


@dataclass(frozen=True, slots=True)
class Speed:
    """How long a system took over some articles, and the bare encoder over the same.

    Attributes:
        task: what it did.
        system: the name it is shown under.
        sentences: how many sentences.
        words: how many words.
        seconds: the fastest of several rounds.
        encoder_seconds: the bare encoder's fastest round.
    """

    task: str
    system: str
    sentences: int
    words: int
    seconds: float
    encoder_seconds: float

    @property
    def sentences_per_second(self) -> float:
        """Sentences a second."""
        return self.sentences / self.seconds

    @property
    def words_per_second(self) -> float:
        """Words a second."""
        return self.words / self.seconds

    @property
    def ratio(self) -> float:
        """Its speed as a multiple of the bare encoder's: 1 is as fast, 0.5 half as fast."""
        return self.encoder_seconds / self.seconds


@dataclass(frozen=True, slots=True)
class Machine:
    """What speeds were measured on.

    Attributes:
        system: the operating system.
        processor: name of the processor.
        cores: how many the machine has.
        threads: how many a network was told to use.
        python: version of Python.
        torch: version of torch.
    """

    system: str
    processor: str
    cores: int
    threads: str
    python: str
    torch: str


@dataclass(frozen=True, slots=True)
class _Job:
    task: str
    system: str
    articles: tuple[Article, ...]
    do: Callable[[], object]


def measure_speed(
    data: Path,
    progress: Callable[[str], None],
    *,
    documents: int = DOCUMENTS,
    rounds: int = ROUNDS,
) -> tuple[Speed, ...]:
    """Times every installed classifier alone, all of a kind together, and what goes with them.

    Args:
        data: the folder of the corpora.
        progress: called with the name of each step as it begins.
        documents: how many articles of PolNeAR's development part the classifiers read.
        rounds: how often each is timed; the fastest round counts.
    """
    from framing.model.encoder import Encoder

    progress("speed: loading")
    encoder = Encoder.from_pretrained()
    articles = tuple(each.to_article() for each in read_polnear(data, "dev")[:documents])
    jobs = [*_alone(articles), *_heads(articles), *_together(articles), _segmentation(articles)]
    jobs += _alignment(data, encoder)
    batches = list(dict.fromkeys(job.articles for job in jobs))
    best: dict[object, float] = {}

    def time(key: object, do: Callable[[], object]) -> None:
        start = perf_counter()
        do()
        taken = perf_counter() - start
        best[key] = min(taken, best.get(key, taken))

    for round_number in range(1, rounds + 1):
        progress(f"speed: round {round_number} of {rounds}, encoder")
        for number, batch in enumerate(batches):
            time(("encoder", number), partial(encoder.encode_articles, batch, tokens=True))
        for number, job in enumerate(jobs):
            progress(f"speed: round {round_number} of {rounds}, {job.task}: {job.system}")
            time(number, job.do)
    return tuple(
        Speed(
            job.task,
            job.system,
            sum(len(article.sentences) for article in job.articles),
            sum(len(article.text.split()) for article in job.articles),
            best[number],
            best["encoder", batches.index(job.articles)],
        )
        for number, job in enumerate(jobs)
    )


def describe_machine() -> Machine:
    """The machine this runs on."""
    return Machine(
        platform.platform(terse=True),
        _processor(),
        os.cpu_count() or 1,
        os.environ.get("OMP_NUM_THREADS", "as many as cores"),
        platform.python_version(),
        version("torch"),
    )


def _processor() -> str:
    """The processor's name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _alone(articles: tuple[Article, ...]) -> list[_Job]:
    """Each classifier for itself, given what the tasks before its own found."""
    found = annotate(articles)
    jobs = []
    for place, task in enumerate(TASKS):
        known = tuple(tuple(each for each in made if each.task in TASKS[:place]) for made in found)
        batch = Batch(articles, (), known)
        for provider in available().get(task, ()):
            classifier = load(task, provider)
            do = partial(classifier.annotate, batch)
            jobs.append(_Job(task, f"framing {provider}", articles, do))
    return jobs


def _heads(articles: tuple[Article, ...]) -> list[_Job]:
    """The encoder with every head, asked about each cue and each name that was found; no rules."""
    from framing.model.heads import SENTENCES, TAGS

    if not any("network" in names for names in available().values()):
        return []
    reader = load_reader()
    cues: list[list[Place]] = []
    targets: list[list[Place]] = []
    encoded = reader.encoder.encode_articles(articles, tokens=True)
    for article, encoding, found in zip(articles, encoded, annotate(articles), strict=True):
        spans = {
            task: [
                each.parts["cue"][0] if task == "attribution" else each.span
                for each in found
                if each.task == task
            ]
            for task in ("attribution", "sentiment")
        }
        cues.append(_places(article, encoding, spans["attribution"]))
        targets.append(_places(article, encoding, spans["sentiment"]))

    def do() -> None:
        heads = reader.heads
        encodings = reader.encoder.encode_articles(articles, tokens=True)
        for encoding, asked, judged in zip(encodings, cues, targets, strict=True):
            for name in TAGS:
                heads.tag(name, encoding.tokens)
            for question in SENTENCES:
                heads.judge(question, encoding.tokens)
            heads.find_arguments(encoding.tokens, asked)
            heads.judge_targets(encoding.tokens, judged)

    return [_Job(HEADS, "framing network, without rules", articles, do)]


def _places(article: Article, encoding: Encoding, spans: Sequence[Span]) -> list[Place]:
    """Sentence, first and last token of each span that begins in a sentence."""
    made = []
    for span in spans:
        sentence = article.sentence_at(span.start)
        if sentence is None:
            continue
        inside = Span(span.start - sentence.start, min(span.end, sentence.end) - sentence.start)
        tokens = cover(encoding.offsets[sentence.index], inside)
        if tokens is not None:
            made.append((sentence.index, *tokens))
    return made


def _together(articles: tuple[Article, ...]) -> list[_Job]:
    """All classifiers of one kind in one call, the shipped one where that kind has none."""
    known = available()
    providers = sorted({provider for task in TASKS for provider in known.get(task, ())})
    jobs = []
    for provider in providers:
        chosen = [load(task, provider) for task in TASKS if provider in known.get(task, ())]
        do = partial(annotate, articles, classifiers=chosen)
        jobs.append(_Job(TOGETHER, f"framing {provider}", articles, do))
    return jobs


def _segmentation(articles: tuple[Article, ...]) -> _Job:
    texts = [article.text for article in articles]
    return _Job(
        "segmentation", "framing", articles, lambda: [split_sentences(text) for text in texts]
    )


def _alignment(data: Path, encoder: Encoder) -> list[_Job]:
    """Aligning articles that are already encoded."""
    events: Sequence[tuple[Article, ...]] = [
        tuple(event.articles) for event in read_same_fact(data, "dev")[:EVENTS]
    ]
    encoded = [(event, encoder.encode_articles(event, tokens=True)) for event in events]
    reader = load_pair_reader()
    articles = tuple(article for event in events for article in event)

    def do() -> None:
        for event, encodings in encoded:
            align(event, encodings, reader=reader)

    return [_Job("alignment", "framing", articles, do)]
