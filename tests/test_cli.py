"""The command line as its users meet it: exits, error lines, whole files, equal bytes."""

from __future__ import annotations

import errno
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import framing
from framing.cli import main

VIEWS = (".html", ".md", ".json", ".csv")

ONE = """Outlet: Valley Post
Date: 2031-05-06

Dam at Orlen may be closed, ministry says

The Water Ministry may close the Orlen dam this month, its spokeswoman Ada Brink said on Tuesday.
Up to 1,200 people were told to leave their homes in the valley below the dam.
"We are not taking any chances," Brink said.
"""

TWO = """Outlet: The Lantern
Date: 2031-05-06

Ministry to close Orlen dam

The Orlen dam will be closed this month, the Water Ministry confirmed on Tuesday.
About 900 people had to leave their homes in the valley, the mayor said.
The regime's engineers blasted the decision.
"""

HOSTILE = (
    "Outlet: <b>Evil</b> {{7*7}}\n\n"
    "Dam <script>document.title='owned'</script> at Orlen {{7*7}} ](javascript:alert(1))\n\n"
    "The Water Ministry may close the Orlen dam <img src=x onerror=alert(1)> this month.\n"
    'Up to 1,200 people [click](javascript:alert(2)) were told to "leave" =HYPERLINK("http://x")\n'
    "their \x1b[31mhomes\x07 in [bold]the valley[/bold] {% raw %} ${jndi:ldap://x} `rm`.\n"
)


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as done:
        main([str(each) for each in arguments])
    assert isinstance(done.value.code, int)
    return done.value.code


@pytest.fixture
def pair(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path, text in zip(paths, (ONE, TWO), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_compare_writes_every_view(pair: list[Path], tmp_path: Path) -> None:
    outputs = [tmp_path / f"report{suffix}" for suffix in VIEWS]
    assert run("compare", *pair, *(part for path in outputs for part in ("-o", path))) == 0
    for path in outputs:
        text = path.read_text(encoding="utf-8")
        assert "Valley Post" in text
        assert "The Lantern" in text


def test_compare_prints_a_summary(pair: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", *pair) == 0
    printed = capsys.readouterr()
    assert "Valley Post" in printed.out
    assert "1,200" in printed.out
    assert printed.err == ""


def test_two_runs_give_equal_bytes(pair: list[Path], tmp_path: Path) -> None:
    for suffix in VIEWS:
        first, second = tmp_path / f"first{suffix}", tmp_path / f"second{suffix}"
        assert run("compare", *pair, "-o", first) == 0
        assert run("compare", *pair, "-o", second) == 0
        assert first.read_bytes() == second.read_bytes()


def test_outlets_can_be_named(pair: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    named = ("--outlet", "First Paper", "--outlet", "Second Paper")
    assert run("compare", *pair, *named, "-o", path) == 0
    outlets = [each["outlet"] for each in json.loads(path.read_text())["articles"]]
    assert outlets == ["First Paper", "Second Paper"]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".html"])
def test_annotate_writes_its_views(pair: list[Path], tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"found{suffix}"
    assert run("annotate", pair[0], "-o", path) == 0
    assert "may" in path.read_text(encoding="utf-8")


def test_annotate_prints(pair: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("annotate", pair[0]) == 0
    assert "may" in capsys.readouterr().out


def test_models_names_the_encoder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models") == 0
    assert "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" in (
        capsys.readouterr().out
    )


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"framing {framing.__version__}\n"


def missing(folder: Path) -> list[object]:
    return [folder / "absent.txt", folder / "one.txt"]


def empty(folder: Path) -> list[object]:
    (folder / "empty.txt").write_text("")
    return [folder / "empty.txt", folder / "one.txt"]


def binary(folder: Path) -> list[object]:
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    return [folder / "binary.txt", folder / "one.txt"]


def broken_json(folder: Path) -> list[object]:
    (folder / "broken.json").write_text('{"title": "Dam", "text": ')
    return [folder / "broken.json", folder / "one.txt"]


def one_word(folder: Path) -> list[object]:
    (folder / "word.txt").write_text("Dam")
    return [folder / "word.txt", folder / "one.txt"]


def no_text_column(folder: Path) -> list[object]:
    (folder / "table.csv").write_text("outlet,title\nThe Lantern,Dam\n")
    return [folder / "table.csv", folder / "one.txt"]


def same_content(folder: Path) -> list[object]:
    (folder / "twin.txt").write_text(ONE)
    return [folder / "twin.txt", folder / "one.txt"]


def only_one(folder: Path) -> list[object]:
    return [folder / "one.txt"]


def unknown_suffix(folder: Path) -> list[object]:
    (folder / "letter.docx").write_text("Dam\n\nThe dam may close.")
    return [folder / "letter.docx", folder / "one.txt"]


def empty_folder(folder: Path) -> list[object]:
    (folder / "nothing").mkdir()
    return [folder / "nothing"]


def too_many_outlets(folder: Path) -> list[object]:
    return [folder / "one.txt", folder / "two.txt", *("--outlet", "A") * 3]


def two_articles(folder: Path) -> list[object]:
    return [folder / "one.txt", folder / "two.txt"]


@pytest.mark.parametrize(
    ("call", "output", "named"),
    [
        (missing, "out.html", "absent.txt"),
        (empty, "out.html", "empty.txt"),
        (binary, "out.html", "binary.txt"),
        (broken_json, "out.html", "broken.json"),
        (one_word, "out.html", "word.txt"),
        (no_text_column, "out.html", "table.csv"),
        (same_content, "out.html", "twin.txt"),
        (only_one, "out.html", "at least 2"),
        (unknown_suffix, "out.html", "letter.docx"),
        (empty_folder, "out.html", "nothing"),
        (too_many_outlets, "out.html", "outlet"),
        (two_articles, "absent/out.html", "absent"),
        (two_articles, "out.pdf", "out.pdf"),
        (two_articles, "one.txt/out.html", "one.txt"),
    ],
)
@pytest.mark.usefixtures("pair")
def test_bad_input_gets_one_clear_line(
    call: Callable[[Path], list[object]],
    output: str,
    named: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = call(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert run("compare", *arguments, "-o", tmp_path / output) == 2
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("framing: ")
    assert named in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["compare", "annotate"])
def test_an_output_never_replaces_or_joins_the_articles(
    command: str, pair: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><article><p>{ONE}</p></article></body></html>")
    before = page.read_bytes()
    (tmp_path / "link.html").symlink_to(page)
    assert run(command, page, *pair, "-o", tmp_path / "link.html") == 2
    assert page.read_bytes() == before
    assert "is read as well" in capsys.readouterr().err
    assert run(command, tmp_path, "-o", tmp_path / "report.html") == 2
    assert "choose another folder" in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()


def test_a_closed_standard_input_is_empty(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert run("compare", "-") == 2
    assert "standard input: is empty" in capsys.readouterr().err
    assert run("compare", "-", "-") == 2
    assert "given twice" in capsys.readouterr().err


def test_a_reader_that_closes_our_output_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("sys.stdout", Closed())
    assert run("models") == 0


def test_one_bad_output_stops_all(pair: list[Path], tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "absent" / "bad.html"
    assert run("compare", *pair, "-o", good, "-o", bad) == 2
    assert not good.exists()


@pytest.mark.parametrize(
    "arguments", [["compare"], ["compar"], ["compare", "--nope"], ["evaluate", "hedging"]]
)
def test_a_wrong_call_gets_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_debug_shows_the_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", tmp_path / "absent.txt", "--debug") == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_fault_of_ours_exits_with_1(
    pair: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("framing.pipeline.compare", fail)
    assert run("compare", *pair) == 1
    error = capsys.readouterr().err
    assert "boom" in error
    assert "Traceback" not in error


def test_hostile_text_stays_text(pair: list[Path], tmp_path: Path) -> None:
    evil = tmp_path / "evil.txt"
    evil.write_text(HOSTILE, encoding="utf-8")
    outputs = {suffix: tmp_path / f"report{suffix}" for suffix in VIEWS}
    written = (part for path in outputs.values() for part in ("-o", path))
    assert run("compare", evil, *pair, *written) == 0
    html = outputs[".html"].read_text(encoding="utf-8")
    assert "<script>document.title" not in html
    assert "&lt;script&gt;document.title" in html
    assert "<img src=x" not in html
    assert "{{7*7}}" in html
    assert 'href="javascript' not in html.lower()
    markdown = outputs[".md"].read_text(encoding="utf-8")
    assert "](javascript:" not in markdown
    assert "<script>" not in markdown
    for path in outputs.values():
        text = path.read_text(encoding="utf-8")
        assert "\x1b" not in text
        assert "\x07" not in text
    assert "<script>" in json.loads(outputs[".json"].read_text())["articles"][0]["text"]


def test_hostile_text_does_not_drive_the_terminal(
    pair: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = tmp_path / "evil.txt"
    evil.write_text(HOSTILE, encoding="utf-8")
    assert run("compare", evil, *pair) == 0
    assert run("annotate", evil) == 0
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\x07" not in printed


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda pair: framing.compare([pair[0], pair[0]]), "the same id"),
        (lambda pair: framing.compare(pair[0]), "not one article"),
        (lambda pair: framing.compare(None), "not NoneType"),  # type: ignore[arg-type]
        (lambda pair: framing.compare(pair, classifiers=["x"]), "no classifier"),  # type: ignore[list-item]
        (lambda pair: framing.align(pair[:1]), "1 article given"),
        (lambda pair: framing.annotate(["text"]), "no article"),  # type: ignore[list-item]
        (lambda pair: framing.read_articles(None), "cannot read articles from NoneType"),  # type: ignore[arg-type]
    ],
)
def test_wrong_calls_from_python_say_what_is_wrong(
    call: Callable[[list[framing.Article]], object], says: str, pair: list[Path]
) -> None:
    with pytest.raises(framing.InputError, match=says):
        call(framing.read_articles(pair))


@pytest.mark.parametrize(
    "body",
    [
        "The dam at Orlen may close, the Water Ministry said. " * 4_000,
        "the water ministry said it may close the dam " * 1_100 + ".",
    ],
    ids=["200,000 characters", "one 50,000-character sentence"],
)
def test_long_articles_finish(body: str, pair: list[Path], tmp_path: Path) -> None:
    long, path = tmp_path / "long.txt", tmp_path / "out.json"
    long.write_text(f"Outlet: Long Read\n\nDam may close\n\n{body}\n", encoding="utf-8")
    assert run("compare", long, pair[0], "-o", path) == 0
    article = json.loads(path.read_text())["articles"][0]
    kept = sum(each["end"] - each["start"] for each in article["sentences"])
    assert kept + sum(len(each["text"]) for each in article["removed"]) > 0.95 * len(body)


def test_every_command_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    readme = (Path(framing.__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for command in ("compare", "annotate", "evaluate", "train", "demo", "models"):
        assert f"  {command} " in shown
        assert f"framing {command}" in readme
        assert run(command, "--help") == 0
