"""The report in a real browser; skipped where there is none."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from framing.records import Comparison
from framing.report import render_html
from framing.report.annotations import render_annotations
from tests.browsers import headless_browser, wait_for
from tests.report.samples import HOSTILE, empty, hostile, sample
from tests.report.test_annotations import annotated
from tests.report.test_sources import comparison as spoken

WIDTHS = (390, 1280)
Open = Callable[..., Any]
OPEN = """
for (const each of document.querySelectorAll("details")) each.open = true;
const rows = document.getElementById("open-rows");
if (rows) rows.click();
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with headless_browser(tmp_path_factory.mktemp("profile")) as session:
        yield session


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Open:
    def open_page(source: str, width: int = 1280, scheme: str = "light") -> Any:
        path = tmp_path / "report.html"
        path.write_text(source, "utf-8")
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        )
        for kind in ("browser", "performance"):
            browser.get_log(kind)
        browser.get("about:blank")
        browser.get(path.as_uri())
        return browser

    return open_page


def requests(browser: Any) -> set[str]:
    events = [json.loads(each["message"])["message"] for each in browser.get_log("performance")]
    return {
        each["params"]["request"]["url"]
        for each in events
        if each["method"] == "Network.requestWillBeSent"
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("comparison", [sample(2), sample(3), hostile(), empty()])
def test_it_fits_runs_nothing_and_asks_for_nothing(
    open_page: Open, comparison: Comparison, width: int
) -> None:
    page = open_page(render_html(comparison), width)
    page.execute_script(OPEN)
    overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.execute_script(overflow) == 0
    assert page.get_log("browser") == []
    assert {url.split(":")[0] for url in requests(page)} <= {"file", "about"}
    assert page.title.startswith("How ")


def test_hostile_text_is_shown_and_does_nothing(open_page: Open) -> None:
    page = open_page(render_html(hostile()))
    assert page.title != "ran"
    shown = page.find_element("id", "a1-s1").text
    assert shown == HOSTILE[0]
    assert page.find_element("id", "a1-s2").text == HOSTILE[1]
    assert page.execute_script("return document.querySelectorAll('img').length") == 0
    texts = page.execute_script(
        "return [...document.querySelectorAll('.article-text')].map(each => each.textContent)"
    )
    assert texts == [article.text for article in hostile().articles]
    # An override ends with its element: what follows is not turned round.
    direction = (
        "return getComputedStyle(document.querySelector(\"[data-code='U+202E']\")).unicodeBidi"
    )
    assert page.execute_script(direction) == "isolate"


def test_layers_switch_on_and_off_in_every_legend(open_page: Open) -> None:
    page = open_page(render_html(sample()))
    mark = page.find_element("css selector", "#a1-s5 mark.hedge")
    style = "return getComputedStyle(arguments[0]).borderBottomStyle"
    boxes = page.find_elements("css selector", "input[data-layer=hedge]")
    assert len(boxes) == 2
    assert page.execute_script(style, mark) == "dotted"
    page.execute_script("arguments[0].click()", boxes[0])
    assert page.execute_script(style, mark) == "none"
    assert not boxes[1].is_selected()
    boxes[1].send_keys(" ")
    assert page.execute_script(style, mark) == "dotted"
    assert boxes[0].is_selected()


def test_words_that_no_other_telling_has_can_be_shown(open_page: Open) -> None:
    page = open_page(render_html(sample()))
    page.execute_script("document.getElementById('open-rows').click()")
    box = page.find_element("css selector", "#facts input[data-layer=changed]")
    found = (
        "return [...(CSS.highlights.get('changed') || [])]"
        ".filter((range) => range.startContainer.parentElement.closest('#fact-2-tellings'))"
        ".map((range) => range.toString())"
    )
    assert page.execute_script(found) == []
    box.send_keys(" ")
    words = page.execute_script(found)
    assert {"Inspectors", "steel", "official"} <= set(words)
    assert not {"beams", "too", "light"} & set(words)
    box.send_keys(" ")
    assert page.execute_script(found) == []


def test_a_claim_leads_to_its_characters(open_page: Open) -> None:
    page = open_page(render_html(sample()))
    link = page.find_element("css selector", "#glance .quote a")
    assert link.get_attribute("href").endswith("#a1-s2")
    link.send_keys("\n")
    target = page.find_element("id", "a1-s2")
    box = page.execute_script(
        "const box = arguments[0].getBoundingClientRect(); return [box.top, box.bottom]", target
    )
    assert 0 <= box[0] < box[1] <= 900
    assert page.execute_script("return document.querySelector(':target').id") == "a1-s2"
    found = page.execute_script(
        "return [...CSS.highlights.get('passage')].map(range => range.toString())"
    )
    assert found == ["14 people"]


def test_a_source_leads_to_its_characters(open_page: Open) -> None:
    page = open_page(render_html(spoken()))
    page.execute_script(OPEN)
    link = page.find_element("css selector", "#facts .notes a[href='#a2-s1']")
    assert link.text == "Tomas Reyl"
    link.send_keys("\n")
    found = "return [...CSS.highlights.get('passage')].map(range => range.toString())"
    assert page.execute_script(found) == ["the harbour chief"]
    table = page.find_element("css selector", "table.sources")
    places = table.find_elements("css selector", "tbody tr:first-child details[open] a")
    assert [place.text for place in places] == ["lead", "paragraph 2", "lead"]
    places[1].send_keys("\n")
    assert page.execute_script(found) == ["“a shameful mess”"]


def test_the_table_of_sources_fits_a_narrow_window(open_page: Open) -> None:
    page = open_page(render_html(spoken()), 390)
    table = page.find_element("css selector", "table.sources")
    widths = "const box = arguments[0].parentElement; return [box.scrollWidth, box.clientWidth]"
    whole, shown = page.execute_script(widths, table)
    assert whole == shown
    badges = table.find_elements("css selector", "tbody tr:first-child .badge")
    assert [badge.text for badge in badges] == ["A", "B"]
    assert all(badge.is_displayed() for badge in badges)


def test_offsets_count_code_points(open_page: Open) -> None:
    comparison = sample()
    source = render_html(comparison)
    # The same page with astral characters before the passage, as two UTF-16 units each.
    moved = source.replace(
        "Roof of new ferry", "\U0001f600\U0001f600\U0001f600\U0001f600 new ferry"
    )
    page = open_page(moved)
    page.execute_script("location.hash = ''")
    link = page.find_element("css selector", "#fact-1 .telling a[href='#a1-s0']")
    page.execute_script("arguments[0].dataset.span = '5 14'; arguments[0].click()", link)
    found = page.execute_script(
        "return [...CSS.highlights.get('passage')].map(range => range.toString())"
    )
    assert found == ["new ferry"]


def test_details_open_by_keyboard(open_page: Open) -> None:
    page = open_page(render_html(sample()))
    page.execute_script("document.getElementById('open-rows').click()")
    summary = page.find_element("css selector", "#fact-1 .why summary")
    summary.send_keys("\n")
    assert "Shared words" in page.find_element("css selector", "#fact-1 .why").text
    count = page.find_element("css selector", "#speakers .speakers summary")
    count.send_keys("\n")
    page.find_element("css selector", "#speakers .speakers a").send_keys("\n")
    assert page.execute_script("return document.querySelector(':target').id") == "a1-s2"


def test_rows_open_by_keyboard_and_by_what_leads_to_them(open_page: Open) -> None:
    page = open_page(render_html(sample(3)))
    tellings = page.find_element("id", "fact-2-tellings")
    opener = page.find_element("css selector", "#fact-2 .opener")
    assert not tellings.is_displayed()
    opener.send_keys("\n")
    assert tellings.is_displayed()
    assert opener.get_attribute("aria-expanded") == "true"
    opener.send_keys(" ")
    assert not tellings.is_displayed()
    page.find_element("css selector", "#glance a[href='#fact-2']").send_keys("\n")
    assert tellings.is_displayed()
    opener.send_keys(" ")
    # The same link again changes no address, and opens the row all the same.
    page.find_element("css selector", "#glance a[href='#fact-2']").send_keys("\n")
    assert tellings.is_displayed()


def test_a_number_opens_to_its_sentences(open_page: Open) -> None:
    page = open_page(render_html(sample()))
    count = page.find_element("css selector", "table.measures .count")
    count.find_element("tag name", "summary").send_keys("\n")
    (said, *_) = wait_for(
        page,  # toggle events come as tasks
        lambda _: count.find_elements("css selector", ".refs q"),
    )
    assert said.text == page.find_element("id", "a1-s5").text
    count.find_element("css selector", ".refs a").send_keys("\n")
    assert page.execute_script("return document.querySelector(':target').id") == "a1-s5"


def test_every_number_has_its_sentences(open_page: Open) -> None:
    page = open_page(render_html(sample(3)))
    page.execute_script(OPEN)
    empty_lists = (
        "return [...document.querySelectorAll('.count')].filter((each) => "
        "!each.querySelector('.refs q, .contexts li')).length"
    )
    assert page.execute_script("return document.querySelectorAll('.count').length") > 10
    wait_for(page, lambda page: page.execute_script(empty_lists) == 0)


def test_a_ribbon_leads_to_its_row(open_page: Open) -> None:
    page = open_page(render_html(sample(3)))
    page.execute_script(
        "document.querySelector(\".ribbon[data-fact='2']\")"
        ".dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    assert page.find_element("id", "fact-2-tellings").is_displayed()


def test_paper_shows_closed_rows(open_page: Open) -> None:
    page = open_page(render_html(sample()))
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return getComputedStyle(document.getElementById('fact-1-tellings')).display"
    display = page.execute_script(shown)
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert display == "table-row"


def test_without_a_script_all_rows_are_open(browser: Any, open_page: Open) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page = open_page(render_html(sample()))
        assert page.find_element("id", "fact-1-tellings").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


AXE = Path(os.environ.get("FRAMING_AXE", ".venv/axe/axe.min.js"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_an_accessibility_engine_finds_nothing_serious(
    open_page: Open, width: int, scheme: str
) -> None:
    """By axe-core, which the tests' set-up fetches from the npm registry."""
    if not AXE.is_file():
        pytest.skip(f"axe-core is not at {AXE}: npm pack axe-core, or set FRAMING_AXE")
    page = open_page(render_html(sample(3)), width, scheme)
    page.execute_script(OPEN)
    page.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    page.execute_script(
        "setTimeout(() => axe.run({resultTypes: ['violations']}).then((found) => {"
        "  window.found = found.violations.filter((each) => each.impact !== 'minor')"
        "    .map((each) => [each.id, each.nodes.map((node) => node.html)]);"
        "}), 10)"
    )
    page.set_script_timeout(300)
    found = "return window.found && [window.found]"
    assert wait_for(page, lambda page: page.execute_script(found), 300) == [[]]


def test_a_tapped_mark_says_what_it_is(open_page: Open) -> None:
    page = open_page(render_html(sample()), 390)
    note = page.find_element("id", "note")
    assert not note.is_displayed()
    mark = page.find_element("css selector", "#a1-s5 mark.hedge")
    page.execute_script("arguments[0].click()", mark)
    assert note.text.startswith("hedge: leaves open")
    page.find_element("tag name", "body").send_keys("\ue00c")
    assert not note.is_displayed()


def test_what_is_printed_is_open(open_page: Open) -> None:
    page = open_page(render_html(sample()))
    page.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    closed = "return document.querySelectorAll('details:not([open])').length"
    assert page.execute_script(closed) == 0
    page.execute_script("window.dispatchEvent(new Event('afterprint'))")
    assert page.execute_script(closed) > 0


CONTRAST = """
const light = (rgb) => {
  const [r, g, b] = rgb.map((each) => {
    each /= 255;
    return each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
const behind = (node) => {
  for (; node; node = node.parentElement) {
    const found = parse(getComputedStyle(node).backgroundColor);
    if (found.length < 4 || found[3] === 1) return found.slice(0, 3);
  }
  return [255, 255, 255];
};
const bad = new Set();
for (const node of document.querySelectorAll("body *")) {
  const own = [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
  if (!own || !node.checkVisibility()) continue;
  const one = light(parse(getComputedStyle(node).color).slice(0, 3));
  const other = light(behind(node));
  const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  if (ratio < 4.5) bad.add(`${node.tagName}.${node.className}: ${ratio.toFixed(2)}`);
}
return [...bad];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(open_page: Open, scheme: str) -> None:
    page = open_page(render_html(sample(3)), scheme=scheme)
    for box in page.find_elements("css selector", "#facts input:not(:checked)"):
        page.execute_script("arguments[0].click()", box)
    page.execute_script(OPEN)
    assert page.execute_script(CONTRAST) == []


def test_every_control_has_a_name_and_can_be_reached(open_page: Open) -> None:
    page = open_page(render_html(sample()))
    nameless = page.execute_script(
        "return [...document.querySelectorAll('a, input, summary')].filter(each => "
        "!(each.getAttribute('aria-label') || each.textContent.trim() "
        "|| (each.labels && each.labels[0].textContent.trim()))).map(each => each.outerHTML)"
    )
    assert nameless == []
    page.find_element("tag name", "body").send_keys("\t")
    assert page.execute_script("return document.activeElement.className") == "skip"


@pytest.mark.parametrize("width", WIDTHS)
def test_annotated_articles_fit_too(open_page: Open, width: int) -> None:
    for comparison in (sample(3), hostile()):
        page = open_page(render_annotations(*annotated(comparison), ".html"), width)
        overflow = "return document.documentElement.scrollWidth - innerWidth"
        assert page.execute_script(overflow) <= 0
        assert page.get_log("browser") == []
