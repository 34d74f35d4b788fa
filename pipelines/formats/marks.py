"""The raised mark of a note behind a number: 24¹ is 24."""

from __future__ import annotations


def bracketed(mark: str, before: str) -> str:
    """A raised text as it joins the line: in square brackets, so that it is never taken for a digit.

    `before` is the text it stands behind. A unit's exponent stays as it is, and so does what is nothing else.

    >>> bracketed("1", "24"), bracketed("2", "3m"), bracketed("24", ""), bracketed("[1]", "24")
    ('[1]', '2', '24', '[1]')
    """
    inside, last = mark.strip(), before.rstrip()[-1:]
    plain = not inside or not last or (last.isascii() and last.isalpha()) or inside[0] in "[(（〔【"
    return inside if plain else f"[{inside}]"
