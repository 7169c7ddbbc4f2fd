"""The one exception that means "the input or the call is wrong", not "we failed"."""

from __future__ import annotations

__all__ = ["InputError"]


class InputError(ValueError):
    """The input or the call is wrong.

    The message is one line that says which file or argument, what is wrong, and what to do. The
    command line prints it and exits with 2.
    """
