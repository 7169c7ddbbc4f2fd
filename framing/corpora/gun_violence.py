"""Gun Violence Frame Corpus: headlines with one or two of nine frames.

Liu, Guo, Mays, Betke and Wijaya (2019): Detecting frames in news headlines and its application to
analyzing news framing trends surrounding U.S. gun violence. CoNLL; Akyürek et al. (2020):
Multi-label and multilingual news framing analysis. ACL. https://github.com/feyzaakyurek/newsframing

Terms: Apache-2.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from framing.corpora.files import Corpus, Row, find, read_table
from framing.errors import InputError

__all__ = ["FRAMES", "FramedHeadline", "read_gun_violence_frames"]

GUN_VIOLENCE = Corpus(
    "the Gun Violence Frame Corpus",
    "gun-violence-frames",
    "https://github.com/feyzaakyurek/newsframing",
)
FRAMES = MappingProxyType(
    {
        "1": "gun rights",
        "2": "gun control",
        "3": "politics",
        "4": "mental health",
        "5": "public or school safety",
        "6": "race or ethnicity",
        "7": "public opinion",
        "8": "society or culture",
        "9": "economic consequences",
    }
)
NO_FRAME = "99"


@dataclass(frozen=True, slots=True)
class FramedHeadline:
    """A headline and its frames, the main one first."""

    id: str
    text: str
    frames: tuple[str, ...]


def read_gun_violence_frames(data: Path) -> tuple[FramedHeadline, ...]:
    """The English headlines, in the order of the file.

    Args:
        data: the folder with ``dataset/english.csv``, or the corpora root.

    Raises:
        InputError: if the file is missing or not in the release's format.
    """
    path = find(data, GUN_VIOLENCE, "dataset/english.csv", "english.csv")
    return tuple(_headline(row) for row in read_table(path))


def _headline(row: Row) -> FramedHeadline:
    codes = [str(row[name]) for name in ("Q3 Theme1", "Q3 Theme2")]
    for code in codes:
        if code != NO_FRAME and code not in FRAMES:
            raise InputError(f"{row.place}: frame {code!r}; expected 1 to 9, or 99 for none")
    return FramedHeadline(
        str(row["ID"]), row["news_title"], tuple(FRAMES[code] for code in codes if code in FRAMES)
    )
