import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.articles import make_article
from framing.articles.storage import (
    article_from_dict,
    article_to_dict,
    load_articles,
    store_articles,
)
from framing.errors import InputError
from framing.records import Article, Quotation, Removed, Sentence, Span

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
MAYBE = st.none() | WORDS


@st.composite
def articles(draw):
    text = draw(WORDS)
    offsets = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    zones = st.sampled_from(["headline", "lead", "body", "caption"])
    pairs = draw(st.lists(offsets, max_size=3))
    return Article(
        id=draw(WORDS),
        outlet=draw(WORDS),
        title=draw(WORDS),
        text=text,
        sentences=tuple(
            Sentence(index, start, end, draw(zones), draw(st.integers(0, 9)))
            for index, (start, end) in enumerate(pairs)
        ),
        quotations=tuple(
            Quotation(start, end, draw(st.booleans()), draw(st.booleans())) for start, end in pairs
        ),
        removed=tuple(Removed(draw(WORDS), draw(WORDS)) for _ in pairs),
        published=draw(MAYBE),
        url=draw(MAYBE),
        byline=draw(MAYBE),
        credit=draw(MAYBE),
        dateline=draw(st.none() | offsets.map(lambda pair: Span(*pair))),
        warnings=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(articles(), max_size=3), st.sampled_from(["a.jsonl", "a.parquet"]))
def test_what_is_stored_comes_back_exactly(tmp_path_factory, stored, name):
    path = tmp_path_factory.mktemp("stored") / name
    store_articles(stored, path)
    assert load_articles(path) == stored
    assert [one.name for one in path.parent.iterdir()] == [name]


def test_a_real_article_comes_back_exactly():
    article = make_article(
        "Dam fails", "By Ann Lee\n\nNORROW (AP) — “It fell,” Lee said.\n\nAdvertisement"
    )
    plain = json.loads(json.dumps(article_to_dict(article)))
    assert article_from_dict(plain) == article
    assert plain["schema"] == "framing.article/1"


def test_another_schema_or_a_broken_row_is_refused(tmp_path):
    plain = article_to_dict(make_article("Dam fails", "It failed."))
    with pytest.raises(InputError, match=r"schema is 'framing\.article/9'"):
        article_from_dict({**plain, "schema": "framing.article/9"})
    for broken in (
        {**plain, "text": None},
        {**plain, "sentences": [{"start": 0, "end": 999, "zone": "body", "paragraph": 0}]},
        {**plain, "sentences": [{"start": 0, "end": 1, "zone": "sidebar", "paragraph": 0}]},
        {name: value for name, value in plain.items() if name != "quotations"},
    ):
        with pytest.raises(InputError, match="not a stored article"):
            article_from_dict(broken)
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(plain) + "\n7\n")
    with pytest.raises(InputError, match=r"x\.jsonl, row 2"):
        load_articles(path)


def test_wrong_paths_are_refused(tmp_path):
    article = make_article("Dam fails", "It failed.")
    with pytest.raises(InputError, match="cannot store"):
        store_articles([article], tmp_path / "a.txt")
    with pytest.raises(InputError, match="cannot be written"):
        store_articles([article], tmp_path / "missing" / "a.jsonl")
    with pytest.raises(InputError, match="cannot be read"):
        load_articles(tmp_path / "missing.jsonl")
    (tmp_path / "a.parquet").write_bytes(b"x")
    with pytest.raises(InputError, match="not a file of stored articles"):
        load_articles(tmp_path / "a.parquet")
