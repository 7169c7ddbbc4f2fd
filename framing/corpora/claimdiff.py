"""ClaimDiff: pairs of claims on one story from different outlets.

Ko, Seong, Lee, Park, Chang and Seo (2023): ClaimDiff: comparing and contrasting claims on
contentious issues. Findings of ACL. https://github.com/kaistAI/ClaimDiff

Terms: the release states no licence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from framing.corpora.files import Corpus, Row, find, read_json
from framing.errors import InputError

__all__ = ["ClaimPair", "read_claimdiff"]

CLAIMDIFF = Corpus("ClaimDiff", "claimdiff", "https://github.com/kaistAI/ClaimDiff")


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """Claim B beside claim A.

    Attributes:
        id: id of the pair.
        story: what both are about.
        published: ISO date of the story.
        claim_a: a claim.
        claim_b: a claim from another outlet's article on the same story.
        article_a: title of the article with claim A.
        article_b: title of the article with claim B.
        strengthens: whether B strengthens A.
        weakens: whether B weakens A.
        strengthening: the words of A that B strengthens.
        weakening: the words of A that B weakens.
    """

    id: str
    story: str
    published: str
    claim_a: str
    claim_b: str
    article_a: str
    article_b: str
    strengthens: bool
    weakens: bool
    strengthening: tuple[str, ...]
    weakening: tuple[str, ...]


def read_claimdiff(data: Path) -> tuple[ClaimPair, ...]:
    """The pairs of the training part, in the order of the files.

    Args:
        data: the folder with ``ClaimDiff-strength-train.json`` and ``ClaimDiff-weak-train.json``,
            or the corpora root.

    Raises:
        InputError: if a file is missing or the two do not hold the same pairs.
    """
    strength = _rows(find(data, CLAIMDIFF, "ClaimDiff-strength-train.json"))
    path = find(data, CLAIMDIFF, "ClaimDiff-weak-train.json")
    weak = {str(row["pair_id"]): row for row in _rows(path)}
    pairs = []
    for row in strength:
        name = str(row["pair_id"])
        if name not in weak:
            raise InputError(f"{path}: no pair {name}; the two files belong to different releases")
        other = weak[name]
        pairs.append(
            ClaimPair(
                id=name,
                story=row["topic"],
                published=row["date"],
                claim_a=row["claim_a"],
                claim_b=row["claim_b"],
                article_a=row["article_a"],
                article_b=row["article_b"],
                strengthens=row["relation"] == 1,
                weakens=other["relation"] == 1,
                strengthening=tuple(row["rationale"]),
                weakening=tuple(other["rationale"]),
            )
        )
    return tuple(pairs)


def _rows(path: Path) -> list[Row]:
    return [Row(f"{path}: pair {n}", fields) for n, fields in enumerate(read_json(path)["data"])]
