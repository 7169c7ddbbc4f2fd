"""The report as one HTML file that needs nothing else, and as a fragment for notebooks.

Every piece of article text is escaped (Jinja's autoescape, and ``exact`` for running text), and a
content security policy with the digests of the one style sheet and the one script forbids
everything else: no other script, no style attribute, no request.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from framing.records import Comparison
from framing.report.charts import figures
from framing.report.compose import compose
from framing.report.correcting import correcting_data
from framing.report.escaping import exact_html, shorten
from framing.report.marks import LAYERS
from framing.report.sheets import tail
from framing.report.tones import VOICES
from framing.report.wording import count
from framing.version import __version__

__all__ = ["render_html", "render_notebook", "render_page"]


def render_html(comparison: Comparison) -> str:
    """The report as one HTML document: opens offline, loads nothing, the same bytes each time."""
    document = compose(comparison)
    spoken = (each.words for article in document.speakers for each in article.speakers)
    return render_page(
        "report.html.jinja",
        more=("sections.css", "corrections.css", "corrections.js"),
        document=document,
        articles=document.articles,
        figures=figures(document),
        voices=VOICES,
        most_words=max([1, *spoken]),
        layers=LAYERS,
        correcting=correcting_data(comparison, [each.outlet for each in document.articles]),
        corrections=comparison.corrections,
    )


def render_notebook(comparison: Comparison) -> str:
    """The comparison as a small HTML fragment: scoped styles, no script."""
    template = _environment().get_template("notebook.html.jinja")
    return template.render(document=compose(comparison), style=Markup(_resource("notebook.css")))


def render_page(template: str, *, more: tuple[str, ...] = (), **content: Any) -> str:
    """A page from one of the templates, with the shared style sheet, script and policy.

    Args:
        template: name of the template, which extends ``page.html.jinja``.
        more: file names of further style sheets and scripts, put behind the shared ones.
        **content: what the template shows.
    """
    names = ("report.css", "report.js", *more)
    style, script = (
        "".join(_resource(name) for name in names if name.endswith(kind))
        for kind in (".css", ".js")
    )
    return (
        _environment()
        .get_template(template)
        .render(
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            version=__version__,
            **content,
        )
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _resource(name: str) -> str:
    return files("framing.report").joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("framing.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["exact"] = lambda text: Markup(exact_html(text))
    made.filters["head"] = shorten
    made.filters["tail"] = tail
    made.filters["short"] = lambda number: f"{number:.5g}"
    made.filters["decimals"] = lambda number: f"{number:.2f}"
    made.filters["logit"] = lambda number: f"{number:+.1f}".replace("-", "−")
    made.filters["statements"] = lambda number: count(number, "statement")
    made.filters["words"] = lambda number: count(number, "word")
    made.filters["articles"] = lambda number: count(number, "article")
    made.filters["sentences"] = lambda number: count(number, "sentence")
    return made
