"""The held-out fifth."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpora import holdout


def test_the_split_never_changes() -> None:
    """Fitted weights depend on it: a change here means that they saw their own test documents."""
    kept = [number for number in range(40) if holdout(f"document-{number}")]
    assert kept == [19, 23, 32, 35, 36]


def test_a_fifth_is_kept() -> None:
    kept = sum(holdout(f"document-{number}") for number in range(5000))
    assert 900 < kept < 1100


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_the_answer_depends_on_the_id_alone(name: str) -> None:
    assert holdout(name) == holdout("".join(list(name)))
