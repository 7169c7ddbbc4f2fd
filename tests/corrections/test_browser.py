"""A reader corrects the report in a real browser; what is saved holds in the next run."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import framing
from framing.cli import main
from framing.records import Comparison
from framing.report import parse_json
from tests.browsers import headless_browser
from tests.corrections.articles import HARBOUR, LANTERN, POST


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with headless_browser(tmp_path_factory.mktemp("profile")) as session:
        yield session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("post", POST), ("lantern", LANTERN), ("harbour", HARBOUR)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def compare(folder: Path, *more: object) -> Comparison:
    articles = [folder / f"{name}.txt" for name in ("post", "lantern", "harbour")]
    outputs = [part for suffix in ("html", "json") for part in ("-o", folder / f"report.{suffix}")]
    with pytest.raises(SystemExit) as done:
        main(["compare", *map(str, [*articles, *outputs, *more])])
    assert done.value.code == 0
    return parse_json((folder / "report.json").read_text(encoding="utf-8"))


def linked(comparison: Comparison) -> dict[frozenset[str], bool]:
    """The sentences of each link, with whether a reader added it."""
    texts = {each.id: each for each in comparison.articles}
    return {
        frozenset(texts[at.article].sentence_text(at.sentence) for at in (link.left, link.right)): (
            link.corrected
        )
        for link in comparison.links
    }


class Reader:
    """What a reader does, by keyboard."""

    def __init__(self, browser: Any, report: Path) -> None:
        self.page = browser
        self.folder = report.parent
        browser.execute_cdp_cmd(
            "Browser.setDownloadBehavior",
            {"behavior": "allow", "downloadPath": str(self.folder)},
        )
        browser.get_log("browser")
        browser.get(report.as_uri())
        self.press(self.one("#correcting"))

    def one(self, selector: str) -> Any:
        return self.page.find_element("css selector", selector)

    def named(self, name: str, within: str = "body") -> Any:
        """The button with this accessible name."""
        buttons = self.page.find_elements("css selector", f"{within} button")
        return next(each for each in buttons if each.accessible_name == name)

    def press(self, button: Any) -> None:
        button.send_keys("\n")

    def save(self) -> Path:
        path = self.folder / "corrections.json"
        path.unlink(missing_ok=True)
        self.press(self.one("#save-corrections"))
        for _ in range(100):
            if path.exists():
                return path
            time.sleep(0.1)
        raise AssertionError("nothing was saved")


@pytest.fixture
def first(folder: Path) -> Comparison:
    return compare(folder)


def choose(reader: Reader, start: str) -> None:
    """Chooses the sentence that begins so as what another article tells too."""
    options = reader.page.find_elements("css selector", "#correction-other option")
    next(each for each in options if start in each.text).click()


def test_what_a_reader_corrects_holds_in_the_next_run(
    browser: Any, folder: Path, first: Comparison, capsys: pytest.CaptureFixture[str]
) -> None:
    dam = frozenset(
        (
            "The Water Ministry may close the Orlen dam this month, its spokeswoman Ada Brink said "
            "on Tuesday.",
            "The Orlen dam will be closed this month, the Water Ministry confirmed on Tuesday.",
        )
    )
    quay = frozenset(
        (
            '"We are not taking any chances," Brink said.',
            "A quay wall in Sundholm sank by a hand's breadth 😀 on Sunday.",
        )
    )
    assert linked(first)[dam] is False
    assert quay not in linked(first)
    hedges = {each.start for each in first.annotations if each.task == "hedging"}
    assert first.articles[0].text.index("may be closed") in hedges

    reader = Reader(browser, folder / "report.html")
    reader.press(reader.named("Correct: Valley Post, sentence 1", "#texts"))
    assert browser.switch_to.active_element.text == "Valley Post, sentence 1"
    reader.press(reader.named("Wrong link: The Lantern, sentence 1", "dialog"))
    assert browser.switch_to.active_element.accessible_name == (
        "Take back: The Lantern, sentence 1"
    )
    reader.one("#correction").send_keys("\ue00c")
    assert not reader.one("#correction").is_displayed()
    reader.press(reader.named("Correct: Valley Post, headline", "#texts"))
    reader.press(reader.named("Wrong mark: hedge (epistemic): “may”", "dialog"))
    reader.press(reader.one("#correction-close"))
    reader.press(reader.named("Correct: Valley Post, sentence 3", "#texts"))
    choose(reader, "A quay wall")
    reader.press(reader.one("#correction-add"))
    reader.press(reader.one("#correction-close"))
    assert reader.one("#correcting-status").text == "3 corrections, not saved"
    saved = reader.save()
    assert reader.one("#correcting-status").text == "3 corrections"
    assert browser.get_log("browser") == []
    capsys.readouterr()

    second = compare(folder, "--corrections", saved)
    assert capsys.readouterr().err == ""
    assert dam not in linked(second)
    assert linked(second)[quay] is True
    hedges = {each.start for each in second.annotations if each.task == "hedging"}
    assert second.articles[0].text.index("may be closed") not in hedges
    assert [each.status for each in second.corrections] == ["applied"] * 3
    ends = [{(at.article, at.sentence) for at in fact.members} for fact in second.facts]
    post, lantern, harbour = (each.id for each in second.articles)
    assert not any({(post, 1), (lantern, 1)} <= each for each in ends)
    assert any({(post, 3), (harbour, 1)} <= each for each in ends)
    assert second.provenance.parameters["corrections"] == 3

    assert "added by a reader" in (folder / "report.html").read_text(encoding="utf-8")

    # The next report begins with them, and what is taken back is gone from its file.
    reader = Reader(browser, folder / "report.html")
    assert reader.one("#correcting-status").text == "3 corrections"
    reader.press(reader.named("Corrected: Valley Post, sentence 3", "#texts"))
    reader.press(reader.named("Take back: Harbour Sheet, sentence 1", "dialog"))
    reader.press(reader.one("#correction-close"))
    kinds = [each["kind"] for each in json.loads(reader.save().read_text("utf-8"))["corrections"]]
    assert sorted(kinds) == ["annotation_wrong", "link_wrong"]

    # A text that has changed is told of; what fits it still holds.
    changed = POST.replace("may be closed, ministry", "may be shut, the ministry")
    (folder / "post.txt").write_text(changed, encoding="utf-8")
    capsys.readouterr()
    third = compare(folder, "--corrections", saved)
    told = capsys.readouterr().err.splitlines()
    assert dam not in linked(third)
    assert [each.status for each in third.corrections] == ["does not fit", "applied"]
    assert len(told) == 2
    assert all("The text of Valley Post has changed" in line for line in told)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "The text of Valley Post has changed" in page


def test_correcting_leaves_no_trace_when_it_is_switched_off(
    browser: Any, folder: Path, first: Comparison
) -> None:
    reader = Reader(browser, folder / "report.html")
    for each in browser.find_elements("css selector", "details"):
        browser.execute_script("arguments[0].open = true", each)
    nameless = [
        each.get_attribute("outerHTML")
        for each in browser.find_elements("css selector", "button, select, input")
        if each.is_displayed() and not each.accessible_name
    ]
    assert nameless == []
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.execute_script(wide) == 0
    reader.press(reader.one("#correcting"))
    texts = browser.execute_script(
        "return [...document.querySelectorAll('.article-text')].map(each => each.textContent)"
    )
    assert texts == [article.text for article in first.articles]
    assert browser.find_elements("css selector", ".correct, .wrong-link") == []


def test_a_link_is_corrected_where_the_report_explains_it(
    browser: Any, folder: Path, first: Comparison
) -> None:
    reader = Reader(browser, folder / "report.html")
    reader.press(reader.one("#open-rows"))
    reader.press(reader.one("details.why summary"))
    button = reader.one("[data-link] .wrong-link")
    name = button.accessible_name
    assert name.startswith("Wrong link: Valley Post, ")
    reader.press(button)
    assert button.text == "Marked wrong, take back"
    reader.press(button)
    assert button.accessible_name == name
    assert framing.__version__ in browser.page_source
