from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from framing.report.escaping import csv_cell, markdown_text, safe_url, shorten, visible
from tests.report.strategies import TEXTS

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_markdown_shows_any_text_as_text(text: str) -> None:
    rendered = MARKDOWN.render(markdown_text(text))
    shown = html.escape(visible(text).strip(" "), quote=False).replace('"', "&quot;")
    assert rendered == (f"<p>{shown}</p>\n" if shown else "")


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![a](http://a.example/b.png)",
        "# heading",
        "1. item",
        "- item",
        "```code",
        "    code",
        "---",
        "===",
        "> quotation",
        "a | b",
        "<http://a.example>",
        "[a]: http://a.example",
        "&lt;b&gt;",
        "**bold** __bold__ ~~gone~~ `code`",
    ],
)
def test_markdown_attacks_stay_text(attack: str) -> None:
    rendered = MARKDOWN.render(markdown_text(attack))
    shown = html.escape(attack.strip(), quote=False)
    assert rendered == f"<p>{shown}</p>\n"


def test_addresses_are_not_linked_by_themselves() -> None:
    assert "http://" not in markdown_text("see http://a.example")
    assert "www." not in markdown_text("see www.a.example")
    assert "a@b" not in markdown_text("a@b.example")


@given(TEXTS)
@settings(deadline=None, max_examples=100)
def test_visible_text_acts_on_nothing(text: str) -> None:
    assert visible(text).replace("\u200b", "").replace("\ufeff", "").isprintable()


def test_visible_names_what_it_replaces() -> None:
    assert visible("a\x1b[31mb\u202ec\nd") == "a[U+001B][31mb[U+202E]c d"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert csv_cell(f"{start}1+1").startswith("'")


def test_other_cells_stay_as_they_are() -> None:
    assert csv_cell("14 people, “hurt” = 2") == "14 people, “hurt” = 2"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//a.example",
        "http:",
        "https://a.example/\u202e",
        "https://a.example/ b",
        "http://[::1",
        " https://a.example",
    ],
)
def test_other_addresses_are_not_linked(url: str | None) -> None:
    assert safe_url(url) is None


def test_web_addresses_are_linked() -> None:
    assert safe_url("https://a.example/b?c=d#e") == "https://a.example/b?c=d#e"


@given(TEXTS, st.integers(2, 60))
@settings(deadline=None, max_examples=100)
def test_shortened_text_fits_and_says_so(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")
