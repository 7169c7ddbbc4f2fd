"""Finding and reading corpus files, with one clear line when something is wrong."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.errors import InputError

__all__ = ["Corpus", "Row", "find", "read_json", "read_json_lines", "read_table", "read_text"]

# csv refuses longer fields by default; article texts are longer.
LONGEST_FIELD = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Corpus:
    """A published corpus: what its folder is called, whose it is and where to get it.

    Attributes:
        name: its name in the literature.
        folder: the folder it lies in under the corpora root.
        source: where to get it.
    """

    name: str
    folder: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a corpus file, with the place it came from for error messages.

    Attributes:
        place: file and line.
        fields: the record.
    """

    place: str
    fields: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        try:
            return self.fields[name]
        except KeyError:
            raise InputError(
                f"{self.place}: no field {name!r}; is this the corpus in its original format?"
            ) from None


def find(data: Path, corpus: Corpus, *names: str) -> Path:
    """The first of ``names`` that exists in the corpus's folder.

    Args:
        data: the corpora root, the corpus's own folder, or the folder of a corpus beside it.
        corpus: which corpus.
        names: files or folders to accept, relative to the corpus's folder, best first.

    Raises:
        InputError: if none is there.
    """
    data = Path(data)
    # `absolute` so that the folder beside "." is found too.
    for folder in (data / corpus.folder, data, data.absolute().parent / corpus.folder):
        for name in names:
            if (folder / name).exists():
                return folder / name
    raise InputError(
        f"{data}: no {' or '.join(names)} of {corpus.name} there; give the folder that holds it "
        f"or a folder {corpus.folder}/ beside the other corpora (get it from {corpus.source})"
    )


def read_text(path: Path) -> str:
    """A UTF-8 file, gunzipped when its name ends in ``.gz``, with its newlines as they are.

    Raises:
        InputError: if it cannot be read or is not UTF-8.
    """
    try:
        raw = path.read_bytes()
        if path.suffix == ".gz":
            raw = gzip.decompress(raw)
        return raw.decode("utf-8-sig")
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: cannot be read ({error}); check the file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; take the file as the corpus ships it") from error


def read_json_lines(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file, one a line.

    Raises:
        InputError: if a line is not a JSON object.
    """
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{place}: not JSON ({error.msg}); one object a line") from error
        if not isinstance(fields, dict):
            raise InputError(f"{place}: not a JSON object; one object a line")
        yield Row(place, fields)


def read_json(path: Path) -> Row:
    """A file that holds one JSON object.

    Raises:
        InputError: if it does not.
    """
    try:
        fields = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}: not JSON ({error.msg})") from error
    if not isinstance(fields, dict):
        raise InputError(f"{path}: not a JSON object")
    return Row(str(path), fields)


def read_table(path: Path, delimiter: str = ",") -> Iterator[Row]:
    """The rows of a delimited file with a header line.

    Raises:
        InputError: if it is not such a file.
    """
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), delimiter=delimiter)
    try:
        for fields in reader:
            yield Row(f"{path}:{reader.line_num}", dict(fields))
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: not a table ({error})") from error
