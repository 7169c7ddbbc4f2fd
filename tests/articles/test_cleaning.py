from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import make_article, normalise
from framing.articles.cleaning import clean

BODY = (
    "The dam above Norrow failed on Monday, officials said.",
    "Two workers were hurt, the mayor told reporters.",
)
TITLE = "Dam fails above Norrow"


def cleaned(*lines, title=TITLE):
    result = clean(title, lines)
    return [one.text for one in result.paragraphs], {one.text: one.reason for one in result.removed}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT Continue reading the main story", "advertisement"),
        ("Story continues below", "advertisement"),
        ("Sign up for eNewsletter", "newsletter prompt"),
        ("Sign up for our morning newsletter and never miss a story.", "newsletter prompt"),
        ("Get the day's stories delivered to your inbox.", "newsletter prompt"),
        ("READ ALSO: Mayor resigns over mill", "read-more prompt"),
        ("RELATED: Mayor resigns over mill", "read-more prompt"),
        ("Read more »", "read-more prompt"),
        ("Read the full story here.", "read-more prompt"),
        ("Top 10 Stories", "related-story list"),
        ("LETTER", "section label"),
        ("BREAKING NEWS", "section label"),
        ("© 2021 Norrow Post. All rights reserved.", "copyright line"),
        ("Copyright 2021 by Norrow TV", "copyright line"),
        ("All Rights Reserved.", "copyright line"),
        (
            "This material may not be published, broadcast, rewritten or redistributed.",
            "copyright line",
        ),
        ("Read or Share this story: http://norrow.example/x", "share or follow prompt"),
        ("Follow Ann Lee on Twitter @annlee", "share or follow prompt"),
        ("Share Tweet Email", "share or follow prompt"),
        ("Stay with Norrow TV for further updates.", "app or site promotion"),
        ("Download the Norrow TV app for alerts.", "app or site promotion"),
        ("Click here to see pictures of the dam.", "app or site promotion"),
        ("This story has been updated.", "editor's note"),
        ("This is a developing story. Check back for updates.", "editor's note"),
        ("Ann Lee contributed to this report.", "reporting credit"),
        ("Yonhap", "credit line"),
        ("AP Photo/Ann Lee", "credit line"),
        ("(Photo: Getty Images)", "credit line"),
        ("Photo by Ann Lee", "credit line"),
        ("Ann Lee/AFP/Getty Images", "credit line"),
        ("dam fails above norrow", "headline repeated"),
        ("Updated: Mar 4, 2021 - 6:52 PM", "time stamp"),
        ("Image 3 of 12", "picture gallery"),
        ("* * *", "separator"),
    ],
)
def test_furniture_is_removed_with_its_reason(line, reason):
    kept, removed = cleaned(BODY[0], line, BODY[1])
    assert kept == list(BODY)
    assert set(removed.values()) == {reason}
    assert "".join(removed) == line or line.startswith(next(iter(removed)))


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement spending fell by half, the ministry said.",
        "“Sign up for the newsletter,” the mayor told them.",
        "The mayor asked residents to sign up for alerts by Friday.",
        "Copyright law was changed in March, the court said.",
        "Reuters first reported the failure.",
        "The AP said two workers were hurt.",
        "Follow-up work will start on Monday.",
        "Photo of the dam went round the world.",
        "Share prices fell.",
        "Related costs rose to $4 million.",
        "More than 40 people died.",
        "Read has been mayor since 2011.",
        "Watch committees were formed.",
        "By Monday night the dam was empty.",
        "No.",
        "“Advertisement,” he said.",
        "This story has been updated to say that the mayor resigned.",
        "Letters were sent to 300 households.",
        "NORROW",
        "Video of the dam shows a crack.",
        "Click here, the page said, and the order was sent.",
    ],
)
def test_what_may_state_a_fact_stays(line):
    kept, removed = cleaned(BODY[0], line, BODY[1])
    assert kept == [BODY[0], line, BODY[1]]
    assert removed == {}


def test_furniture_sentences_inside_a_paragraph_go_and_the_rest_stays():
    line = "Two workers were hurt. Click here to see pictures. The dam is 80 years old."
    kept, removed = cleaned(line)
    assert kept == ["Two workers were hurt. The dam is 80 years old."]
    assert removed == {"Click here to see pictures.": "app or site promotion"}


def test_a_repeated_caption_is_kept_once_in_its_own_zone():
    caption = "Crews, left, inspect the dam in this photo taken by the city, May 4."
    article = make_article(TITLE, "\n\n".join([f"{caption} Yonhap", f"{caption} Yonhap", *BODY]))
    zones = [(article.sentence_text(one.index), one.zone) for one in article.sentences]
    assert zones == [
        (TITLE, "headline"),
        (caption, "caption"),
        (BODY[0], "lead"),
        (BODY[1], "body"),
    ]
    assert [one.reason for one in article.removed] == [
        "credit line",
        "credit line",
        "repeated caption",
    ]


def test_a_caption_that_repeats_the_article_leaves_the_article_whole():
    result = clean(TITLE, [f"{BODY[1]} (Photo: Norrow TV)", *BODY])
    assert [(one.text, one.zone) for one in result.paragraphs] == [(one, "body") for one in BODY]
    assert [one.reason for one in result.removed] == ["credit line", "repeated caption"]


def test_a_fact_told_twice_in_few_words_is_no_furniture():
    kept, removed = cleaned(
        BODY[0], "His name was not released.", BODY[1], "His name was not released."
    )
    assert kept.count("His name was not released.") == 2
    assert removed == {}


def test_a_paragraph_that_an_export_doubled_stays_body():
    kept, removed = cleaned(BODY[0], BODY[0], BODY[1])
    assert kept == list(BODY)
    assert removed == {BODY[0]: "repeated paragraph"}


def test_the_words_of_a_picture_gallery_go_and_its_captions_stay_once():
    caption = "The dam seen from Norrow on Monday."
    line = (
        f"Photo: Ann Lee, Norrow Post Image 1 of / 2 Caption Close Image 1 of 2 {caption} "
        f"Photo: Ann Lee, Norrow Post Image 2 of 2 {caption}"
    )
    result = clean(TITLE, [line, *BODY])
    zones = [(one.text, one.zone) for one in result.paragraphs]
    assert zones == [(caption, "caption"), (BODY[0], "body"), (BODY[1], "body")]


def test_a_related_story_list_goes_with_its_heading():
    kept, removed = cleaned(*BODY, "Related Stories", "Mill closes in Dale", "Mayor to step down")
    assert kept == list(BODY)
    assert set(removed.values()) == {"related-story list"}


def test_the_tail_of_an_embedded_tweet_goes_and_its_words_stay():
    kept, _ = cleaned(
        "Crews on scene at the dam. @norrow pic.twitter.com/abc — Ann (@ann) May 4, 2021"
    )
    assert kept == ["Crews on scene at the dam."]


def test_promotion_between_prompts_after_the_end_goes():
    kept, removed = cleaned(
        *BODY,
        "Sign up for email alerts today.",
        "All the news you need, wherever you are.",
        "Copyright 2021 Norrow TV - All rights reserved.",
    )
    assert kept == list(BODY)
    assert removed["All the news you need, wherever you are."] == "app or site promotion"


def test_the_agency_signature_at_the_end_becomes_the_credit():
    article = make_article(TITLE, f"{BODY[0]}\n\n{BODY[1]} (Yonhap)\n\nTop 10 Stories")
    assert article.credit == "Yonhap"
    assert article.outlet == "Yonhap"
    assert article.text.endswith(BODY[1])
    assert "(Yonhap)" in [one.text for one in article.removed]
    assert make_article(TITLE, f"{BODY[0]}\n\n— Reuters").credit == "Reuters"


def test_byline_and_date_line_become_metadata():
    article = make_article(TITLE, f"By Ann Lee and Bo Marsh, Norrow Post\nMay 4, 2021\n\n{BODY[0]}")
    assert article.byline == "Ann Lee and Bo Marsh, Norrow Post"
    assert article.published == "2021-05-04"
    assert article.text == f"{TITLE}\n\n{BODY[0]}"


@pytest.mark.parametrize(
    "dateline",
    [
        "NORROW, Dale (AP) —",
        "NORROW —",
        "NORROW, April 30 (Reuters) -",
        "Norrow (AFP) –",
        "(CNN) --",
        "UPPER DALE/NORROW (Reuters) -",
        "ST. ANNE, Fla. -",
    ],
)
def test_a_dateline_is_marked_and_stays(dateline):
    article = make_article(TITLE, f"{dateline} {BODY[0]}")
    assert article.dateline is not None
    assert article.dateline.of(article.text) == dateline
    assert f"{dateline} {BODY[0]}" in article.text


@pytest.mark.parametrize("start", ["U.S. - backed troops left", "BREAKING — The dam", "The dam —"])
def test_other_beginnings_are_no_datelines(start):
    assert make_article(TITLE, f"{start} {BODY[0]}").dateline is None


LINES = st.sampled_from(
    (
        *BODY,
        TITLE,
        f"{BODY[0]} (AP)",
        "Advertisement",
        "Yonhap",
        "(Yonhap)",
        "Top 10 Stories",
        "LETTER",
        "By Ann Lee",
        "Photo: Ann Lee Image 1 of 2 Here",
        "Click here now.",
        "Mill shut",
    )
)


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.lists(LINES, max_size=12), st.lists(st.text(max_size=60), max_size=6)))
def test_nothing_is_lost_without_a_word(lines):
    lines = [" ".join(normalise(line).split()) for line in lines]
    result = clean(TITLE, [line for line in lines if line])
    left = "".join(one.text for one in result.paragraphs) + "".join(
        one.text for one in result.removed
    )
    expected = Counter("".join(lines))
    found = Counter(left)
    del expected[" "], found[" "]
    assert found == expected
