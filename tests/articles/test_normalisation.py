import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import normalise


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_result_is_clean(text):
    result = normalise(text)
    assert unicodedata.is_normalized("NFC", result)
    assert result == result.strip()
    assert "\n\n\n" not in result
    assert not any(unicodedata.category(one) in ("Cc", "Cs") for one in result if one != "\n")
    result.encode("utf-8")


def test_spaces_marks_and_breaks():
    assert normalise("a\u00a0b\u2009c\td") == "a b c d"
    assert normalise("\ufeffco\u00adop\u200berate\u2060") == "cooperate"
    assert normalise("one\r\ntwo\rthree\u2028four") == "one\ntwo\nthree\nfour"
    assert normalise("  a  \n \n\n\n b ") == "a\n\nb"
    assert normalise("Cafe\u0301") == "Café"


def test_curly_marks_stay():
    assert normalise("“It’s ‘so’,” she said.") == "“It’s ‘so’,” she said."


def test_control_characters_show_as_signs():
    assert normalise("a\x1b[31mb\x00c\x7f") == "a␛[31mb␀c␡"


def test_windows_marks_read_as_latin_1_are_mended():
    assert normalise("\x93Yes\x94 \x96 it\x92s") == "“Yes” – it’s"


def test_halves_of_surrogate_pairs_are_replaced():
    assert normalise("a\ud800b") == "a\ufffdb"
