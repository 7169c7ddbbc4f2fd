"""Importing the package and asking for help must not load a network library."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "numpy", "pandas", "scipy", "sklearn", "nltk", "trafilatura")


def loaded_by(code: str) -> set[str]:
    report = f"{code}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import framing",
        "import framing; framing.Article, framing.Comparison, framing.InputError",
        "from framing import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit as done: assert done.code == 0",
    ],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert not loaded_by(code) & set(HEAVY)


def test_reading_with_the_network_needs_no_transformers() -> None:
    code = (
        "from framing.classifiers import HedgingClassifier\n"
        "HedgingClassifier.from_pretrained().predict(['Troops may have been sent.'])"
    )
    loaded = loaded_by(code)
    assert "torch" in loaded
    assert not loaded & {"transformers", "datasets", "huggingface_hub", "seaborn"}


def test_public_names_resolve() -> None:
    import framing

    assert all(getattr(framing, name) is not None for name in framing.__all__)
    assert set(framing.__all__) <= set(dir(framing))
    with pytest.raises(AttributeError, match="no attribute 'absent'"):
        framing.absent  # noqa: B018
