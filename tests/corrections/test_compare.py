"""A comparison with corrections, from the command line and from Python."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import framing
from framing.cli import main
from framing.corrections import Corrections, render_corrections
from framing.records import Comparison, Correction, Passage
from framing.report import parse_json, render_json
from framing.report.data import schema
from tests.corrections.articles import LANTERN, POST


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles")
    (path / "post.txt").write_text(POST, encoding="utf-8")
    (path / "lantern.txt").write_text(LANTERN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plain(folder: Path) -> Comparison:
    return framing.compare(framing.read_articles([folder / "post.txt", folder / "lantern.txt"]))


def sentence(article: framing.Article, number: int) -> Passage:
    return Passage(article.id, article.sentences[number].start, article.sentences[number].end)


@pytest.fixture(scope="module")
def corrections(plain: Comparison) -> Corrections:
    """The best link is wrong, the quotation and the mob are linked, and one name is none."""
    best = plain.links[0]
    ends = [sentence(plain.article(at.article), at.sentence) for at in (best.left, best.right)]
    one, other = plain.articles
    name = next(each for each in plain.annotations if each.task == "entity")
    return Corrections(
        plain.articles,
        (
            Correction("link_wrong", tuple(sorted(ends))),
            Correction(
                "link_missing", tuple(sorted([sentence(one, 3), sentence(other, 3)])), "partial"
            ),
            Correction(
                "annotation_wrong",
                (Passage(name.article, name.start, name.end),),
                task="entity",
                label=name.label,
            ),
        ),
    )


def test_facts_and_omissions_follow_from_the_corrected_links(
    plain: Comparison, corrections: Corrections
) -> None:
    made = framing.compare(plain.articles, corrections=corrections)
    pairs = {(link.left, link.right): link for link in made.links}
    best = plain.links[0]
    assert (best.left, best.right) not in pairs
    (added,) = (link for link in made.links if link.corrected)
    assert (added.probability, added.relation, dict(added.evidence)) == (1.0, "partial", {})
    for fact in made.facts:
        assert not {best.left, best.right} <= set(fact.members)
    assert any({added.left, added.right} <= set(fact.members) for fact in made.facts)
    told_by_one = {f.members[0] for f in made.facts if len(f.reported_by) == 1}
    assert not told_by_one & {added.left, added.right}
    name = corrections.corrections[2]
    assert len(plain.annotations) > len(made.annotations)
    assert not any(
        (each.task, each.start, each.end) == ("entity", name.places[0].start, name.places[0].end)
        and each.article == name.places[0].article
        for each in made.annotations
    )
    parameters = made.provenance.parameters
    assert (parameters["corrections"], parameters["corrections applied"]) == (3, 3)
    assert len(str(parameters["corrections digest"])) == 64
    assert "corrections" not in plain.provenance.parameters
    content = json.loads(render_json(made))
    jsonschema.validate(content, schema())
    assert parse_json(render_json(made)).corrections == made.corrections
    again = framing.compare(plain.articles, corrections=[corrections, corrections])
    assert render_json(again) == render_json(made)


def test_the_command_line_tells_what_does_not_fit(
    folder: Path, corrections: Corrections, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "corrections.json"
    path.write_text(render_corrections(corrections), encoding="utf-8")
    changed = tmp_path / "lantern.txt"
    changed.write_text(LANTERN.replace("blasted", "praised"), encoding="utf-8")
    out = tmp_path / "out.json"
    call = ["compare", str(folder / "post.txt"), str(changed), "--corrections", str(path)]
    with pytest.raises(SystemExit) as done:
        main([*call, "-o", str(out), "-q"])
    assert done.value.code == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "framing: correction does not fit: The text of The Lantern has changed: the sentence with "
        "“The regime's engineers blasted the decision.” is not there any more, or twice.",
        "framing: correction applied: The text of The Lantern has changed; the sentence was found "
        "again.",
    ]
    told = [each["status"] for each in json.loads(out.read_text("utf-8"))["corrections"]]
    assert sorted(told) == ["applied", "applied", "does not fit"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("{}", "is no file of corrections"), ("no", "is not JSON"), (None, "cannot be read")],
)
def test_a_wrong_file_exits_with_2_and_one_line(
    text: str | None, says: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "corrections.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        main(["compare", str(folder), "--corrections", str(path)])
    assert done.value.code == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert says in error
    assert str(path) in error


def test_an_output_does_not_replace_the_corrections(
    folder: Path, corrections: Corrections, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "corrections.json"
    path.write_text(render_corrections(corrections), encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        main(["compare", str(folder), "--corrections", str(path), "-o", str(path)])
    assert done.value.code == 2
    assert "is read as well" in capsys.readouterr().err
