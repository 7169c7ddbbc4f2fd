"""Wires the steps: encode each sentence once, annotate, align, compare."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from framing.alignment import Alignment
from framing.alignment import align as align_encoded
from framing.alignment.copies import find_shared_texts
from framing.alignment.differences import with_differences
from framing.alignment.facts import group_facts
from framing.alignment.grouping import LIKELY
from framing.alignment.omissions import find_omissions
from framing.alignment.reasons import name_shared
from framing.alignment.strangers import warn_of_strangers
from framing.classifiers.base import Batch, Classifier, load
from framing.classifiers.voices import mark_voices
from framing.comparison import assemble
from framing.corrections import CorrectionsGiven, Edits, gather, resolve
from framing.errors import InputError
from framing.records import (
    Annotation,
    Article,
    Comparison,
    FrozenMap,
    Link,
    Provenance,
)
from framing.version import __version__

if TYPE_CHECKING:
    from framing.model.encoder import Encoder
    from framing.model.pairs import PairReader

__all__ = ["TASKS", "Progress", "align", "annotate", "compare"]

TASKS = ("entity", "attribution", "hedging", "loaded_language", "sentiment")
"""The tasks in the order in which they run: each sees what the ones before it found."""

Progress = Callable[[str], None]
"""Called with the name of each step as it begins."""


def compare(
    articles: Sequence[Article],
    *,
    classifiers: Iterable[Classifier] = (),
    encoder: Encoder | None = None,
    corrections: CorrectionsGiven = (),
    progress: Progress = lambda step: None,
) -> Comparison:
    """Compares two or more articles on one event.

    Args:
        articles: the articles, in the order in which they will be shown.
        classifiers: used instead of the shipped ones for their tasks.
        encoder: used instead of the embedded one.
        corrections: what readers of a report on these articles found wrong: a file that a report
            saved, what :func:`framing.corrections.read_corrections` made of one, or several of
            these. Annotations are corrected as each classifier makes them, so that the next does
            not see the wrong ones; links before they become facts, differences and omissions.
            What became of each is in :attr:`Comparison.corrections`.
        progress: called with the name of each step as it begins.

    Raises:
        InputError: if there are fewer than two articles, or two have the same id, or the same
            text and outlet, or a file of corrections is none.
    """
    articles = _check(articles, at_least=2)
    edits = resolve(gather(corrections), articles)
    chosen = _choose(classifiers)
    encoder = encoder or _load_encoder(progress)
    progress("encoding sentences")
    encodings = encoder.encode_articles(articles, tokens=True)
    annotations = _annotate(Batch(articles, encodings), chosen, progress, edits)
    progress("aligning facts")
    reader = _load_pair_reader()
    alignment = edits.apply(align_encoded(articles, encodings, reader=reader), articles)
    shared_texts = find_shared_texts(articles)
    facts = group_facts(articles, alignment, shared_texts)
    progress("comparing tellings")
    by_id = {article.id: article for article in articles}
    found_in = {article.id: found for article, found in zip(articles, annotations, strict=True)}
    provenance = _provenance(encoder, reader, alignment, chosen)
    parameters = FrozenMap({**provenance.parameters, **edits.parameters})
    compared = assemble(
        warn_of_strangers(articles, alignment),
        annotations,
        name_shared(alignment.links, articles, found_in),
        with_differences(facts, alignment.links, by_id, found_in),
        find_omissions(articles, facts, alignment),
        replace(provenance, parameters=parameters),
        shared_texts=shared_texts,
    )
    return replace(compared, corrections=edits.outcomes)


def annotate(
    articles: Sequence[Article],
    *,
    classifiers: Iterable[Classifier] = (),
    progress: Progress = lambda step: None,
) -> list[list[Annotation]]:
    """Every annotation of every article, by offset.

    Entities carry the same id across the articles of one call.

    Raises:
        InputError: if there is no article.
    """
    articles = _check(articles, at_least=1)
    chosen = _choose(classifiers)
    batch = Batch(articles)
    # Read once for all the classifiers that have a network.
    readers = [reader for each in chosen if (reader := getattr(each, "reader", None))]
    if readers:
        progress("reading sentences")
        batch = replace(batch, encodings=readers[0].read(batch))
    return [list(each) for each in _annotate(batch, chosen, progress, Edits())]


def align(articles: Sequence[Article], *, encoder: Encoder | None = None) -> list[Link]:
    """The pairs of sentences that report a same fact, most probable first.

    What they share is given in words and numbers; names are words here, for nothing is annotated.

    Raises:
        InputError: if there are fewer than two articles, or two have the same id, or the same
            text and outlet.
    """
    articles = _check(articles, at_least=2)
    encoder = encoder or _load_encoder()
    encodings = encoder.encode_articles(articles, tokens=True)
    alignment = align_encoded(articles, encodings, reader=_load_pair_reader())
    return list(name_shared(alignment.links, articles, {}))


def _check(articles: Sequence[Article], at_least: int) -> tuple[Article, ...]:
    if isinstance(articles, Article) or not isinstance(articles, Iterable):
        given = "one article" if isinstance(articles, Article) else type(articles).__name__
        raise InputError(f"give a list of articles, not {given}")
    checked = tuple(articles)
    for article in checked:
        if not isinstance(article, Article):
            raise InputError(
                f"{article!r:.80} is no article; read it first with framing.read_articles"
            )
    if len(checked) < at_least:
        raise InputError(
            f"{len(checked)} article{'s' * (len(checked) != 1)} given; "
            f"give at least {at_least} on the same event"
        )
    # The same text of two outlets is agency copy; of one outlet it is a mistake.
    for what in ("id", "text"):
        seen: dict[tuple[str, ...], Article] = {}
        for number, article in enumerate(checked):
            key = (article.id,) if what == "id" else (article.outlet, article.text)
            twin = seen.setdefault(key, article)
            if len(seen) == number:
                raise InputError(
                    f"two articles have the same {what}: {twin.title!r:.80} of {twin.outlet} "
                    f"and of {article.outlet}; leave one out"
                )
    return checked


def _choose(classifiers: Iterable[Classifier]) -> tuple[Classifier, ...]:
    """The shipped classifiers in order, each replaced by the one given for its task."""
    given = {}
    for classifier in classifiers:
        if not isinstance(classifier, Classifier):
            raise InputError(
                f"{classifier!r:.80} is no classifier; give objects with task, labels and annotate"
            )
        given[classifier.task] = classifier
    shipped = tuple(given.pop(task) if task in given else load(task) for task in TASKS)
    return shipped + tuple(given.values())


def _annotate(
    batch: Batch,
    classifiers: Iterable[Classifier],
    progress: Progress,
    edits: Edits,
) -> tuple[tuple[Annotation, ...], ...]:
    found: list[list[Annotation]] = [[] for _ in batch.articles]
    for classifier in classifiers:
        progress(f"annotating: {classifier.task.replace('_', ' ')}")
        known = tuple(tuple(each) for each in found)
        made = classifier.annotate(replace(batch, annotations=known))
        for article, held, new in zip(batch.articles, found, made, strict=True):
            held += [each for each in new if edits.keeps(article, each)]
    return tuple(
        tuple(
            replace(each, article=article.id)
            for each in mark_voices(
                article,
                sorted(new, key=lambda each: (each.start, each.end, each.task, each.label)),
            )
        )
        for article, new in zip(batch.articles, found, strict=True)
    )


def _load_encoder(progress: Progress = lambda step: None) -> Encoder:
    progress("loading the network")
    from framing.classifiers.network import load_reader

    return load_reader().encoder


def _load_pair_reader() -> PairReader:
    from framing.model.pairs import load_pair_reader

    return load_pair_reader()


def _provenance(
    encoder: Encoder,
    reader: PairReader,
    alignment: Alignment,
    classifiers: Iterable[Classifier],
) -> Provenance:
    return Provenance(
        framing=__version__,
        python=platform.python_version(),
        torch=version("torch"),
        transformers=version("transformers"),
        weights=FrozenMap(
            {"encoder": encoder.digest, "alignment": alignment.digest, "pairs": reader.digest}
        ),
        parameters=FrozenMap(
            {
                "link threshold": alignment.threshold,
                "possibly reported from": alignment.abstain_from,
                "tellings compared from": LIKELY,
                **{
                    f"{classifier.task} provider": getattr(
                        classifier, "provider", type(classifier).__qualname__
                    )
                    for classifier in classifiers
                },
            }
        ),
    )
