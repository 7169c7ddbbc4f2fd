"""Where the time of one comparison goes, each step beside the encoder's own time.

    python benchmarks/compare.py [ARTICLE ...]

Without articles the package's samples are compared. Import and loading are paid once a process;
the other steps are repeated and the fastest run counts. The last column is the ratio to encoding
the same sentences, the one step that cannot be saved.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace


def timed(step: Callable[[], object], repeats: int = 3) -> float:
    """Fastest of ``repeats`` runs, in seconds."""
    fastest = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        step()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest


def main() -> None:
    """Prints the table."""
    times: dict[str, float] = {}
    start = time.perf_counter()
    import framing

    times["import framing"] = time.perf_counter() - start
    sources = sys.argv[1:] or framing.sample_paths()
    start = time.perf_counter()
    articles = framing.read_articles(sources)
    times["read articles (first call, imports)"] = time.perf_counter() - start
    start = time.perf_counter()
    from framing import pipeline
    from framing.alignment import align
    from framing.classifiers.base import Batch, load
    from framing.model.encoder import Encoder

    times["import the pipeline"] = time.perf_counter() - start
    start = time.perf_counter()
    encoder = Encoder.from_pretrained()
    encoder.encode(["Warm up."])
    times["load the encoder (imports torch, transformers)"] = time.perf_counter() - start

    times["encode"] = timed(lambda: encoder.encode_articles(articles, tokens=True))
    encodings = encoder.encode_articles(articles, tokens=True)
    batch = Batch(tuple(articles), encodings)
    for task in pipeline.TASKS:
        classifier = load(task)
        classifier.annotate(batch)
        times[f"annotate: {task}"] = timed(
            lambda chosen=classifier, given=batch: chosen.annotate(given)  # type: ignore[misc]
        )
        found = classifier.annotate(batch)
        known = batch.annotations or tuple(() for _ in articles)
        batch = replace(
            batch,
            annotations=tuple((*before, *new) for before, new in zip(known, found, strict=True)),
        )
    times["align"] = timed(lambda: align(articles, encodings))
    comparison = pipeline.compare(articles, encoder=encoder)
    times["compare, all steps, encoder loaded"] = timed(
        lambda: pipeline.compare(articles, encoder=encoder)
    )
    times["render HTML"] = timed(comparison.to_html)
    times["render JSON"] = timed(comparison.to_json)

    sentences = sum(len(article.sentences) for article in articles)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {sentences} sentences, {words} words")
    print(f"{'step':<50} {'seconds':>8} {'x encode':>9}")
    for name, seconds in times.items():
        print(f"{name:<50} {seconds:>8.3f} {seconds / times['encode']:>9.2f}")


if __name__ == "__main__":
    main()
