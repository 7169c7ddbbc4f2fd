"""The same source across articles, and different ones kept apart."""

from __future__ import annotations

from framing.articles import make_article
from framing.classifiers.attribution import AttributionExtractor

FIRST = """North Korea tested a new engine, the North's state media reported on Tuesday.

The engine worked well, the state-run Korean Central News Agency said. Kim Jong Un was pleased,
KCNA said.

South Korea's Unification Ministry said that it was watching. Japan's prime minister said that the
test broke an agreement."""
SECOND = """Pyongyang has a new engine, according to North Korean state media.

The Korean Central News Agency (KCNA) reported that it worked. The South Korean unification
ministry said that it was worried. Seoul said that it would answer.

Japanese Prime Minister Hana Mori said that the test was dangerous. The South Korean government
said that it had no proof.

An official said on condition of anonymity that it had failed."""
THIRD = """Officials said that the engine had failed. A diplomat said that nobody was hurt.

Russia's state media reported that all was well. An official said on condition of anonymity that
it had exploded."""


def found(*texts: str) -> list[dict[str, str]]:
    """The words of each source with its id, article by article."""
    articles = [make_article("", text, id=str(at)) for at, text in enumerate(texts)]
    return [
        {
            " ".join(made.parts["source"][0].of(article.text).split()): str(
                made.properties["source"]
            )
            for made in annotations
            if "source" in made.parts
        }
        for article, annotations in zip(
            articles, AttributionExtractor().annotate(articles), strict=True
        )
    ]


def test_an_acronym_its_expansion_and_a_description_are_one() -> None:
    first, second, third = found(FIRST, SECOND, THIRD)
    agency = first["KCNA"]
    assert agency.startswith("organisation:")
    assert first["the North's state media"] == agency
    assert first["the state-run Korean Central News Agency"] == agency
    assert second["North Korean state media"] == agency
    assert second["The Korean Central News Agency (KCNA"] == agency
    assert third["Russia's state media"] not in (agency, "")


def test_a_ministry_is_one_by_country_and_portfolio() -> None:
    first, second, _ = found(FIRST, SECOND, THIRD)
    ministry = first["South Korea's Unification Ministry"]
    assert ministry
    assert second["The South Korean unification ministry"] == ministry


def test_a_capital_and_a_government_stand_for_the_country() -> None:
    _, second, _ = found(FIRST, SECOND, THIRD)
    assert second["Seoul"] == second["The South Korean government"] == "place:south-korea"


def test_an_office_is_the_person_who_alone_holds_it() -> None:
    first, second, _ = found(FIRST, SECOND, THIRD)
    assert first["Japan's prime minister"] == second["Japanese Prime Minister Hana Mori"]
    assert first["Japan's prime minister"] == "person:hana-mori"


def test_an_office_with_two_holders_is_left_alone() -> None:
    (first, _) = found(
        "The prime minister said that the road was closed.",
        "Prime Minister Hana Mori said that it was open. Prime Minister Ole Berg said that it was"
        " closed.",
    )
    assert first["The prime minister"].startswith("unnamed:")


def test_anonymous_sources_never_merge() -> None:
    ids = [id for each in found(THIRD, SECOND, THIRD + " ") for id in each.items()]
    anonymous = [id for words, id in ids if words in ("Officials", "A diplomat", "An official")]
    assert len(anonymous) == len(set(anonymous)) == 7
    assert all(id.startswith("unnamed:") for id in anonymous)


def test_two_state_media_of_one_country_are_not_merged_with_either() -> None:
    (first, second) = found(
        "Russia's state media said that the bridge was open.",
        "The state-run Volga News Agency said that it was open. The state-owned Baltic Radio said"
        " that it was closed.",
    )
    assert first["Russia's state media"] not in second.values()


def test_several_who_speak_together_are_not_one_of_them() -> None:
    (first, second) = found(
        "South Korea and Japan said that they would answer.", "South Korea said that it was late."
    )
    assert first["South Korea and Japan"] != second["South Korea"]


def test_what_a_batch_tells_does_not_depend_on_its_order() -> None:
    one, other = found(FIRST, SECOND)
    articles = [make_article("", FIRST, id="0"), make_article("", SECOND, id="1")]
    extractor = AttributionExtractor()
    assert extractor.annotate(articles) == extractor.annotate(articles[::-1])[::-1]
    assert one != other


def test_a_middle_name_makes_nobody_else() -> None:
    (first, second) = found(
        "Sarah Huckabee Sanders said that it was late.", "Sarah Sanders said that it was early."
    )
    assert set(first.values()) == set(second.values()) == {"person:sarah-sanders"}


def test_the_official_is_the_only_one_before() -> None:
    (made,) = found(
        "An official at the transport ministry said the bridge was safe. The official said that "
        "it would open in May."
    )
    assert made["The official"] == made["An official at the transport ministry"]


def test_the_official_is_nobody_s_where_there_are_two() -> None:
    (made,) = found(
        "An official at the ministry said the bridge was safe. An official in Orlen said it was "
        "not. The official said that it would open in May."
    )
    assert len(set(made.values())) == 3


def test_texts_without_an_id_keep_their_unnamed_sources_apart() -> None:
    one, other = AttributionExtractor(provider="rules").annotate(
        ["A witness said that it was loud.", "A witness said that it was quiet."]
    )
    assert one[0].properties["source"] != other[0].properties["source"]


def test_state_media_is_the_one_news_agency_that_is_called_the_country_s() -> None:
    (made,) = found(
        "North Korea tested an engine, the North's state media said. The engine worked, the"
        " North's Korean Central News Agency said."
    )
    assert len(set(made.values())) == 1
