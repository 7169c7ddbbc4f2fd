"""The card of the shipped network: what it is, what it was fitted on, how good it is."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType

from framing.evaluation.everything import Evaluation, draw_reliability
from framing.evaluation.scores import Scorecard, write_json
from framing.evaluation.tables import interval, lay_out
from framing.model.weights import TENSORS_FILE, file_digest, read_config
from framing.report.saving import write_text

__all__ = ["write_card"]

SCHEMA = "framing.network-scores/1"
TASKS = ("attribution", "entity", "hedging", "loaded_language", "sentiment")

CORPORA = MappingProxyType(
    {
        "polnear": (
            "PolNeAR, training part: attributions; names from its CoreNLP layer, which is silver",
            "Newell, Margolin and Ruths 2018, LREC",
            "no licence stated",
        ),
        "factbank": (
            "Szeged Uncertainty Corpus, news (FactBank), four fifths of what is not held back",
            "Vincze 2014; Szarvas et al. 2012, Computational Linguistics 38(2)",
            "free for research; the texts may not be redistributed",
        ),
        "wiki": (
            "Szeged Uncertainty Corpus, Wikipedia, four fifths",
            "the same",
            "free for research",
        ),
        "factuality": (
            "UW event factuality, training part",
            "Lee et al. 2015, EMNLP; Jiang and de Marneffe 2021, TACL 9",
            "no data licence stated",
        ),
        "newsmtsc": (
            "NewsMTSC, training part",
            "Hamborg and Donnay 2021, EACL",
            "MIT",
        ),
        "babe": (
            "BABE (SG2), four fifths of what is not held back",
            "Spinde et al. 2021, Findings of EMNLP",
            "the repository is AGPL-3.0; the sentences are the outlets'",
        ),
    }
)

CARD = """# framing-heads

Upper layers of a sentence encoder and heads for hedge cues, attribution, sentiment toward a
target, loaded language and names in English news. Part of `framing`; read through its classifiers:

```python
from framing.classifiers import HedgingClassifier

HedgingClassifier.from_pretrained()
```

- Files: `model.safetensors` (half precision, {size:.1f} MB), `config.json`, `calibration.json` (how
  the heads' evidence is weighed with that of the rules), `log.jsonl` (the losses of each epoch),
  `eval.json`. SHA-256 of the tensors: `{digest}`.
- Built on all-MiniLM-L6-v2 (Apache-2.0; SHA-256 `{encoder}`): the embeddings and its lower
  {frozen} layers are that model's and are not in this file.
- One pass of the encoder serves all heads. A linear map fitted with them keeps the vectors by which
  sentences are compared close to the original ones.
- Made by `framing train all --data CORPORA --out DIR`, seed {seed}, {epochs} epochs.

## Fitted on

{corpora}

The weights are numbers; no text of these corpora is in them in readable form. Who redistributes
them should read the terms above.

## Calibration

Every score is a probability: a logistic regression over the network's and the rules' evidence,
with a handful of weights, fitted on the development parts. The scores below are of the same
development parts and are optimistic by what those few weights can gain; no test part was used.

{calibration}

![Reliability](reliability.svg)

## Scores on development data

{scores}

Values with 95% bootstrap intervals by document. All baselines, splits and perturbations are on the
scorecard of the repository.

## Limits

English news. The corpora are mostly about politics in the United States up to 2019. Attributions
follow PolNeAR's wide reading, in which a wish or a plan is attributed to who has it. Loaded
language is what a few experts marked. Names were learned from another program's output. The
encoder reads lower-case text; capitals reach the upper layers beside it.
"""


def write_card(made: Evaluation, folder: Path) -> list[Path]:
    """Writes ``README.md``, ``eval.json`` and the plot beside the network's weights.

    Args:
        made: the evaluation of these very weights.
        folder: where the weights lie.

    Returns:
        The files written.

    Raises:
        InputError: if the weights are missing or a file cannot be written.
    """
    config = read_config(folder)
    digest = file_digest(folder / TENSORS_FILE)
    cards = [card for card in made.cards if card.task in TASKS]
    fitted = config["fitted"]
    rows = [["corpus", "reference", "terms"]] + [list(CORPORA[name]) for name in fitted["corpora"]]
    text = CARD.format(
        size=(folder / TENSORS_FILE).stat().st_size / 1e6,
        digest=digest,
        encoder=config["encoder"]["digest"],
        frozen=config["frozen"],
        seed=fitted["plan"]["seed"],
        epochs=fitted["plan"]["epochs"],
        corpora="\n".join(lay_out(rows)),
        calibration="\n".join(lay_out(_calibration(cards))),
        scores="\n".join(lay_out(_scores(cards))),
    )
    scores = {
        card.task: {
            split: {
                row.measure: {"value": row.value, "low": row.low, "high": row.high, "n": row.n}
                for row in card.rows
                if row.split == split and row.system == OURS
            }
            for split in dict.fromkeys(row.split for row in card.rows)
        }
        for card in cards
    }
    data = {"schema": SCHEMA, "weights": digest, "tasks": json.loads(json.dumps(scores))}
    written = {folder / "README.md": text, folder / "eval.json": write_json(data)}
    plot = draw_reliability(cards)
    if plot:
        written[folder / "reliability.svg"] = plot
    for path, content in written.items():
        write_text(path, content)
    return list(written)


OURS = "framing network"


def _scores(cards: list[Scorecard]) -> list[list[str]]:
    table = [["task", "split", "measure", "network and rules", "rules alone"]]
    for card in cards:
        for split, measure in card.main:
            found = {
                row.system: interval(row.value, row.low, row.high)
                for row in card.rows
                if (row.split, row.measure) == (split, measure)
            }
            task = card.task.replace("_", " ")
            table.append(
                [task, split, measure, found.get(OURS, ""), found.get("framing rules", "")]
            )
    return table


def _calibration(cards: list[Scorecard]) -> list[list[str]]:
    table = [["split", "probability that", "n", "expected calibration error", "Brier score"]]
    for card in cards:
        for each in card.reliability:
            if each.system == OURS:
                table.append(
                    [
                        each.split,
                        each.event,
                        f"{each.n:,}",
                        interval(each.error, each.error_low, each.error_high),
                        interval(each.brier, each.brier_low, each.brier_high),
                    ]
                )
    return table
