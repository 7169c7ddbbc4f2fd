"""Sources within an article: whom "he" means, who is not named, and when it is not sure."""

from __future__ import annotations

import pytest

from framing.articles import make_article
from framing.classifiers.attribution import AttributionExtractor
from framing.classifiers.attribution.people import People
from framing.classifiers.attribution.structure import read_article
from framing.classifiers.entities import EntityRecognizer
from framing.records import Annotation, Article

TALKS = """Maria Lund, the mayor of Orlen, met Peter Falk on Monday to talk about the dam.

"We have waited long enough," Lund said. She said that the gates would open in May.

Falk, who runs the power plant, was less sure. He said the turbines were not ready.

"Nobody has asked the engineers," he added."""


def sources(text: str) -> dict[str, Annotation]:
    """The first words of each content, and its attribution."""
    article = make_article("", text)
    (found,) = AttributionExtractor().annotate([article])
    return {made.span.of(article.text): made for made in found}


def about(text: str, words: str) -> Annotation:
    """The attribution whose content has these words."""
    return next(made for content, made in sources(text).items() if words in content)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("waited long", "Maria Lund"),
        ("gates would open", "Maria Lund"),
        ("turbines were not", "Peter Falk"),
        ("asked the engineers", "Peter Falk"),
    ],
)
def test_he_and_she_by_who_spoke_and_by_gender(words: str, name: str) -> None:
    made = about(TALKS, words)
    assert made.properties["source_name"] == name
    assert made.properties["anonymous"] is False


def test_she_is_no_man_even_if_he_stands_nearer() -> None:
    text = "Anna Berg met David Holm in the harbour. She said that the boats were safe."
    assert about(text, "boats were safe").properties["source_name"] == "Anna Berg"


def test_mr_and_ms_tell_who_is_meant() -> None:
    text = (
        "Ms. Okoro and Mr. Tanaka signed the lease. She said that the rent was fair."
        " He said that it was too high."
    )
    assert about(text, "rent was fair").properties["source_name"] == "Okoro"
    assert about(text, "too high").properties["source_name"] == "Tanaka"


def test_two_who_fit_alike_leave_it_open() -> None:
    text = "David Holm and Peter Falk walked along the quay. Later he said that it was cold."
    made = about(text, "it was cold")
    assert made.properties["source_name"] == ""
    assert made.properties["resolved"] is False


def test_he_after_somebody_who_is_not_named_is_nobody_who_is() -> None:
    text = (
        "Peter Falk closed the plant on Monday.\n\nA bus driver said that the road was blocked."
        " He said that he had waited for an hour."
    )
    made = about(text, "waited for an hour")
    assert made.properties["source_name"] == ""
    assert made.properties["anonymous"] is True


def test_the_ministry_is_the_one_that_spoke() -> None:
    text = (
        "Norland's health ministry said that two wards were closed."
        " The ministry said that they would open again soon."
    )
    made = about(text, "open again")
    assert made.properties["source_name"] == "Norland's health ministry"
    assert made.properties["resolved"] is True


def test_the_prime_minister_is_the_only_one_named() -> None:
    text = (
        "Prime Minister Ingrid Dahl opened the bridge. The weather was fine."
        " The prime minister said that it would last for a century."
    )
    assert about(text, "last for a century").properties["source_name"] == "Ingrid Dahl"


def test_a_former_president_is_not_the_president() -> None:
    text = (
        "Former President Anna Berg opened the bridge."
        " The president said that it would last for a century."
    )
    made = about(text, "last for a century")
    assert made.properties["source_name"] == ""
    assert made.properties["anonymous"] is False


def test_a_spokesman_for_somebody_is_somebody_else() -> None:
    text = "A spokesman for Mayor Maria Lund said that the gates would open."
    made = about(text, "gates would open")
    assert made.properties["source_name"] == ""
    assert made.properties["source_type"] == "official"


@pytest.mark.parametrize(
    "text",
    [
        "A ministry official, speaking on condition of anonymity, said that the dam would leak.",
        "On condition of anonymity, a ministry official said that the dam would leak.",
        "“The dam would leak,” said an engineer who asked not to be named.",
        "The dam would leak, an engineer said. He spoke on condition of anonymity.",
        "Engineers said that the dam would leak. They declined to be identified.",
        "Two officials said that the dam would leak.",
        "The dam would leak, according to people familiar with the plans.",
        "The dam would leak, sources said.",
        "A person close to the talks said that the dam would leak.",
        "Someone with knowledge of the plans said that the dam would leak.",
        "One diplomat, who was not authorized to speak to the press, said the dam would leak.",
        "An unnamed engineer said that the dam would leak.",
    ],
)
def test_sources_that_do_not_want_to_be_named(text: str) -> None:
    made = about(text, "the dam would leak" if "the dam would leak" in text else "The dam would")
    assert made.properties["anonymous"] is True
    assert made.properties["source_name"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lund said that the dam would leak.",
        "The ministry said that the dam would leak. The report did not say when.",
        "Maria Lund said that the dam would leak, and an aide spoke on condition of anonymity.",
        "The president said that the dam would leak.",
        "According to the report, the dam would leak.",
    ],
)
def test_sources_that_are_known_are_not_anonymous(text: str) -> None:
    assert about(text, "the dam would leak").properties["anonymous"] is False


def genders(text: str) -> dict[str, str]:
    """What is known of each person of a text."""
    article: Article = make_article("", text)
    (entities,) = EntityRecognizer().annotate([article])
    people = People(read_article(article), entities)
    return {each.name: people.gender(each.name) for each in people.namings}


def test_gender_by_title_by_given_name_and_by_what_one_is_called() -> None:
    text = (
        "Mr. Tanaka met Laura Stone and Kim Jong Un. Jordan Blake, a spokeswoman for the port,"
        " waved at Robin Ames."
    )
    assert genders(text) == {
        "Tanaka": "male",
        "Laura Stone": "female",
        "Kim Jong Un": "",
        "Jordan Blake": "female",
        "Robin Ames": "",
    }


def test_a_surname_alone_is_a_mans_where_his_follows_it() -> None:
    article = make_article("", "Dunmore kept his coat on. Dunmore lost his hat. Roe slept.")
    (entities,) = EntityRecognizer().annotate([article])
    people = People(read_article(article), entities)
    assert (people.leaning("Dunmore"), people.leaning("Roe")) == ("male", "")


@pytest.mark.parametrize("provider", ["network", "rules"])
def test_he_is_not_who_asks(provider: str) -> None:
    text = (
        "Dunmore opened the hall.\n\nAsked by a student whether the dam was safe, he said that it"
        " was. He added that it would hold."
    )
    (found,) = AttributionExtractor.from_pretrained(provider=provider).annotate([text])
    (made,) = [each for each in found if each.span.of(text) == "that it would hold"]
    assert made.properties["source_name"] == "Dunmore"
    assert made.properties["anonymous"] is False


@pytest.mark.parametrize(
    "text",
    ["Ann said he said that " * 2000, "He said that " * 3000, "a source, " * 4000 + "said it."],
)
def test_hostile_text_finishes(text: str) -> None:
    assert AttributionExtractor().annotate([make_article("", text)])


def test_an_ambassador_who_is_named_in_full_is_not_anonymous() -> None:
    text = "Norland's ambassador to the US Sir Peter Falk said that the visit would be short."
    made = about(text, "visit would be short")
    assert made.properties["anonymous"] is False
    assert made.properties["source_name"] == "Peter Falk"
    assert made.properties["source_type"] == "official"


def test_the_type_is_not_read_from_a_relative_clause() -> None:
    text = "Owen Berg, who marched in criticism of the French President, said that thousands came."
    assert about(text, "thousands came").properties["source_type"] == "person"


def test_an_official_is_one_throughout() -> None:
    text = (
        "Lund said that the port was safe. Anna Lund, the mayor of Orlen, opened the market. "
        "Lund said that the market was full."
    )
    assert about(text, "port was safe").properties["source_type"] == "official"
    assert about(text, "market was full").properties["source_type"] == "official"


def test_who_is_shot_before_a_judge_speaks_is_no_judge() -> None:
    text = "The man shot Peter Falk, a judge said on Monday. Falk said that he was well again."
    assert about(text, "well again").properties["source_type"] == "person"


def test_an_office_counts_in_an_apposition_that_begins_with_a_name_or_has_two() -> None:
    text = "Jo Lund, Norland Democrat deputy leader and defence spokesman, said that it was over."
    assert about(text, "it was over").properties["source_type"] == "official"
