"""A pair of tellings of one fact, marked up by hand with what the classifiers would find.

Marks: ``<s>`` source, ``<v>`` its cue, ``<c>`` an indirect content and ``<q>`` a direct one,
``<h>`` hedge cue, ``<l>`` loaded words, ``<e>`` entity. ``<s Tobias Hale>`` gives the full name
of a source and ``<s ->`` one that is never named; ``<v doubting>`` or ``<v factive>`` the stance
of its cue; ``<e hale>`` the id of an entity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.articles import article_from_sentences
from framing.records import Annotation, Article, FrozenMap, SentenceRef, Span

MARK = re.compile(r"<(?P<close>/?)(?P<mark>[svcqhle])(?: (?P<value>[^<>]*))?>")
# A Wednesday.
PUBLISHED = "2024-06-05"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings and the kinds of difference between them.

    Attributes:
        one: a sentence, with marks.
        other: another, with marks.
        kinds: the kinds that differ, "number!" for figures that cannot both be true.
        days: when each was published.
        fails: why the difference is not found, or is found without being there; "" if all is well.
    """

    one: str
    other: str
    kinds: str = ""
    days: tuple[str, str] = (PUBLISHED, PUBLISHED)
    fails: str = ""


@dataclass(frozen=True, slots=True)
class _Marked:
    mark: str
    value: str
    span: Span


def read(marked: str, id: str, published: str) -> tuple[Article, SentenceRef, list[Annotation]]:
    """The article that holds the sentence, where it stands, and its annotations."""
    plain, marks = _strip(marked)
    article = article_from_sentences("", [[plain]], id=id, outlet=id, published=published)
    assert article.text == plain, "white space was changed, so the marks would not fit"
    found = [*_attributions(marks, id), *_others(article, marks)]
    return article, SentenceRef(id, 0), sorted(found, key=lambda each: (each.start, each.end))


def _strip(marked: str) -> tuple[str, list[_Marked]]:
    plain, marks, opened, at = "", [], [], 0
    for match in MARK.finditer(marked):
        plain += marked[at : match.start()]
        at = match.end()
        if match["close"]:
            mark, value, start = opened.pop()
            assert mark == match["mark"], f"marks cross in {marked!r}"
            marks.append(_Marked(mark, value, Span(start, len(plain))))
        else:
            opened.append((match["mark"], match["value"] or "", len(plain)))
    assert not opened, f"a mark is left open in {marked!r}"
    return plain + marked[at:], marks


def _attributions(marks: list[_Marked], id: str) -> list[Annotation]:
    """Each content with the source and the cue that stand closest to it."""
    made = []
    for content in (each for each in marks if each.mark in "cq"):
        source, cue = (
            min(
                (each for each in marks if each.mark == mark),
                key=lambda each: abs(each.span.start - content.span.start),
            )
            for mark in "sv"
        )
        named = source.value not in ("", "-")
        made.append(
            Annotation(
                "attribution",
                "direct" if content.mark == "q" else "indirect",
                content.span.start,
                content.span.end,
                0.9,
                parts=FrozenMap(
                    {"source": (source.span,), "cue": (cue.span,), "content": (content.span,)}
                ),
                properties=FrozenMap(
                    {
                        "source_name": source.value if named else "",
                        "anonymous": source.value == "-",
                        "cue_stance": cue.value or "neutral",
                    }
                ),
                article=id,
            )
        )
    return made


def _others(article: Article, marks: list[_Marked]) -> list[Annotation]:
    tasks = {
        "h": ("hedging", "epistemic"),
        "l": ("loaded_language", "loaded"),
        "e": ("entity", "person"),
    }
    return [
        Annotation(
            *tasks[each.mark],
            each.span.start,
            each.span.end,
            0.9,
            properties=FrozenMap(
                {"entity": each.value, "name": each.value}
                if each.mark == "e"
                else {"voice": "quoted" if article.is_quoted(each.span) else "author"}
            ),
            article=article.id,
        )
        for each in marks
        if each.mark in tasks
    ]
