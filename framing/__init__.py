"""How do different news outlets tell the same event?

>>> import framing
>>> articles = framing.read_articles(["a.txt", "b.html"])  # doctest: +SKIP
>>> comparison = framing.compare(articles)                 # doctest: +SKIP
>>> comparison.save("report.html")                         # doctest: +SKIP

The public names are resolved on first use, so importing the package loads no network library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from framing.version import __version__

if TYPE_CHECKING:
    from framing.articles.reading import read_articles
    from framing.errors import InputError
    from framing.pipeline import align, annotate, compare
    from framing.profiles import Profile, profile
    from framing.records import (
        Annotation,
        Article,
        Comparison,
        Difference,
        Fact,
        Link,
        Omission,
        Prediction,
        Span,
    )
    from framing.samples import sample_articles, sample_events, sample_paths

__all__ = [
    "Annotation",
    "Article",
    "Comparison",
    "Difference",
    "Fact",
    "InputError",
    "Link",
    "Omission",
    "Prediction",
    "Profile",
    "Span",
    "__version__",
    "align",
    "annotate",
    "compare",
    "profile",
    "read_articles",
    "sample_articles",
    "sample_events",
    "sample_paths",
]

_RECORDS = frozenset(
    [
        "Annotation",
        "Article",
        "Comparison",
        "Difference",
        "Fact",
        "Link",
        "Omission",
        "Prediction",
        "Span",
    ]
)
_HOMES = {
    "InputError": "framing.errors",
    "Profile": "framing.profiles",
    "align": "framing.pipeline",
    "annotate": "framing.pipeline",
    "compare": "framing.pipeline",
    "profile": "framing.profiles",
    "read_articles": "framing.articles.reading",
    "sample_articles": "framing.samples",
    "sample_events": "framing.samples",
    "sample_paths": "framing.samples",
}


def __getattr__(name: str) -> Any:
    home = "framing.records" if name in _RECORDS else _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'framing' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
