"""Why a file could not be opened."""

from __future__ import annotations

UNREAD = "\N{REPLACEMENT CHARACTER}"  # in a cell: something is printed here that cannot be read


class Unreadable(Exception):  # noqa: N818 - a statement about the file, not about the program
    """A reader gives up on a file: `code` is the class of the fault (`encrypted`, `image_only` …), `detail` one line.

    >>> str(Unreadable("encrypted", "the PDF asks for a password"))
    'encrypted: the PDF asks for a password'
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)  # both, so that the error survives pickling between processes
        self.code = code
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"
