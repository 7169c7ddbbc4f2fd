"""What people give to a classifier, listed and checked: lists, arrays, columns of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from framing.articles.plain import plain_article
from framing.errors import InputError
from framing.records import Article

__all__ = ["check_articles", "check_texts", "is_missing", "is_table", "list_items"]

# What pandas puts where a value is missing, beside None and the float that is not a number.
_MISSING = frozenset({"NAType", "NaTType"})


def check_texts(who: str, inputs: object) -> list[str]:
    """The inputs as a list of strings.

    Args:
        who: whom the error names.
        inputs: a list, a tuple, an array or any other iterable of strings; a column of a table.

    Raises:
        InputError: if it is a single string or a whole table, or if an item is missing or no text.
    """
    texts = []
    for where, item in list_items(who, "texts", inputs):
        if isinstance(item, Article):
            raise InputError(
                f"{who}: {where} is an article, not a text; articles go to annotate(articles)"
            )
        if not isinstance(item, str):
            kind = type(item).__name__
            raise InputError(f"{who}: {where} is {kind}, not a text; give strings")
        texts.append(item)
    return texts


def check_articles(who: str, inputs: object) -> list[Article]:
    """The inputs as a list of articles; a text becomes an article without a headline.

    Args:
        who: whom the error names.
        inputs: articles or texts, in anything that :func:`check_texts` takes.

    Raises:
        InputError: if it is a single one or a whole table, or if an item is missing or neither.
    """
    articles = []
    for where, item in list_items(who, "articles or texts", inputs):
        if isinstance(item, str):
            articles.append(plain_article(item))
        elif isinstance(item, Article):
            articles.append(item)
        else:
            raise InputError(
                f"{who}: {where} is {type(item).__name__}, no article and no text; read articles "
                "with framing.read_articles"
            )
    return articles


def list_items(who: str, wanted: str, inputs: object) -> list[tuple[str, Any]]:
    """Every item of the inputs after where it stands, for the error that may name it.

    That is its number from 0, or the label of its row in a column of a table.

    Args:
        who: whom the error names.
        wanted: what the items should be, in the plural.
        inputs: what was given.

    Raises:
        InputError: if it is a single text or article, a whole table or otherwise no list, or if
            an item is missing.
    """
    if isinstance(inputs, str | bytes):
        raise InputError(f"{who}: give a list of {wanted}, not one text; write [text]")
    if isinstance(inputs, Article):
        raise InputError(f"{who}: give a list of {wanted}, not one article; write [article]")
    if is_table(inputs):
        raise InputError(
            f"{who}: give one column of the table, such as frame['text'], not the whole table"
        )
    # A set has no order to answer in, and a mapping would give its keys.
    if not isinstance(inputs, Iterable) or isinstance(inputs, set | frozenset | Mapping):
        raise InputError(f"{who}: give a list of {wanted}, not {type(inputs).__name__}")
    dimensions = getattr(inputs, "ndim", 1)
    if dimensions != 1:
        raise InputError(f"{who}: give a list of {wanted}, not an array of {dimensions} dimensions")
    items = list(zip(_places(inputs), inputs, strict=False))
    for where, item in items:
        if is_missing(item):
            raise InputError(
                f"{who}: {where} is missing ({item}); leave it out, or put an empty text there"
            )
    return items


def is_table(inputs: object) -> bool:
    """Whether it is a table of named columns, such as a pandas DataFrame."""
    return hasattr(inputs, "columns") and hasattr(inputs, "shape")


def is_missing(item: object) -> bool:
    """Whether it is what stands for no value: None, the float that is not a number, pandas' NA."""
    if isinstance(item, float):
        return item != item
    return item is None or type(item).__name__ in _MISSING


def _places(inputs: object) -> Iterator[str]:
    """Where each item stands: "row 'b'" in a pandas column, "item 1" anywhere else."""
    if hasattr(inputs, "iloc") and hasattr(inputs, "index"):
        yield from (f"row {label!r}" for label in inputs.index)
    else:
        yield from (f"item {number}" for number in count())
