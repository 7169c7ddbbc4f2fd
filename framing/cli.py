"""The command line: reads arguments, calls the library, writes files, turns errors into exits."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from framing.errors import InputError
from framing.version import __version__

if TYPE_CHECKING:
    from framing.records import Article, Comparison

__all__ = ["app", "main"]

# typer brings its own copy of click since 0.26: this is the class of whichever copy it uses.
UsageError: type[Exception] = typer.BadParameter.__bases__[0]

app = typer.Typer(
    name="framing",
    help="How do different news outlets tell the same event?",
    epilog="An ARTICLE is a .txt, .html, .json, .jsonl, .csv or .parquet file, a folder of these, "
    "a URL, or - for standard input. Exit codes: 0 done; 2 the input or the call is wrong; "
    "1 a fault of ours.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Sources = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE...", help="Files, folders, URLs, or - for standard input."),
]
Outlets = Annotated[
    list[str] | None,
    typer.Option("--outlet", metavar="NAME", help="Outlet of each article, in order; repeat it."),
]
ReportFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write a view: .html, .md, .json, .csv or .parquet (one row a fact; another table by "
        "its name: out.links.csv); repeat it for more. "
        "Without it a summary is printed.",
    ),
]
AnnotationFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the annotations: .jsonl (one article a line), .csv or .html; repeat it for "
        "more. Without it they are printed.",
    ),
]
CorrectionFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="Apply the corrections that a reader saved from the HTML report; repeat it for more.",
    ),
]
Corpora = Annotated[
    Path,
    typer.Option("--data", metavar="PATH", help="Folder with the corpora, or one corpus's own."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")]


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"framing {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of a fault; works anywhere.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_show_version),
    ] = False,
) -> None:
    """Options of every command: ``main`` reads ``--debug`` wherever it stands."""


@app.command()
def compare(
    sources: Sources,
    output: ReportFiles = None,
    outlet: Outlets = None,
    corrections: CorrectionFiles = None,
    quiet: Quiet = False,
) -> None:
    """Compare two or more articles on one event."""
    from framing.articles.reading import read_articles
    from framing.report.saving import keep_inputs

    keep_inputs([*sources, *map(str, corrections or [])], output or [])
    with _progress(quiet) as say:
        compared = _compare(
            lambda: read_articles(sources, outlets=outlet or ()),
            output or [],
            say,
            corrections or (),
        )
    for outcome in compared.corrections:
        if outcome.detail:
            _tell(f"correction {outcome.status}: {outcome.detail}")


@app.command()
def demo(output: ReportFiles = None, quiet: Quiet = False) -> None:
    """Compare the sample articles that ship with the package."""
    from framing.articles.reading import read_articles
    from framing.samples import sample_paths

    with _progress(quiet) as say:
        _compare(lambda: read_articles(sample_paths()), output or [], say)


@app.command()
def annotate(
    sources: Sources,
    output: AnnotationFiles = None,
    outlet: Outlets = None,
    quiet: Quiet = False,
) -> None:
    """Find every annotation of every article: names, sources, hedges, loaded words, tone."""
    from framing.articles.reading import read_articles
    from framing.report.annotations import SUFFIXES, render_annotations, save_annotations
    from framing.report.saving import check_output, keep_inputs

    for path in output or []:
        check_output(path, SUFFIXES)
    keep_inputs(sources, output or [])
    with _progress(quiet) as say:
        say("reading articles")
        articles = read_articles(sources, outlets=outlet or ())
        from framing import pipeline

        found = pipeline.annotate(articles, progress=say)
    for path in output or []:
        save_annotations(articles, found, path)
    if not output:
        typer.echo(render_annotations(articles, found, colour=sys.stdout.isatty()))


@app.command()
def evaluate(
    task: Annotated[
        str,
        typer.Argument(
            metavar="TASK",
            help="all, alignment, attribution, entity, hedging, loaded_language, segmentation, "
            "sentiment or sources.",
        ),
    ],
    data: Corpora,
    json: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write the scores as JSON to this file."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Write a scorecard there, .md and .json; for all tasks it is reports by default.",
        ),
    ] = None,
    card: Annotated[
        Path | None,
        typer.Option(
            "--card",
            metavar="DIR",
            help="With all: write the card and the scores of the network in this folder there too.",
        ),
    ] = None,
    beside: Annotated[
        list[Path] | None,
        typer.Option(
            "--beside",
            metavar="DIR",
            help="Score the weights too that 'framing train' wrote there; may be repeated.",
        ),
    ] = None,
    ablation: Annotated[
        bool,
        typer.Option(
            "--ablation",
            help="With alignment: fit it again without each source of evidence, and on fewer "
            "events, and score that.",
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Score a task on annotated corpora, beside its baselines; all tasks make a scorecard."""
    from framing.report.saving import check_output, make_folder

    name = "scorecard" if task == "all" else f"{task}-ablation" if ablation else task
    folder = out or (Path("reports") if task == "all" else None)
    with make_folder(folder), _progress(quiet) as say:
        if folder is not None:
            check_output(folder / f"{name}.md")
        if json is not None:
            check_output(json, (".json",))
        say("loading")
        from framing.evaluation import evaluate as score
        from framing.evaluation.everything import Evaluation, evaluate_all, save

        more = tuple(beside or ())
        made = (
            evaluate_all(data, beside=more, progress=say)
            if task == "all" and not ablation
            else score(task, data, beside=more, ablation=ablation, progress=say)
        )
        say("writing")
        written = save(made, name, folder, json)
        if card is not None and isinstance(made, Evaluation):
            from framing.evaluation.card import write_card

            written += write_card(made, card)
    typer.echo(made.summary() if isinstance(made, Evaluation) else made.to_markdown())
    for path in written:
        typer.echo(f"written: {path}")


@app.command()
def train(
    task: Annotated[
        str,
        typer.Argument(
            metavar="TASK",
            help="all, or one of alignment, attribution, entity, hedging, loaded_language, "
            "sentiment and source.",
        ),
    ],
    data: Corpora,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where to write weights and checkpoints.")
    ],
    rules: Annotated[
        bool, typer.Option("--rules", help="Fit the weights of the rules, not the network.")
    ] = False,
    encoder: Annotated[
        str | None,
        typer.Option(
            "--encoder",
            metavar="NAME",
            help="Begin with this encoder: a folder or a hub name; the embedded one by default.",
        ),
    ] = None,
    epochs: Annotated[
        int | None, typer.Option("--epochs", min=1, help="How often to see the examples.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="Of every random choice.")
    ] = None,
    corrections: Annotated[
        list[Path] | None,
        typer.Option(
            "--corrections",
            metavar="FILE",
            help="With alignment: learn from the links that readers corrected too; repeat it.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Fit the weights of a task from annotated corpora; resumes from its last checkpoint."""
    with _progress(quiet) as say:
        say("loading")
        from framing.training import Options
        from framing.training import train as fit

        provider: Literal["network", "rules"] = "rules" if rules else "network"
        options = Options(provider, encoder, epochs, seed, tuple(corrections or ()))
        written = fit(task, data, out, options, progress=say)
    for path in written:
        typer.echo(path)


@app.command()
def models() -> None:
    """Show which weights are used, from where, and whether their digest was verified."""
    from framing.model.weights import describe_models

    for model in describe_models():
        typer.echo(f"{model.name}\n  from      {model.folder}\n  sha256    {model.digest}")
        typer.echo(f"  verified  {'yes' if model.verified else 'no'}")


def _compare(
    read: Callable[[], list[Article]],
    outputs: Sequence[Path],
    say: Callable[[str], None],
    corrections: Sequence[Path] = (),
) -> Comparison:
    from framing.report.saving import SUFFIXES, check_output

    for path in outputs:
        check_output(path, SUFFIXES)
    say("reading articles")
    from framing.corrections import gather

    given = gather(corrections)
    articles = read()
    from framing import pipeline

    comparison = pipeline.compare(articles, corrections=given, progress=say)
    say("writing")
    for path in outputs:
        comparison.save(path)
    if not outputs:
        from framing.report import render_text

        typer.echo(render_text(comparison, colour=sys.stdout.isatty()))
    return comparison


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Shows the current step on standard error while it lasts; silent when not a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status("") as status:
        yield lambda step: status.update(Text(step))


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and exits: 0 done, 2 wrong input or call, 1 a fault of ours."""
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    sys.exit(_run([each for each in given if each != "--debug"], debug="--debug" in given))


def _run(arguments: Sequence[str], debug: bool) -> int:
    try:
        code = app(args=list(arguments), standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except InputError as error:
        if debug:
            traceback.print_exc()
        return _fail(str(error), 2)
    except UsageError as error:
        return _fail(f"{error.format_message().rstrip(chr(46))}. See: framing --help", 2)  # type: ignore[attr-defined]
    except (typer.Abort, KeyboardInterrupt):
        return _fail("interrupted", 130)
    except (BrokenPipeError, SystemExit):
        # The reader of our output (head, less) has closed it: nothing is wrong. typer's click
        # turns that, and nothing else that reaches us here, into a SystemExit.
        sys.stdout = None
        return 0
    except Exception as error:
        if debug:
            traceback.print_exc()
        return _fail(f"a fault of ours: {error!r}; run again with --debug and report it", 1)


def _fail(message: str, code: int) -> int:
    _tell(message)
    return code


def _tell(message: str) -> None:
    """One line on standard error, on which no text of an article acts."""
    from framing.report.escaping import visible

    line = visible(" ".join(message.split()))
    print(f"framing: {line}", file=sys.stderr)
