"""The figures of the HTML report: drawn with seaborn, set as inline SVG in the page's own colours.

The page forbids style attributes, so the styles that matplotlib writes become attributes, and its
colours become the page's variables: the figures follow light, dark and print. Each figure stands
beside a table with the same numbers; without seaborn only the tables do.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from markupsafe import Markup

from framing.report.document import Document, MeasureRow
from framing.report.pages import ArticleView
from framing.report.speakers import SpeakerTypeRow
from framing.report.tones import ToneRow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["figures"]

_WIDTH = 7.2
_KINDS = 8
_ROWS = 8
_NAME = 34
_COLOURS = 5
_INK, _SOFT, _LINE = "#010203", "#040506", "#070809"
_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"#([\w-]+)")
_SVG = "http://www.w3.org/2000/svg"
_NEEDLESS = frozenset({"stroke-linejoin", "stroke-linecap"})
_LEFT_OUT = (
    f"{{{_SVG}}}clipPath",
    f"{{{_SVG}}}metadata",
    f"{{{_SVG}}}style",
)
_LINK = "{http://www.w3.org/1999/xlink}href"
_RC: Mapping[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "framing",
    "font.family": "sans-serif",
    "font.size": 8.5,
    "text.color": _INK,
    "axes.labelcolor": _SOFT,
    "axes.edgecolor": _LINE,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "legend.frameon": False,
    "xtick.color": _SOFT,
    "ytick.left": False,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
}


def figures(document: Document) -> dict[str, Markup]:
    """The figures by name; an empty text where there is nothing to draw or no seaborn."""
    if find_spec("seaborn") is None:
        return dict.fromkeys(("measures", "speakers", "tones"), Markup())
    names = tuple(f"{each.letter} {_short(each.outlet)}" for each in document.articles)
    return {
        "measures": _measures(names, document.measures),
        "speakers": _speakers(_letters(document.articles), document.speaker_types[:_KINDS]),
        "tones": _tones(_letters(document.articles), document.tones[:_ROWS]),
    }


def _letters(articles: Sequence[ArticleView]) -> tuple[str, ...]:
    return tuple(each.letter for each in articles)


def _short(name: str) -> str:
    # A dollar sign starts a formula in matplotlib.
    text = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    return text.replace("$", r"\$")


@lru_cache(maxsize=16)
def _measures(outlets: tuple[str, ...], rows: tuple[MeasureRow, ...]) -> Markup:
    """Each share with its interval, by outlet."""
    shares = [
        row
        for row in rows
        if sum(cell is not None for cell in row.cells) > 1
        and all(0 <= cell.low <= cell.high <= 1 for cell in row.cells if cell is not None)
    ]
    if not shares:
        return Markup()

    def draw(figure: Figure) -> None:
        import pandas

        from framing.report.plots import plot_profiles

        frame = pandas.DataFrame(
            [
                {
                    "measure": _short(row.name),
                    "outlet": outlet,
                    "value": cell.value if cell else None,
                    "low": cell.low if cell else None,
                    "high": cell.high if cell else None,
                }
                for row in shares
                for outlet, cell in zip(outlets, row.cells, strict=True)
            ]
        )
        axes = plot_profiles(frame, ax=figure.add_subplot())
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), fontsize=8)

    height = 0.9 + 0.16 * len(shares) * (len(outlets) + 1)
    return _drawn("measures", "Measures of each article with 95% intervals", height, draw)


@lru_cache(maxsize=16)
def _speakers(letters: tuple[str, ...], rows: tuple[SpeakerTypeRow, ...]) -> Markup:
    """Attributed words by kind of source and outlet, the quoted ones in full colour."""
    if sum(any(row.cells[place].words for row in rows) for place in range(len(letters))) < 2:
        return Markup()

    def draw(figure: Figure) -> None:
        axes = figure.add_subplot()
        kinds = [_short(row.kind) for row in rows]
        words = [[cell.words for cell in row.cells] for row in rows]
        quoted = [[cell.quoted for cell in row.cells] for row in rows]
        _bars(axes, kinds, letters, words, pale=True)
        _bars(axes, kinds, letters, quoted)
        axes.set(xlabel="words attributed (solid: in quotation marks)", ylabel="")

    height = 0.7 + 0.15 * len(rows) * (len(letters) + 1)
    return _drawn("speakers", "Attributed words by kind of source and outlet", height, draw)


@lru_cache(maxsize=16)
def _tones(letters: tuple[str, ...], rows: tuple[ToneRow, ...]) -> Markup:
    """Negative mentions to the left, positive ones to the right, by voice."""
    toned = [row for row in rows if row.coloured]
    if not toned:
        return Markup()
    names = [_short(row.name) for row in toned]
    voices = (
        ("in the outlet’s own voice", ("own",)),
        ("in what sources say", ("paraphrase", "quoted")),
    )

    def draw(figure: Figure) -> None:
        from matplotlib.ticker import MaxNLocator

        left: Axes | None = None
        for number, (title, held) in enumerate(voices, start=1):
            axes = figure.add_subplot(1, 2, number, sharey=left, sharex=left)
            for label, sign in (("negative", -1), ("positive", 1)):
                values = [
                    [sign * _counted(row, place, held, label) for place in range(len(letters))]
                    for row in toned
                ]
                _bars(axes, names, letters, values, labelled=True)
            axes.axvline(0, color=_SOFT, linewidth=0.8)
            axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
            axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
            axes.set(ylabel="", xlabel="← negative mentions, positive →")
            axes.set_title(title, fontsize=8.5, color=_SOFT)
            if left is not None:
                axes.tick_params(labelleft=False)
            left = axes
            axes.margins(x=0.2)

    height = 0.9 + 0.15 * len(toned) * (len(letters) + 1)
    return _drawn("tones", "Negative and positive mentions by voice and outlet", height, draw)


def _counted(row: ToneRow, article: int, voices: Sequence[str], label: str) -> int:
    return sum(
        len(tone.refs)
        for cell in row.cells[article]
        if cell.voice in voices
        for tone in cell.tones
        if tone.label == label
    )


def _bars(
    axes: Axes,
    names: Sequence[str],
    letters: Sequence[str],
    values: Sequence[Sequence[int]],
    *,
    pale: bool = False,
    labelled: bool = False,
) -> None:
    """A group of bars a name, one bar an outlet with its letter, so that no colour has to tell.

    Args:
        axes: where to draw.
        names: of the groups.
        letters: of the outlets.
        values: a row a group, a number an outlet.
        pale: whether another bar will stand on each; only the lower one has a letter.
        labelled: whether an upper bar has one all the same.
    """
    import pandas
    import seaborn  # type: ignore[import-untyped]
    from matplotlib.container import BarContainer

    frame = pandas.DataFrame(
        [
            {"name": name, "outlet": letter, "value": value}
            for name, row in zip(names, values, strict=True)
            for letter, value in zip(letters, row, strict=True)
        ]
    )
    before = len(axes.containers)
    seaborn.barplot(
        frame,
        x="value",
        y="name",
        hue="outlet",
        palette=seaborn.color_palette("colorblind", len(letters)),
        saturation=1,
        alpha=0.35 if pale else 1.0,
        errorbar=None,
        legend=False,
        ax=axes,
    )
    if pale or labelled:
        added = [each for each in axes.containers[before:] if isinstance(each, BarContainer)]
        for letter, held in zip(letters, added, strict=True):
            labels = [
                f"{letter} {abs(bar.get_width()):.0f}" if bar.get_width() else "" for bar in held
            ]
            axes.bar_label(held, labels=labels, padding=2, fontsize=7, color=_SOFT)


def _drawn(name: str, title: str, height: float, draw: Callable[[Figure], None]) -> Markup:
    """A figure as SVG for the page: the same figure gives the same text."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(dict(_RC)), warnings.catch_warnings():
        # The browser sets the text: that matplotlib's font has no such letter does not matter.
        warnings.filterwarnings("ignore", message="Glyph")
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        draw(figure)
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None}, transparent=True)
    return _inline(name, title, target.getvalue())


def _inline(name: str, title: str, source: str) -> Markup:
    """An SVG file as a part of the page: no styles, no outside names, no ids that others have."""
    import seaborn

    palette = seaborn.color_palette("colorblind").as_hex()
    colours = {each: f"var(--o{place % _COLOURS + 1})" for place, each in enumerate(palette)}
    colours |= {_INK: "var(--ink)", _SOFT: "var(--soft)", _LINE: "var(--line)"}
    colours |= {"#000000": "var(--ink)", "#e5e5e5": "var(--line)"}
    root = ElementTree.fromstring(source)
    for parent in list(root.iter()):
        for child in [each for each in parent if each.tag in _LEFT_OUT]:
            parent.remove(child)
    used: dict[str, str] = {}
    for each in root.iter():
        each.tag = each.tag.removeprefix(f"{{{_SVG}}}")
        each.text = each.text and each.text.strip()
        each.tail = None
        _plain(each, colours)
        for found in _REFERENCE.findall(each.attrib.get("href", "")):
            used.setdefault(found, f"{name}-figure-{len(used)}")
    for each in root.iter():
        given = used.get(each.attrib.pop("id", ""))
        if given:
            each.attrib["id"] = given
        if "href" in each.attrib:
            each.attrib["href"] = f"#{used[each.attrib['href'].removeprefix('#')]}"
    box = root.attrib["viewBox"]
    root.attrib.clear()
    root.attrib |= {
        "viewBox": box,
        "role": "img",
        "aria-label": f"{title}; the table has the numbers",
    }
    svg = ElementTree.tostring(root, encoding="unicode")
    # Where the window is narrow the figure is scrolled, by keyboard too.
    return Markup(
        '<figure class="figure" role="group" tabindex="0" aria-label="{}">{}</figure>'
    ).format(title, Markup(svg))


def _plain(each: ElementTree.Element, colours: Mapping[str, str]) -> None:
    """Styles as attributes, colours as the page's, numbers without needless decimals."""
    each.attrib.pop("clip-path", None)  # nothing is drawn outside its axes
    for key, value in _STYLE.findall(each.attrib.pop("style", "")):
        if key == "font":
            each.attrib["font-size"] = value.split("px")[0].split()[-1]
        elif key not in _NEEDLESS:
            each.attrib[key] = value.strip()
    link = each.attrib.pop(_LINK, None)
    if link is not None:
        each.attrib["href"] = link
    for key, value in each.attrib.items():
        if key in ("fill", "stroke"):
            each.attrib[key] = colours.get(value.lower(), value)
        elif key in ("d", "x", "y", "width", "height", "transform", "stroke-width"):
            each.attrib[key] = _DECIMAL.sub(lambda found: f"{float(found[0]):.4g}", value)
