import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import article_from_sentences, make_article
from framing.errors import InputError


def test_layout_of_headline_lead_and_body():
    article = make_article(
        "Dam  fails", "It failed. Two hurt.\n\n“We ran,” said Lee.", outlet="Post"
    )
    assert article.text == "Dam fails\n\nIt failed. Two hurt.\n\n“We ran,” said Lee."
    assert [(one.index, one.zone, one.paragraph) for one in article.sentences] == [
        (0, "headline", 0),
        (1, "lead", 1),
        (2, "lead", 1),
        (3, "body", 2),
    ]
    assert [one.span.of(article.text) for one in article.quotations] == ["“We ran,”"]


def test_an_article_without_a_headline_starts_with_its_lead():
    article = make_article("", "It failed.")
    assert (article.title, article.text) == ("", "It failed.")
    assert [one.zone for one in article.sentences] == ["lead"]


def test_ids_are_stable_and_depend_on_outlet_and_text():
    first = make_article("Dam fails", "It failed.", outlet="Post")
    assert first.id == make_article("Dam fails", " It  failed. ", outlet="Post").id
    assert first.id != make_article("Dam fails", "It failed.", outlet="Echo").id
    assert first.id != make_article("Dam fails", "It fell.", outlet="Post").id
    assert make_article("Dam fails", "It failed.", id="mine").id == "mine"


def test_the_outlets_name_behind_the_headline_is_taken_off():
    article = make_article("Dam fails - Norrow Post", "It failed.", outlet="Norrow Post")
    assert article.title == "Dam fails"
    assert article.removed[0].reason == "outlet's name in the headline"
    kept = make_article("Dam fails - two hurt", "It failed.", outlet="Norrow Post")
    assert kept.title == "Dam fails - two hurt"


def test_control_characters_are_shown_and_told():
    article = make_article("Dam", "It \x1b[31mfailed.")
    assert "␛[31m" in article.text
    assert any("control characters" in one for one in article.warnings)


def test_dates_that_cannot_be_read_are_told():
    article = make_article("Dam", "It failed.", published="the other day")
    assert article.published is None
    assert any("the other day" in one for one in article.warnings)


@pytest.mark.parametrize("text", ["", " \n ", "Advertisement\n\nRead more: other things"])
def test_no_text_is_refused(text):
    with pytest.raises(InputError, match="Dam fails"):
        make_article("Dam fails", text)


def test_captions_alone_are_read_as_text():
    article = make_article("Dam", "The dam on Monday, seen here. (Photo: Getty Images)")
    assert [one.zone for one in article.sentences] == ["headline", "lead"]
    assert any("captions" in one for one in article.warnings)


def test_given_sentences_are_kept_exactly():
    article = article_from_sentences(
        "Dam fails", [["Advertisement", "Mr."], ["Lee  left. He ran."], ["", " "]], id="x"
    )
    assert [article.sentence_text(one.index) for one in article.sentences] == [
        "Dam fails",
        "Advertisement",
        "Mr.",
        "Lee left. He ran.",
    ]
    assert [one.zone for one in article.sentences] == ["headline", "lead", "lead", "body"]
    assert article.removed == ()


def test_an_empty_sentence_in_the_middle_is_refused():
    with pytest.raises(InputError, match="article x: sentence 1 is empty"):
        article_from_sentences("", [["One.", " ", "Two."]], id="x")


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80), st.text(max_size=400))
def test_any_text_makes_a_consistent_article_or_is_refused(title, text):
    try:
        article = make_article(title, text)
    except InputError:
        return
    assert article.text.startswith(article.title)
    assert [one.index for one in article.sentences] == list(range(len(article.sentences)))
    covered = "".join(article.sentence_text(one.index) for one in article.sentences)
    assert "".join(covered.split()) == "".join(article.text.split())
    assert sum(one.zone == "headline" for one in article.sentences) == bool(article.title)
    assert article.sentences[-1].end <= len(article.text)
    again = make_article(title, text)
    assert again == article


def test_long_hostile_texts_finish():
    marks = "“‘\"'«„``(A. " * 4000
    for body in (marks, "word " * 10_000, "It failed. He ran. " * 20_000, "‘a " * 20_000):
        assert make_article("Dam fails", f"It failed.\n{body}").sentences


def test_a_text_in_another_language_is_read_with_a_warning() -> None:
    german = "Der Staudamm von Orlen wird in diesem Monat geschlossen, teilte das Ministerium mit. "
    english = "The dam at Orlen will be closed this month, the ministry said in a statement. "
    for text, warned in ((german * 6, True), (english * 6, False)):
        made = make_article("Orlen", text)
        assert any("English" in warning for warning in made.warnings) is warned
