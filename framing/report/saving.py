"""Files are written whole or not at all."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import get_args

from framing.errors import InputError
from framing.records import Comparison, Table

__all__ = [
    "SUFFIXES",
    "check_output",
    "keep_inputs",
    "make_folder",
    "save",
    "write_bytes",
    "write_text",
]

SUFFIXES = (".html", ".md", ".json", ".csv", ".parquet")
"""The views of a comparison that can be saved."""


def save(comparison: Comparison, path: str | PathLike[str]) -> None:
    """Writes the view that the suffix names: .html, .md, .json, .csv or .parquet.

    The last two hold one table, by default ``facts``, one row a fact; ``report.links.csv`` or
    ``report.differences.parquet`` names another one before the suffix.

    Raises:
        InputError: if the suffix is unknown or the file cannot be written.
    """
    given = check_output(path, SUFFIXES)
    write_bytes(given, _render(comparison, given))


def _render(comparison: Comparison, path: Path) -> bytes:
    suffix = path.suffix.lower()
    if suffix == ".html":
        from framing.report.html import render_html

        return render_html(comparison).encode("utf-8")
    if suffix == ".md":
        from framing.report.markdown import render_markdown

        return render_markdown(comparison).encode("utf-8")
    if suffix == ".json":
        from framing.report.data import render_json

        return render_json(comparison).encode("utf-8")
    from framing.report.frames import frame_as_csv, render_frame

    frame = render_frame(comparison, _table(path))
    if suffix == ".csv":
        return frame_as_csv(frame).encode("utf-8")
    file = io.BytesIO()
    frame.to_parquet(file, index=False)
    return file.getvalue()


def _table(path: Path) -> Table:
    """The table that a file name asks for: that of ``report.links.csv`` is ``links``."""
    named = Path(path.stem).suffix[1:].lower()
    return next((table for table in get_args(Table) if table == named), "facts")


def check_output(path: str | PathLike[str], suffixes: Sequence[str] = SUFFIXES) -> Path:
    """The path, when a file with one of the suffixes can be written there.

    Meant to be called before long work, so that a bad path costs nothing.

    Raises:
        InputError: if the suffix is unknown, the folder is missing or nothing can be written.
    """
    given = Path(path)
    known = ", ".join(suffixes)
    if given.suffix.lower() not in suffixes:
        said = f"unknown suffix {given.suffix!r}" if given.suffix else "no suffix"
        raise InputError(f"{given}: {said}; name the file with one of {known}")
    folder = given.parent
    try:
        if given.is_dir():
            raise InputError(f"{given}: this is a folder; name a file in it ({known})")
        if not folder.is_dir():
            raise InputError(f"{given}: there is no folder {folder}; make it first")
        target = given if given.exists() else folder
    except OSError as error:
        raise _unwritable(given, error) from error
    if not (os.access(target, os.W_OK) and os.access(folder, os.W_OK | os.X_OK)):
        raise InputError(f"{given}: no permission to write there; choose another place")
    return given


def write_text(path: str | PathLike[str], text: str) -> None:
    """Writes the text as UTF-8, whole or not at all; an existing file is replaced.

    Raises:
        InputError: if the file cannot be written.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | PathLike[str], content: bytes) -> None:
    """Writes the bytes, whole or not at all; an existing file is replaced.

    They go to a temporary file in the same folder, which then takes the place of the target in
    one step.

    Raises:
        InputError: if the file cannot be written.
    """
    given = Path(path)
    # A link stays a link: the file it points to is replaced.
    target = Path(os.path.realpath(given))
    partial = target.parent / f".framing-{os.getpid()}-{threading.get_ident()}.partial"
    try:
        with open(partial, "xb") as file:
            file.write(content)
        os.replace(partial, target)
    except OSError as error:
        raise _unwritable(given, error) from error
    finally:
        # Gone already when all went well; when even this fails, the first error says why.
        with suppress(OSError):
            partial.unlink()


def _unwritable(path: Path, error: OSError) -> InputError:
    reason = (error.strerror or type(error).__name__).lower()
    return InputError(f"{path}: cannot write this file: {reason}; choose another place")


def keep_inputs(sources: Sequence[str], outputs: Sequence[Path]) -> None:
    """Refuses an output that would replace an input, or be read as an article the next time.

    Args:
        sources: the articles and other files that are read.
        outputs: the files to be written.

    Raises:
        InputError: if one of them would.
    """
    inputs = {os.path.realpath(source): source for source in sources}
    for path in outputs:
        target = os.path.realpath(path)
        if target in inputs:
            raise InputError(f"{path}: is read as well; name another file for the output")
        if os.path.dirname(target) in inputs:
            raise InputError(
                f"{path}: is in {inputs[os.path.dirname(target)]}, whose articles are compared; "
                "choose another folder for the output"
            )


@contextmanager
def make_folder(path: Path | None) -> Iterator[None]:
    """Makes a folder for what is to be written, and takes it back when it stays empty."""
    if path is None or path.is_dir():
        yield
        return
    try:
        path.mkdir(parents=True)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"{path}: cannot make this folder: {reason}; choose another") from error
    try:
        yield
    finally:
        with suppress(OSError):
            path.rmdir()  # goes only when it is empty
