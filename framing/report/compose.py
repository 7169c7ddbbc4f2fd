"""From a comparison to the document tree: the story, told once for every view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from framing.records import Annotation, Comparison, Provenance, SentenceRef
from framing.report.document import (
    Alone,
    Document,
    FactView,
    Method,
    SharedTextView,
)
from framing.report.escaping import safe_url, shorten, visible
from framing.report.measures import measure_rows
from framing.report.names import families, names
from framing.report.order import order
from framing.report.pages import ArticleView, Paragraph, SentenceView
from framing.report.reasons import shared_text_views
from framing.report.sheets import Sheet, sheets
from framing.report.speakers import (
    other_rows,
    source_rows,
    speaker_types,
    speakers,
    spoken,
    unnamed,
)
from framing.report.telling import Facts, glance
from framing.report.tones import tones
from framing.report.wording import (
    count,
    count_words,
    date_in_words,
    letter,
    listed,
)

__all__ = ["article_view", "compose"]

# A mark that is more likely wrong than right would mislead; the JSON holds them all.
_SHOWN = 0.5
_SHARED_TEXTS = 2
# So many cells of the ledger, and at least so many facts, a reader can look through and a page can
# hold within a megabyte; the tables and the JSON file have all.
_CELLS = 200
_FACTS = 40
_EXPLANATIONS = (
    (
        "How it was made",
        "Page furniture was taken out of each article (see what was removed) and the rest was "
        "split into sentences. Programs marked hedges, sources, loaded words, tone and names. "
        "Each pair of sentences from two articles that looked alike got a probability that both "
        "report a same fact; pairs above the link threshold were joined into facts. Differences "
        "were looked for between the best-linked tellings of a fact, where that link is more "
        "likely than not, and nowhere else.",
    ),
    (
        "What the numbers mean",
        "A probability says how often such a pair is right: of a hundred pairs with probability "
        "0.80, about eighty. Under “Why linked” each piece of evidence has a number: by how much "
        "it moves the pair from an average one, in logits. 0.7 doubles the odds of a link, −0.7 "
        "halves them. Measures are expected shares given each mark’s own probability. "
        "Their 95% interval says how far the programs’ own doubt reaches, and n how many "
        "sentences, words or attributions are behind it. They describe these articles. They say "
        "nothing about what else an outlet publishes. Marks that are more likely wrong than right "
        "are not shown; the measures count them at what they are worth, and the JSON file lists "
        "them.",
    ),
    (
        "Whose voice",
        "Words inside a statement that is attributed to a source are given as its quoted words, "
        "where they stand in quotation marks, or else as the outlet’s paraphrase of it: there the "
        "choice of words may be the outlet’s. All other words stand in the outlet’s own voice. A "
        "source is one across articles where its name, or what it is called, fits nobody else; "
        "“police” or “an official” in two articles may be two.",
    ),
    (
        "What “not found” means",
        "The search found no sentence that reports the fact. The article may report it in words "
        "that the search does not recognise, in a picture, or on another page; “possibly reported” "
        "means that one sentence comes close. The date and the length of the article are given, "
        "and whether it is older than the fact or much shorter than the others. Why a fact is "
        "missing cannot be seen from the text.",
    ),
    (
        "Shared text",
        "Runs of ten words and more that two outlets have in common outside quotation marks are "
        "taken as copied, mostly from a news agency or from a statement that both received. A fact "
        "that several outlets tell in the same text is one telling, not several.",
    ),
    (
        "Limits",
        "Some links and marks are wrong and some are missing: check the passages before you "
        "quote a finding. Irony, pictures, layout and what a reader already knows are not read. "
        "A hedge is not a fault, and a flat statement is not a proof.",
    ),
)


def compose(comparison: Comparison, *, whole: bool = False) -> Document:
    """The document tree of a comparison.

    Args:
        comparison: the comparison.
        whole: whether to have all facts that several articles tell, not only the most telling.
    """
    most = None if whole else max(_FACTS, _CELLS // max(1, len(comparison.articles)))
    found: dict[str, list[Annotation]] = {article.id: [] for article in comparison.articles}
    for annotation in comparison.annotations:
        if annotation.score >= _SHOWN:
            found[annotation.article].append(annotation)
    every = sheets(comparison.articles, list(found.values()))
    facts = Facts.of(comparison, every, most)
    told_in = facts.numbers()
    views = facts.views()
    alone = facts.alone_views()
    said = [spoken(sheet) for sheet in every]
    articles = tuple(article_view(sheet, told_in) for sheet in every)
    shared = shared_text_views(comparison.shared_texts, facts.places)
    return Document(
        title=_title(articles),
        event=facts.event(),
        summary=tuple(_summary(articles, views, alone, shared, facts.left_out)),
        articles=articles,
        numbers=tuple(_numbers(views, alone, facts.left_out)),
        remarks=tuple(_remarks(views, shared)),
        glance=glance(views),
        shared_texts=shared,
        facts=views,
        left_out=facts.left_out,
        alone=alone,
        sources=source_rows(said),
        other_sources=other_rows(said),
        speakers=tuple(speakers(*pair) for pair in enumerate(said)),
        speaker_types=speaker_types(said),
        unnamed=unnamed(said),
        names=names(every),
        families=families(every),
        order=order(every, views, told_in, facts.lone()),
        tones=tones(every),
        measures=tuple(measure_rows(comparison, every)),
        method=_method(comparison.provenance),
    )


def _title(articles: Sequence[ArticleView]) -> str:
    if len(articles) > 3:
        return f"How {len(articles)} outlets tell one event"
    return f"How {listed([each.outlet for each in articles])} tell one event"


def _numbers(
    facts: Sequence[FactView], alone: Sequence[Alone], left_out: int
) -> Iterator[tuple[int, str, str]]:
    """What was found, as number, words and section."""
    differing = sum(bool(fact.differences) for fact in facts)
    conflicts = sum(each.conflict for fact in facts for each in fact.differences)
    nowhere = sum(len(each.nowhere) for each in alone)
    possibly = sum(len(each.possibly) for each in alone)
    shared = len(facts) + left_out
    yield shared, _noun(shared, "fact") + " in more than one article", "facts"
    if left_out:
        yield len(facts), "of them, the most telling, are shown", "facts"
    found = (
        (differing, "of them told differently", "facts"),
        (conflicts, _noun(conflicts, "point") + " where both cannot be true", "facts"),
        (nowhere, _noun(nowhere, "statement") + " found in one article only", "alone"),
        (possibly, "more that another possibly tells", "alone"),
    )
    yield from (each for each in found if each[0])


def _noun(number: int, one: str) -> str:
    return one if number == 1 else f"{one}s"


def _remarks(facts: Sequence[FactView], shared_texts: Sequence[SharedTextView]) -> Iterator[str]:
    unsure = sum(fact.probability < 0.5 for fact in facts)
    if unsure:
        yield (
            f"{count(unsure, 'fact')} with a probability below one half: doubt "
            f"{'it' if unsure == 1 else 'them'}."
        )
    for text in shared_texts[:_SHARED_TEXTS]:
        yield text.statement


def _summary(
    articles: Sequence[ArticleView],
    facts: Sequence[FactView],
    alone: Sequence[Alone],
    shared_texts: Sequence[SharedTextView],
    left_out: int,
) -> Iterator[str]:
    if not facts:
        yield "No fact was found in more than one article."
    else:
        among = "both articles" if len(articles) == 2 else "more than one article"
        unsure = sum(fact.probability < 0.5 for fact in facts)
        doubt = f", {unsure:,} of them with a probability below one half" if unsure else ""
        shown = f", of which {len(facts)} are shown" if left_out else ""
        yield f"{count(len(facts) + left_out, 'fact')} found in {among}{shown}{doubt}."
    differing = sum(bool(fact.differences) for fact in facts)
    if differing:
        conflicts = sum(each.conflict for fact in facts for each in fact.differences)
        which = "All" if differing == len(facts) else f"{differing:,}"
        yield (
            f"{which if len(facts) > 1 else 'It'} {'is' if differing == 1 else 'are'} told "
            + (
                f"differently; in {count(conflicts, 'point')} the tellings cannot both be true."
                if conflicts
                else "differently, without contradiction."
            )
        )
    for text in shared_texts[:_SHARED_TEXTS]:
        yield text.statement
    for each in alone:
        if each.nowhere or each.possibly:
            possibly = f", {len(each.possibly)} of them possibly" if each.possibly else ""
            possibly += " told elsewhere" if each.possibly else ""
            number = len(each.nowhere) + len(each.possibly)
            yield f"{count(number, 'statement')} only in {articles[each.article].outlet}{possibly}."


def article_view(
    sheet: Sheet, told_in: Mapping[SentenceRef, Sequence[int]] | None = None
) -> ArticleView:
    """An article as the report introduces and prints it.

    Args:
        sheet: the article and its annotations.
        told_in: sentence to the numbers of the facts it tells.
    """
    article = sheet.article
    words = sum(
        count_words(article.text, each.start, each.end)
        for each in article.sentences
        if each.zone in ("lead", "body")
    )
    opening = sheet.text(article.sentences[0].span) if article.sentences else ""
    return ArticleView(
        index=sheet.index,
        letter=letter(sheet.index),
        outlet=sheet.outlet,
        headline=visible(article.title) or shorten(opening, 90) or "without a headline",
        date=date_in_words(article.published),
        words=words,
        url=safe_url(article.url),
        byline=visible(article.byline or ""),
        credit=visible(article.credit or ""),
        paragraphs=tuple(_paragraphs(sheet, told_in or {})),
        removed=tuple((visible(each.text), visible(each.reason)) for each in article.removed),
        warnings=tuple(visible(each) for each in article.warnings),
    )


def _paragraphs(sheet: Sheet, told_in: Mapping[SentenceRef, Sequence[int]]) -> Iterator[Paragraph]:
    """The full text: joined together, all openings, segments and gaps are the article's text."""
    article = sheet.article
    starts = [*(each.start for each in article.sentences), len(article.text)]
    gaps = [
        article.text[each.end : following]
        for each, following in zip(article.sentences, starts[1:], strict=True)
    ]
    opening = article.text[: starts[0]]
    if not article.sentences:
        yield Paragraph("body", (), opening)
    for _, group in groupby(article.sentences, key=lambda each: (each.paragraph, each.zone)):
        held = list(group)
        yield Paragraph(
            held[0].zone,
            tuple(
                SentenceView(
                    sheet.ref(each.index),
                    sheet.part(each.span),
                    gaps[each.index],
                    tuple(told_in.get(SentenceRef(article.id, each.index), ())),
                )
                for each in held
            ),
            opening,
        )
        opening = ""


def _method(made: Provenance) -> Method:
    versions = {
        "framing": made.framing,
        "Python": made.python,
        "PyTorch": made.torch,
        "transformers": made.transformers,
    }
    return Method(
        explanations=_EXPLANATIONS,
        versions=tuple((name, visible(each)) for name, each in versions.items() if each),
        weights=tuple((visible(name), visible(each)) for name, each in made.weights.items()),
        parameters=tuple((visible(name), _setting(each)) for name, each in made.parameters.items()),
    )


def _setting(value: str | float | bool | None) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "not set"}[value]
    return f"{value:.4g}" if isinstance(value, float) else visible(str(value))
