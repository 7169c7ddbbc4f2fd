"""Entities by rules: names, their labels, and the same entity across articles."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import make_article
from framing.articles.plain import plain_article
from framing.classifiers.attribution import AttributionExtractor
from framing.classifiers.entities import EntityRecognizer
from framing.classifiers.entities.linking import link_mentions
from framing.classifiers.entities.mentions import Mention
from framing.classifiers.entities.names import find_place, key
from framing.errors import InputError
from framing.model.weights import packaged_network
from framing.records import Article

FIRST = (
    "The leader, Kim Jong-un, met Russian President Vladimir Putin in Moscow on Monday, the Korean"
    " Central News Agency (KCNA) reported.\n\nKim said that North Korea would keep its promise."
    " KCNA gave no details. The North has said little since, but Putin's office in Russia was"
    " pleased."
)
SECOND = (
    "Kim Jong Un is back in Pyongyang after his visit to Russia.\n\n"
    "State media showed Kim with generals. The United States and the U.S. Navy watched."
)


def names(article: Article, *others: Article) -> dict[str, str]:
    """The words of each mention of the first article, with its entity."""
    found = EntityRecognizer().annotate([article, *others])[0]
    return {made.span.of(article.text): str(made.properties["entity"]) for made in found}


def test_same_entity_across_articles() -> None:
    first, second = make_article("", FIRST, id="1"), make_article("", SECOND, id="2")
    one, other = EntityRecognizer().annotate([first, second])
    mine = {made.span.of(first.text): made.properties["entity"] for made in one}
    theirs = {made.span.of(second.text): made.properties["entity"] for made in other}
    assert mine["Kim Jong-un"] == mine["Kim"] == theirs["Kim Jong Un"] == theirs["Kim"]
    assert mine["Korean Central News Agency"] == mine["KCNA"]
    assert mine["Vladimir Putin"] == mine["Putin"]
    assert mine["North Korea"] == mine["North"]
    assert mine["Russia"] == theirs["Russia"] != mine["Moscow"]


def test_labels() -> None:
    article = make_article("", FIRST)
    (found,) = EntityRecognizer().annotate([article])
    labels = {made.span.of(article.text): made.label for made in found}
    assert labels["Kim Jong-un"] == labels["Putin"] == "person"
    assert labels["KCNA"] == "organisation"
    assert labels["Moscow"] == labels["North Korea"] == "place"
    assert "Monday" not in labels
    assert "The" not in labels


def test_two_people_of_one_name_stay_apart() -> None:
    article = make_article(
        "", "Bill Clinton met Hillary Clinton in Ohio. Clinton said that it was late."
    )
    found = names(article)
    assert len({found["Bill Clinton"], found["Hillary Clinton"], found["Clinton"]}) == 3


def test_the_north_is_left_alone_where_it_is_not_safe() -> None:
    article = make_article(
        "", "He flew from North Korea to North Carolina. The North was cold, he said."
    )
    found = names(article)
    assert found.get("North") != found["North Korea"]


def test_titles_and_possessives_are_left_out() -> None:
    found = names(make_article("", "Prime Minister Shinzo Abe's plan pleased Mr. Abe's party."))
    assert "Shinzo Abe" in found
    assert "Abe" in found
    assert not any(name.startswith(("Mr", "Prime")) or "'s" in name for name in found)


def test_headline_in_title_case_takes_names_from_the_body() -> None:
    article = make_article("Big Day As Putin Comes To Town", FIRST)
    (found,) = EntityRecognizer().annotate([article])
    headline = [made for made in found if made.end <= len(article.title)]
    assert [made.span.of(article.text) for made in headline] == ["Putin"]
    assert headline[0].properties["name"] == "Vladimir Putin"


def test_voice() -> None:
    article = make_article("", "Ann Wilkes said: “We like Robert Brown a lot.”")
    (found,) = EntityRecognizer().annotate([article])
    voices = {made.span.of(article.text): made.properties["voice"] for made in found}
    assert voices == {"Ann Wilkes": "author", "Robert Brown": "quoted"}


def test_order_of_articles_does_not_matter() -> None:
    articles = [make_article("", FIRST, id="1"), make_article("", SECOND, id="2")]
    recogniser = EntityRecognizer()
    assert recogniser.annotate(articles) == recogniser.annotate(articles[::-1])[::-1]


def test_predict() -> None:
    named, plain = EntityRecognizer().predict(["He saw Vladimir Putin.", "it rained all day."])
    assert (named.label, plain.label) == ("named", "unnamed")
    assert sum(named.probabilities.values()) == pytest.approx(1)
    with pytest.raises(InputError, match="list of texts"):
        EntityRecognizer().predict("one text")


def test_places_and_keys() -> None:
    place = find_place("u.s.")
    assert place is not None
    assert place.canonical == "United States"
    assert key("Kim Jong-un") == key("Kim Jong Un") == "kimjongun"
    assert key("José") == "jose"


@pytest.mark.parametrize(
    "text", ["", "\n", "Kim " * 12_000, "A" * 50_000, "A." * 20_000, "Bank of the " * 4000]
)
def test_hostile_text_finishes(text: str) -> None:
    assert EntityRecognizer().predict([text])


WORDS = (
    "Kim Jong-un Jong Un North Korea the The of and said ( KCNA ) Bank 's Mr. "
    "President . , “ ” Clinton Bill Hillary U.S. Russian Putin SEOUL Secretary State "
    "People Assembly "
)
words = st.sampled_from([*WORDS.split(), "\n\n"])


@settings(max_examples=120, deadline=None)
@given(st.lists(words, max_size=50).map(" ".join), st.lists(words, max_size=30).map(" ".join))
def test_mentions_are_in_range_and_apart(one: str, other: str) -> None:
    articles = [plain_article(one), plain_article(other)]
    for article, found in zip(articles, EntityRecognizer().annotate(articles), strict=True):
        assert found == sorted(found, key=lambda made: (made.start, made.end))
        for made, following in pairwise(found):
            assert made.end <= following.start
        for made in found:
            assert 0 <= made.start < made.end <= len(article.text)
            assert made.properties["entity"]
            assert made.properties["name"]
            assert 0 <= made.score <= 1


def test_a_noun_that_opens_a_sentence_is_nobodys_name() -> None:
    article = make_article("", "Engineers said that it would hold. Reports differ.")
    assert names(article) == {}


def test_a_town_in_a_headline_is_no_person_unless_the_text_says_so() -> None:
    (found,) = EntityRecognizer().annotate(
        [make_article("Kelmouth ferry sinks in storm", "The ferry left the town at noon.")]
    )
    assert [each.label for each in found if each.label == "person"] == []
    article = make_article("Kelmouth leaves the board", "The director, Ann Kelmouth, will go.")
    assert {"Kelmouth", "Ann Kelmouth"} <= set(names(article))


def test_a_police_force_is_no_person() -> None:
    article = make_article("", "The driver was found, Franklin Police said on Monday.")
    (found,) = EntityRecognizer().annotate([article])
    assert {each.label for each in found} == {"organisation"}


def test_a_country_has_one_id_by_whatever_name() -> None:
    article = make_article(
        "",
        "Britain signed the treaty. The UK and Great Britain's allies in America cheered, and "
        "the United Kingdom thanked the US and the United States.",
    )
    found = names(article)
    assert {found[name] for name in ("Britain", "UK", "Great Britain", "United Kingdom")} == {
        "place:united-kingdom"
    }
    assert found["America"] == found["US"] == found["United States"]


def test_of_two_namesakes_the_one_named_before_is_meant() -> None:
    article = make_article(
        "", "Vera Holm opened the library. Holm was pleased. Peter Holm sang later. Holm left."
    )
    (found,) = EntityRecognizer().annotate([article])
    made = [
        str(each.properties["entity"]) for each in found if each.span.of(article.text) == "Holm"
    ]
    assert made[0] == "person:vera-holm"
    assert made[1] not in ("person:vera-holm", "person:peter-holm")


def test_father_and_son_stay_apart() -> None:
    text = (
        "Robert Hale spoke first. His son, Robert Hale Jr., thanked him. Mr Hale said that he was"
        " proud, and Hale Jr. said that he was glad."
    )
    found = names(make_article("", text))
    assert found["Robert Hale"] == found["Hale"] != found["Robert Hale Jr."]
    assert found["Robert Hale Jr."] == found["Hale Jr."]


def test_one_man_with_and_without_junior_where_the_surname_follows() -> None:
    text = "Mr Robert Hale Jr. spoke first. Mr Hale said that he was proud of Robert Hale Jr."
    found = names(make_article("", text))
    assert found["Robert Hale Jr."] == found["Hale"]


def test_a_son_of_whom_only_the_surname_is_given_is_not_his_father() -> None:
    text = "Mr Robert Hale spoke first. Mr Hale said that he was proud, and Hale Jr. smiled."
    found = names(make_article("", text))
    assert found["Robert Hale"] == found["Hale"] != found["Hale Jr."]


def test_a_newspaper_goes_by_the_last_word_of_its_name() -> None:
    text = (
        "The Orlen Post reported that the minister had resigned. The ministry told the Post that"
        " this was wrong."
    )
    found = names(make_article("", text))
    assert found["Post"] == found["Orlen Post"]


@pytest.mark.parametrize("provider", ["network", "rules"])
def test_who_somebody_is_is_no_part_of_the_name(provider: str) -> None:
    text = "Attendee Angela Marsh, 22, said that she ran down to the quay. Marsh was unhurt."
    (found,) = EntityRecognizer.from_pretrained(provider=provider).annotate([text])
    assert [each.span.of(text) for each in found] == ["Angela Marsh", "Marsh"]
    assert {each.properties["entity"] for each in found} == {"person:angela-marsh"}


@pytest.mark.parametrize("provider", ["network", "rules"])
def test_two_letters_stand_for_the_whole_name(provider: str) -> None:
    articles = [
        make_article(
            "", "The EU met. The European Union said that the EU budget was safe.", id="1"
        ),
        make_article("", "An EU envoy came. The UN sent a team.", id="2"),
        make_article("", "The United Nations thanked its envoy.", id="3"),
    ]
    found = EntityRecognizer.from_pretrained(provider=provider).annotate(articles)
    made = [[str(each.properties["entity"]) for each in each_found] for each_found in found]
    union, nations = "organisation:european-union", "organisation:united-nations"
    assert made == [[union] * 3, [union, nations], [nations]]


def test_two_letters_that_nobody_knows_stand_for_a_name_of_their_article_only() -> None:
    short = Mention(0, 2, "NI", "organisation", 0.9)
    whole = Mention(10, 27, "Norland Institute", "organisation", 0.9)
    ((one, other),) = link_mentions(["text"], [[short, whole]])
    assert one == other
    ((one,), (other,)) = link_mentions(["text", "text"], [[short], [whole]])
    assert one != other


def test_weights_that_were_not_trained_for_names_borrow_the_packaged_ones(tmp_path: Path) -> None:
    for file in packaged_network().folder.iterdir():
        copyfile(file, tmp_path / file.name)
    path = tmp_path / "calibration.json"
    weights = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({"attribution": weights["attribution"]}), encoding="utf-8")
    text = "Aldo Marsh said that the yard had closed."
    (made,) = AttributionExtractor.from_pretrained(tmp_path).annotate([text])[0]
    (packaged,) = AttributionExtractor.from_pretrained().annotate([text])[0]
    assert made == packaged
