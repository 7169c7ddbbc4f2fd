"""Where the time of a comparison goes, each step beside the encoder's own time.

    python benchmarks/compare.py [ARTICLE ...]

Without articles, five invented ones of 60 sentences and ten of 100 are compared. Columns: seconds
of processor time, which other work on the machine disturbs little; their ratio to encoding the same
sentences, the one step that cannot be saved; and, for the second size, how much longer a step takes
than for the first. Sentences grow to 3.3 times as many, candidate pairs to about 7.5 times, and all
pairs of sentences to 12.5 times. Import and loading are paid once a process.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from stories import invented_articles

from framing.records import Annotation, Article

SIZES = ((5, 60), (10, 100))
Made = TypeVar("Made")


@dataclass
class Profile:
    """The steps of one comparison and how long each took.

    Attributes:
        name: what was compared.
        steps: step to seconds of processor time.
        elapsed: seconds by the clock of all steps together.
    """

    name: str
    steps: dict[str, float] = field(default_factory=dict)
    elapsed: float = 0.0

    def timed(self, step: str, work: Callable[[], Made]) -> Made:
        """Does the work and notes how long it took."""
        start, clock = time.process_time(), time.perf_counter()
        made = work()
        self.steps[step] = time.process_time() - start
        self.elapsed += time.perf_counter() - clock
        return made


def profile(articles: Sequence[Article]) -> Profile:
    """Does what a comparison does, step by step."""
    from framing import pipeline
    from framing.alignment import align
    from framing.alignment.copies import find_shared_texts
    from framing.alignment.differences import with_differences
    from framing.alignment.facts import group_facts
    from framing.alignment.omissions import find_omissions
    from framing.alignment.reasons import name_shared
    from framing.classifiers.base import Batch, load
    from framing.classifiers.network import load_reader
    from framing.comparison import assemble
    from framing.model.pairs import load_pair_reader

    encoder, reader = load_reader().encoder, load_pair_reader()
    sentences = sum(len(article.sentences) for article in articles)
    found = Profile(f"{len(articles)} articles, {sentences} sentences")
    encodings = found.timed("encode", lambda: encoder.encode_articles(articles, tokens=True))
    batch = Batch(tuple(articles), encodings)
    held: list[tuple[Annotation, ...]] = [() for _ in articles]
    for task in pipeline.TASKS:
        classifier = load(task)
        given = replace(batch, annotations=tuple(held))
        new = found.timed(f"annotate: {task}", lambda use=classifier, on=given: use.annotate(on))
        held = [(*before, *more) for before, more in zip(held, new, strict=True)]
    annotations = [
        tuple(replace(each, article=article.id) for each in sorted(of, key=lambda a: a.start))
        for article, of in zip(articles, held, strict=True)
    ]
    by_id = {article.id: of for article, of in zip(articles, annotations, strict=True)}
    alignment = found.timed("align", lambda: align(articles, encodings, reader=reader))
    copies = found.timed("shared texts", lambda: find_shared_texts(articles))
    facts = found.timed("facts", lambda: group_facts(articles, alignment, copies))
    links = found.timed(
        "name what is shared", lambda: name_shared(alignment.links, articles, by_id)
    )
    named = {article.id: article for article in articles}
    facts = found.timed(
        "differences", lambda: with_differences(facts, alignment.links, named, by_id)
    )
    missing = found.timed("omissions", lambda: find_omissions(articles, facts, alignment))
    made = pipeline._provenance(encoder, reader, alignment, ())
    comparison = found.timed(
        "profiles", lambda: assemble(articles, annotations, links, facts, missing, made)
    )
    found.timed("render HTML", comparison.to_html)
    found.timed("render JSON", comparison.to_json)
    found.timed("render the terminal's summary", lambda: str(comparison))
    found.name += f", {len(alignment.scores)} candidates, {len(links)} links, {len(facts)} facts"
    return found


def main() -> None:
    """Prints the table."""
    start = time.perf_counter()
    import framing
    from framing.classifiers.base import load
    from framing.pipeline import TASKS

    if sys.argv[1:]:
        stories = [framing.read_articles(sys.argv[1:])]
    else:
        stories = [invented_articles(*size) for size in SIZES]
    framing.compare(framing.read_articles(framing.sample_paths()))
    for task in TASKS:
        load(task)
    print(f"import, load and a first small comparison: {time.perf_counter() - start:.1f} s")
    done = []
    for articles in stories:
        done.append(profile(articles))
        print(f"{done[-1].name}: {done[-1].elapsed:.1f} s by the clock", flush=True)
    print(f"{'step':<32}" + "".join(f"{'seconds':>10}{'x encode':>10}" for _ in done) + " growth")
    first = done[0].steps
    for step in (*first, "all"):
        row = f"{step:<32}"
        for each in done:
            seconds = sum(each.steps.values()) if step == "all" else each.steps[step]
            row += f"{seconds:>10.2f}{seconds / each.steps['encode']:>10.2f}"
        if len(done) > 1:
            before = sum(first.values()) if step == "all" else first[step]
            row += f"{seconds / max(before, 1e-6):>7.1f}"
        print(row)


if __name__ == "__main__":
    main()
