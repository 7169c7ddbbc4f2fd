import io
import json
import sys

import pandas
import pytest

from framing.articles import read_articles
from framing.errors import InputError

TITLE = "Dam fails above Norrow"
BODY = "The dam above Norrow failed on Monday. Two workers were hurt."
OTHER = "A mill in Dale closed on Tuesday. Forty people lost their jobs."

PAGE = f"""<!doctype html><html><head><title>{TITLE} | Norrow Post</title>
<meta charset="utf-8"><meta property="og:site_name" content="Norrow Post">
<meta property="article:published_time" content="2021-05-04T10:00:00Z">
<meta name="author" content="Ann Lee"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{TITLE}</h1>
<figure><img src="d.jpg"><figcaption>The dam on Monday. (Photo: Bo Marsh)</figcaption></figure>
<p>The dam above Norrow failed on Monday, &ldquo;with a roar,&rdquo; officials said.</p>
<p>Two workers were hurt, the mayor said, &amp; nobody died.</p>
<p>The water reached the school in the lower town, and the road to Dale is closed.</p>
</article><footer>All rights reserved</footer></body></html>"""


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_text_file_with_header_lines(tmp_path):
    path = write(
        tmp_path / "a.txt",
        "Outlet: Norrow Post\nDate: May 4, 2021\nurl: https://norrow.example/a\nByline: Ann Lee\n"
        f"\n{TITLE}\n\n{BODY}\n",
    )
    (article,) = read_articles([path])
    assert article.outlet == "Norrow Post"
    assert article.published == "2021-05-04"
    assert article.url == "https://norrow.example/a"
    assert article.byline == "Ann Lee"
    assert article.text == f"{TITLE}\n\n{BODY}"
    assert article.warnings == ()


def test_one_path_may_stand_alone(tmp_path):
    path = write(tmp_path / "a.txt", f"{TITLE}\n{BODY}")
    assert read_articles(path) == read_articles([str(path)])


def test_outlet_comes_from_the_credit_then_from_the_files_name(tmp_path):
    named = write(tmp_path / "echo.txt", f"{TITLE}\n\n{OTHER}")
    credited = write(tmp_path / "b.txt", f"{TITLE}\n\n{BODY} (Yonhap)")
    wired = write(
        tmp_path / "c.txt", f"{TITLE}\n\nNORROW (Reuters) - It rained in the hills all day."
    )
    found = read_articles([named, credited, wired])
    assert [one.outlet for one in found] == ["echo", "Yonhap", "Reuters"]


def test_outlets_given_once_per_article(tmp_path):
    paths = [
        write(tmp_path / "a.txt", f"{TITLE}\n{BODY}"),
        write(tmp_path / "b.txt", f"X\n{OTHER}"),
    ]
    assert [one.outlet for one in read_articles(paths, outlets=["P", "Q"])] == ["P", "Q"]
    with pytest.raises(InputError, match=r"1 outlet\(s\) for 2 article\(s\)"):
        read_articles(paths, outlets=["P"])


def test_a_gap_parts_the_headline_from_a_summary(tmp_path):
    path = write(tmp_path / "a.txt", f"{TITLE}  The mayor spoke on Monday.\n{BODY}")
    (article,) = read_articles([path])
    assert article.title == TITLE
    assert article.sentence_text(1) == "The mayor spoke on Monday."


def test_two_blanks_in_a_headline_are_no_gap(tmp_path):
    (article,) = read_articles([write(tmp_path / "a.txt", f"Dam is closed  on Monday\n{BODY}")])
    assert article.title == "Dam is closed on Monday"


def test_a_label_above_the_headline_joins_it(tmp_path):
    (article,) = read_articles([write(tmp_path / "a.txt", f"EXCLUSIVE:\n{TITLE}\n{BODY}")])
    assert article.title == f"EXCLUSIVE: {TITLE}"


def test_a_text_without_headline_is_read_as_body(tmp_path):
    (article,) = read_articles([write(tmp_path / "a.txt", "word " * 10_000)])
    assert article.title == ""
    assert article.sentences[0].zone == "lead"
    assert any("no headline" in one for one in article.warnings)


def test_html_page(tmp_path):
    (article,) = read_articles([write(tmp_path / "page.html", PAGE)])
    assert article.title == TITLE
    assert article.outlet == "Norrow Post"
    assert article.published == "2021-05-04"
    assert article.byline == "Ann Lee"
    zones = [(article.sentence_text(one.index), one.zone) for one in article.sentences]
    assert zones == [
        (TITLE, "headline"),
        ("The dam on Monday.", "caption"),
        ("The dam above Norrow failed on Monday, “with a roar,” officials said.", "lead"),
        ("Two workers were hurt, the mayor said, & nobody died.", "body"),
        ("The water reached the school in the lower town, and the road to Dale is closed.", "body"),
    ]


def test_json_and_json_lines(tmp_path):
    one = {"id": 7, "outlet": "Post", "title": TITLE, "text": BODY, "published": "2021-05-04"}
    two = {"title": "Mill shut", "text": OTHER, "outlet": None}
    (article,) = read_articles([write(tmp_path / "a.json", json.dumps(one))])
    assert (article.id, article.outlet, article.published) == ("7", "Post", "2021-05-04")
    lines = "\n".join(map(json.dumps, [one, two])) + "\n\n"
    found = read_articles([write(tmp_path / "many.jsonl", lines)])
    assert [one.outlet for one in found] == ["Post", "many"]


def test_tables_and_data_frames(tmp_path):
    frame = pandas.DataFrame(
        {
            "Outlet": ["Post", "Echo"],
            "title": [TITLE, None],
            "text": [BODY, OTHER],
            "published": pandas.to_datetime(["2021-05-04", None]),
        }
    )
    frame.to_csv(tmp_path / "t.csv", index=False)
    frame.to_parquet(tmp_path / "t.parquet")
    from_csv = read_articles([tmp_path / "t.csv"])
    assert [one.outlet for one in from_csv] == ["Post", "Echo"]
    assert [one.published for one in from_csv] == ["2021-05-04", None]
    assert [one.title for one in from_csv] == [TITLE, ""]
    assert read_articles([tmp_path / "t.parquet"]) == from_csv
    assert read_articles(frame) == from_csv


def test_a_folder_is_read_in_order_and_tells_what_it_left(tmp_path):
    write(tmp_path / "b.txt", f"X\n{OTHER}")
    write(tmp_path / "a.txt", f"{TITLE}\n{BODY}")
    write(tmp_path / "notes.docx", "x")
    (tmp_path / "below").mkdir()
    found = read_articles([tmp_path])
    assert [one.outlet for one in found] == ["a", "b"]
    assert any("below, notes.docx" in one for one in found[0].warnings)


@pytest.mark.parametrize("text", [f"{TITLE}\n\n{BODY}", PAGE, json.dumps({"text": BODY})])
def test_standard_input_is_read_as_it_looks(monkeypatch, text):
    stream = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    (article,) = read_articles("-")
    assert "Norrow" in article.text
    assert "<p>" not in article.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_or_without_a_mark(tmp_path, encoding):
    path = write(tmp_path / "a.txt", f"{TITLE}\n\n“Café,” {BODY}", encoding)
    (article,) = read_articles([path])
    assert article.text == f"{TITLE}\n\n“Café,” {BODY}"
    assert article.warnings == ()


def test_windows_encoding_is_read_with_a_warning(tmp_path):
    (article,) = read_articles([write(tmp_path / "a.txt", f"{TITLE}\n\n“Café,” {BODY}", "cp1252")])
    assert "“Café,”" in article.text
    assert any("Windows-1252" in one for one in article.warnings)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "is empty"),
        ("a.txt", b"\xff\xfe \x00", "is empty"),
        ("a.txt", bytes(range(256)) * 4, "is a binary file"),
        ("a.txt", b"%PDF-1.4 text", "is a binary file"),
        ("a.txt", b"Hello", "only 'Hello'"),
        ("a.txt", b"Outlet: Norrow Post\n\n", "only header lines"),
        ("a.txt", b"Dam fails\n\nAdvertisement\n\nClick here to see more.", "page furniture"),
        ("a.json", b'{"title": "x",\n "text": }', "not valid JSON: Expecting value at line 2, col"),
        ("a.json", b"[]", "empty list"),
        ("a.json", b"7", "holds int, not an object"),
        ("a.json", b"[" * 100_000, "nested too deep"),
        ("a.json", b'{"title": "x", "body": "y"}', "'text' is missing; there are: body, title"),
        ("c.json", b'{"schema": "framing.corrections/1", "articles": []}', "framing.corrections/1"),
        ("a.json", b'{"title": "x", "text": " "}', "'text' is empty"),
        ("a.json", b'{"title": "x", "text": "one"}', "holds no article text"),
        ("a.json", b'{"text": ["It failed.", "So."]}', "'text' holds a list, not a text"),
        ("a.json", b'{"text": ' + b"1" * 5000 + b"}", "not readable JSON"),
        ("a.csv", b"title,text\nx,The dam, it is said, failed.\n", "quotation marks around each"),
        ("a.csv", b"text,text\nIt failed.,It did.\n", "more than one column 'text'"),
        ("a.jsonl", b'{"text": "It failed here."}\n{bad', "line 2: is not valid JSON"),
        ("a.csv", b"title,body\nx,y\n", "no column 'text'; its columns are: title, body"),
        ("a.csv", b"title,text\n", "has no rows"),
        ("a.csv", b'title,text\n"x,y\n', "is not a readable CSV"),
        ("a.parquet", b"x", "is not a readable Parquet file"),
        ("a.parquet", b"", "is empty"),
        ("a.html", b"<html><body></body></html>", "no article text was found"),
        ("a.docx", b"x", "unknown suffix '.docx'"),
        ("a", b"x", "has no suffix"),
    ],
)
def test_wrong_files_are_refused_in_one_line_that_names_them(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_articles([path])
    message = str(caught.value)
    assert message.startswith(str(path))
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("sources", "says"),
    [
        ([], "no article is given"),
        (["missing.txt"], "missing.txt: there is no such file"),
        ([""], "is not the name of a file"),
        (["a\0b.txt"], "is not the name of a file"),
        ([7], "cannot read articles from int"),
        (["http://127.0.0.1:9/x"], "could not be fetched"),
        (["http://[::1"], "could not be fetched"),
        (["ftp://norrow.example/x.txt"], "give an address with http"),
    ],
)
def test_wrong_sources_are_refused(sources, says):
    with pytest.raises(InputError, match="(?s).*" + says.replace(".", r"\.")):
        read_articles(sources)


def test_a_folder_without_articles_is_refused(tmp_path):
    (tmp_path / "event-1").mkdir()
    with pytest.raises(InputError, match=r"holds no articles.*event-1: name one of them"):
        read_articles([tmp_path])


def test_two_files_with_the_same_content_are_refused(tmp_path):
    one = write(tmp_path / "one.txt", f"{TITLE}\n\n{BODY}")
    two = write(tmp_path / "two.txt", f"{TITLE}\n\n{BODY}\n")
    with pytest.raises(InputError) as caught:
        read_articles([one, two])
    assert "one.txt" in str(caught.value)
    assert "two.txt" in str(caught.value)
    with pytest.raises(InputError, match="is given twice"):
        read_articles([one, one])


def test_an_agency_text_printed_by_two_outlets_in_a_table_is_told(tmp_path):
    rows = [{"outlet": name, "title": TITLE, "text": BODY} for name in ("Post", "Echo")]
    path = write(tmp_path / "t.jsonl", "\n".join(map(json.dumps, rows)))
    found = read_articles([path])
    assert found[0].id != found[1].id
    assert any("same as that of" in one for one in found[1].warnings)


def test_the_same_id_twice_is_refused(tmp_path):
    rows = [{"id": "x", "text": BODY}, {"id": "x", "text": OTHER}]
    path = write(tmp_path / "t.jsonl", "\n".join(map(json.dumps, rows)))
    with pytest.raises(InputError, match=r"line 2: has the same id 'x' as .*line 1"):
        read_articles([path])


def test_a_page_is_read_the_same_on_any_day(tmp_path):
    later = PAGE.replace("2021-05-04T10", "2187-05-04T10")
    (article,) = read_articles([write(tmp_path / "page.html", later)])
    assert article.published == "2187-05-04"


@pytest.mark.parametrize(
    "before", ["<!-- saved page --> ", '<?xml version="1.0"?>\n', "<!-- a --><!-- b -->\n"]
)
def test_a_page_on_standard_input_may_begin_with_a_comment(monkeypatch, before):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((before + PAGE).encode())))
    (article,) = read_articles("-")
    assert article.title == TITLE


def test_a_text_that_begins_with_a_bracket_is_no_json(monkeypatch):
    text = f"[Update] {TITLE}\n\n{BODY}"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    (article,) = read_articles("-")
    assert article.title == f"[Update] {TITLE}"


def test_a_paragraph_in_a_script_without_spaces_is_text(tmp_path):
    path = write(tmp_path / "a.txt", "大坝关闭\n\n水利部周二表示本月可能关闭大坝。")
    (article,) = read_articles([path])
    assert article.text.endswith("水利部周二表示本月可能关闭大坝。")


def test_field_names_may_be_in_any_case(tmp_path):
    record = {"Title": TITLE, "TEXT": BODY, "Outlet": "Post"}
    (article,) = read_articles([write(tmp_path / "a.json", json.dumps(record))])
    assert (article.title, article.outlet) == (TITLE, "Post")


def test_hostile_fields_become_plain_text(tmp_path):
    record = {
        "text": BODY,
        "id": "../a\ud800\n\x1b[31m'b",
        "url": "javascript:alert(1)\ud800",
        "outlet": "P\udc00",
    }
    (article,) = read_articles([write(tmp_path / "a.json", json.dumps(record))])
    for field in (article.id, article.url, article.outlet):
        assert field.encode("utf-8").decode("utf-8").isprintable()
    assert article.id == "../a\ufffd ␛[31m'b"


def test_a_byline_is_kept_without_by(tmp_path):
    path = write(tmp_path / "a.txt", f"Byline: By Byron Lee\n\n{TITLE}\n\n{BODY}")
    assert read_articles([path])[0].byline == "Byron Lee"


def test_an_encoding_that_cannot_be_used_is_passed_over(tmp_path):
    page = PAGE.replace("utf-8", "undefined").replace("Ann Lee", "Ann Lée")
    (article,) = read_articles([write(tmp_path / "page.html", page, "cp1252")])
    assert article.byline == "Ann Lée"


def test_a_column_given_twice_is_refused():
    frame = pandas.DataFrame([[BODY, OTHER]], columns=["text", "Text"])
    with pytest.raises(InputError, match="more than one column 'text'"):
        read_articles(frame)


def test_reading_imports_no_heavy_library():
    import subprocess

    code = (
        "import sys, framing.articles; "
        "print([m for m in ('pandas','numpy','trafilatura','torch','nltk') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
