"""Which documents fitting must not see: a split that needs no list."""

from __future__ import annotations

import hashlib

__all__ = ["holdout"]

ONE_IN = 5


def holdout(document_id: str) -> bool:
    """Whether this document is kept for scoring: one in five, by the SHA-256 of its id.

    Anything fitted on a corpus that has no split of its own (rule weights, lexicons, baselines)
    is fitted on the documents for which this is false and scored on those for which it is true,
    so that fitting and scoring never share a document. The answer depends on the id alone: not on
    the order of the documents, nor on which others there are.
    """
    digest = hashlib.sha256(document_id.encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") % ONE_IN == 0
