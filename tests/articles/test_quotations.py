from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import find_quotations, normalise

PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "„",
        "«",
        "»",
        "``",
        "''",
        " ",
        "\n",
        "a",
        "word ",
        "6",
        ", ",
        ".",
    ]
)
MARKED = st.lists(PIECES, max_size=40).map("".join).map(normalise)


def quoted(text):
    return [one.span.of(text) for one in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
        ('"Yes," she said. "No."', ['"Yes,"', '"No."']),
        ("'Yes,' she said. 'It isn't so.'", ["'Yes,'", "'It isn't so.'"]),
        ("‘It’s the workers’ right,’ he said.", ["‘It’s the workers’ right,’"]),
        ("The so-called ‘fake news’ spread.", ["‘fake news’"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("‘He said “no” to me,’ she said.", ["‘He said “no” to me,’"]),
        ("« Oui », dit-il.", ["« Oui »"]),
        ("„Ja“, sagte er.", ["„Ja“"]),
        ("``Yes,'' he said.", ["``Yes,''"]),
        ("`` Yes , '' he said .", ["`` Yes , ''"]),
        ('" We \'re ready , " Lee told them . " Go . "', ['" We \'re ready , "', '" Go . "']),
        ("It was “great,“ he said.", ["“great,“"]),
        ("“We go,’’ he said.", ["“We go,’’"]),
        ('He wrote “mixed marks" there.', ['“mixed marks"']),
        ("It ended,” he said.", ["It ended,”"]),
    ],
)
def test_marks_of_every_kind(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers' strike and the girls' school weren't it.",
        "The 1990s, the '90s and rock 'n' roll 'em all.",
        'He is 6\'2" tall and the pipe 12" wide.',
        "It’s the Lees’ house, isn’t it?",
        "Norrow 's mayor does n't know .",
    ],
)
def test_apostrophes_feet_and_inches_are_not_quotations(text):
    assert quoted(text) == []


def test_an_unclosed_mark_ends_with_its_paragraph():
    text = "He said “it goes on.\n\nThe next paragraph is his own.\n\nSo is this."
    (only,) = find_quotations(text)
    assert only.span.of(text) == "“it goes on."
    assert (only.closed, only.continues) == (False, False)


def test_a_second_opening_mark_ends_an_unclosed_quotation():
    text = "“We saw it, said Lee. “We ran,” she said."
    assert quoted(text) == ["“We saw it, said Lee.", "“We ran,”"]


def test_a_speech_reopened_in_the_next_paragraph_continues():
    text = "“We saw it.\n\n“We ran,” she said.\n\n“New one,” he said."
    found = find_quotations(text)
    assert [one.span.of(text) for one in found] == ["“We saw it.", "“We ran,”", "“New one,”"]
    assert [one.continues for one in found] == [False, True, False]
    assert [one.closed for one in found] == [False, True, True]


def test_a_british_speech_reopened_continues():
    text = "‘We saw it.\n\n‘We ran,’ she said."
    found = find_quotations(text)
    assert [(one.closed, one.continues) for one in found] == [(False, False), (True, True)]


@pytest.mark.parametrize("mark", ['"', '" '])
def test_a_quotation_over_several_lines_is_marked_line_by_line(mark):
    end = '"' if mark == '"' else ' "'
    text = f"{mark}We saw it.\nIt was big.\nWe ran,{end} she said.\nThey left."
    found = find_quotations(text)
    assert [one.span.of(text) for one in found] == [
        f"{mark}We saw it.",
        "It was big.",
        f"We ran,{end}",
    ]
    assert [(one.closed, one.continues) for one in found] == [
        (False, False),
        (False, True),
        (True, True),
    ]


@settings(deadline=None, max_examples=400)
@given(st.one_of(MARKED, st.text().map(normalise)))
def test_quotations_are_in_order_apart_and_within_paragraphs(text):
    found = find_quotations(text)
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all("\n" not in one.span.of(text) for one in found)
