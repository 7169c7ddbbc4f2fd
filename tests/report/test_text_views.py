from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from framing.records import Comparison
from framing.report import render_markdown, render_text
from tests.report.samples import empty, hostile, sample
from tests.report.strategies import comparisons

EVERY = [sample(2), sample(3), hostile(), empty()]
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@pytest.mark.parametrize("comparison", EVERY)
def test_the_terminal_summary_fits_and_is_plain(comparison: Comparison) -> None:
    text = render_text(comparison)
    assert all(len(line) <= 100 and line == line.rstrip() for line in text.split("\n"))
    assert all(character.isprintable() for character in text.replace("\n", ""))


def test_the_terminal_summary_starts_with_what_matters_most() -> None:
    text = render_text(sample())
    assert text.index("numbers (cannot both be true)") < text.index("who says it")
    assert (
        text.index("AT A GLANCE") < text.index("THE SAME FACTS") < text.index("WHO GETS TO SPEAK")
    )
    assert "«14\n" in text or "«14 people»" in text
    assert str(sample()) == text


def test_colour_is_only_there_when_asked_for() -> None:
    assert "\x1b" not in render_text(sample())
    coloured = render_text(sample(), colour=True)
    assert "\x1b[1m" in coloured
    plain = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert "How The Ellery Courier and Northgate Wire tell one event" in plain


@pytest.mark.parametrize("colour", [False, True])
def test_the_terminal_obeys_no_article(colour: bool) -> None:
    text = render_text(hostile(), colour=colour)
    assert "[bold red]markup" in text
    assert "[U+001B][31mred" in text
    assert not {"\x07", "\x9b", "\u202e", "\u2028"} & set(text)
    assert not re.search(r"\x1b\][^m]*|\x1b\[31mred", text)


@given(comparisons())
@settings(deadline=None, max_examples=30)
def test_every_text_view_takes_every_comparison(comparison: Comparison) -> None:
    text = render_text(comparison)
    assert all(
        character.isprintable() or character in "\u200b\ufeff"
        for character in text.replace("\n", "")
    )
    rendered = MARKDOWN.render(render_markdown(comparison))
    tags = set(re.findall(r"<(\w+)", rendered))
    assert tags <= {
        "h1", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ol", "ul", "li",
        "strong", "em", "blockquote", "br",
    }  # fmt: skip


def test_markdown_tells_the_same_story() -> None:
    text = render_markdown(sample(3))
    assert "**numbers, cannot both be true:**" in text
    assert "injuring **14 people**, the harbour" in text
    assert "possibly reported; nearest, probability 0.33" in text
    assert "| A | The Ellery Courier |" in text
    rendered = MARKDOWN.render(text)
    assert rendered.count("<h2>") == 10
    assert rendered.count("<table>") == 5
    assert "<strong>14 people</strong>" in rendered


def test_markdown_shows_hostile_text_as_text() -> None:
    rendered = MARKDOWN.render(render_markdown(hostile()))
    for wrong in ("<script", "<img", "<a ", "<code", "<pre", "<hr"):
        assert wrong not in rendered
    assert "&lt;script&gt;document.title='ran'&lt;/script&gt;" in rendered
    assert "[click](javascript:alert(1))" in rendered
    assert "{{7*7}}" in rendered


def test_nothing_found_is_said_in_words() -> None:
    assert "No fact was found in more than one article." in render_text(empty())
    assert "No fact was found in more than one article." in render_markdown(empty())
