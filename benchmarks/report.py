"""How long the HTML report takes and how large it is, beside the comparison that it shows.

    python benchmarks/report.py [ARTICLE ...]

Without articles, two, three and five invented ones of 30 sentences and ten of 100 are compared.
Seconds are of processor time, which other work on the machine disturbs little; the ratio says what
the report adds to the comparison. The figures' libraries are imported once a process, before.
"""

from __future__ import annotations

import sys
import time

from stories import invented_articles

SIZES = ((2, 30), (3, 30), (5, 30), (10, 100))


def main() -> None:
    """Prints the table."""
    import framing

    stories = [framing.read_articles(sys.argv[1:])] if sys.argv[1:] else None
    start = time.process_time()
    framing.compare(framing.read_articles(framing.sample_paths())).to_html()
    print(f"import, load and a first report: {time.process_time() - start:.1f} s")
    print(
        f"{'articles':>8}{'sentences':>10}{'words':>8}{'facts':>7}{'compare':>9}"
        f"{'render':>8}{'ratio':>7}{'kB':>7}{'kB/1000 words':>15}"
    )
    for articles in stories or (invented_articles(*size) for size in SIZES):
        start = time.process_time()
        comparison = framing.compare(articles)
        compared = time.process_time() - start
        start = time.process_time()
        source = comparison.to_html()
        rendered = time.process_time() - start
        words = sum(len(article.text.split()) for article in articles)
        size = len(source.encode("utf-8")) / 1000
        several = sum(len({each.article for each in fact.members}) > 1 for fact in comparison.facts)
        sentences = sum(len(article.sentences) for article in articles)
        print(
            f"{len(articles):>8}{sentences:>10}{words:>8}{several:>7}{compared:>8.1f}s"
            f"{rendered:>7.2f}s{rendered / compared:>7.2f}{size:>7.0f}{1000 * size / words:>15.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
