"""The sample articles: invented events, told by invented outlets, that differ on purpose.

Each event is a folder of articles in the text format that ``framing compare`` reads, with a
``gold.json`` that says which sentences report the same fact, how the tellings differ and what is
not told where. Places, people and outlets are made up; any likeness is an accident.

``gold.json`` quotes rather than counts: a sentence is named by its opening words, a passage by its
exact words, an article by its file name without the ending::

    {"event": "what happened, in a line",
     "facts": [{"fact": "the fact, in a line",
                "told": {"coast-wire": ["At least 14 people"], ...},
                "differences": [{"kind": "number", "conflict": false,
                                 "between": ["coast-wire", "the-ledger"],
                                 "passages": ["At least 14 people", "As many as 20 people"]}]}],
     "anonymous": [{"article": "the-ledger", "passage": "a senior officer"}, ...],
     "copies": [{"between": ["coast-wire", "the-ledger"], "sentences": ["The Shield was"]}, ...],
     "names": [{"of": "the captain", "called": {"coast-wire": ["Danilo Marsh"], ...}}, ...]}

An article that is not among those under ``told`` leaves the fact out. ``anonymous`` quotes the
sources without a name, ``copies`` the sentences that two articles have word for word, ``names``
what each article calls one person or group. The same outlets tell several events, each in its own
manner, so that outlets can be compared; that manner is the writer's, not a finding.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import InputError

if TYPE_CHECKING:
    from framing.records import Article

__all__ = ["sample_articles", "sample_events", "sample_gold", "sample_paths"]

DEFAULT = "harbour-bridge"


def sample_events() -> tuple[str, ...]:
    """The names of the sample events, in alphabetical order."""
    folder = _folder()
    return tuple(sorted(each.name for each in folder.iterdir() if (each / "gold.json").is_file()))


def sample_articles(event: str | None = None) -> list[Article]:
    """The articles of a sample event, by name of the file; of ``harbour-bridge`` by default.

    Raises:
        InputError: if there is no such event.
    """
    from framing.articles import read_articles

    return read_articles(sample_paths(event))


def sample_paths(event: str | None = None) -> tuple[Path, ...]:
    """The article files of a sample event, by name; of ``harbour-bridge`` by default.

    Raises:
        InputError: if there is no such event.
    """
    return tuple(sorted(_event(event).glob("*.txt")))


def sample_gold(event: str | None = None) -> Path:
    """The file with the right answers for a sample event; of ``harbour-bridge`` by default.

    Raises:
        InputError: if there is no such event.
    """
    return _event(event) / "gold.json"


def _folder() -> Path:
    return Path(str(files("framing.samples")))


def _event(event: str | None) -> Path:
    events = sample_events()
    name = DEFAULT if event is None else event
    if name not in events:
        raise InputError(f"no sample event {name!r}; there are: {', '.join(events)}")
    return _folder() / name
