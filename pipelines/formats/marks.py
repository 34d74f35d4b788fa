"""What stands in a cell beside its text: the raised mark of a note (24¹ is 24), a picture, a text that is struck out.

Readers put signs for it into the text, and `settled` makes of them what can be said: digits that are none of the number
go into brackets, and where nobody can tell what is read, the cell is `UNREAD`: no number, and no blank either.
"""

from __future__ import annotations

import re

from pipelines.formats.unreadable import UNREAD
from pipelines.values import PICTURE, is_number

# Characters that no text holds: around the mark of a note; between texts that may be parts of one number or of two;
# for a text that is struck out; before a character in the colour of paper. PICTURE stands for whatever is seen and
# cannot be read.
NOTE, NOTE_END, SEAM, STRUCK, PALE = "\ufdd5", "\ufdd6", "\ufdd7", "\ufdd8", "\ufdd9"
SIGNS = (NOTE, SEAM, STRUCK, PALE, PICTURE)

_BLANK = " \n\t\r\ufdd0"  # and the break of html.xsl
_NOTED = re.compile(f"(.?)\\s*{NOTE}([^{NOTE_END}]*){NOTE_END}(?=\\s*(.?))", re.S)
_PALE = re.compile(f"{PALE}.", re.S)
_SEAMS = re.compile(rf"(?<=\d){SEAM}(?=\d)")


def bracketed(mark: str, before: str, after: str = "") -> str:
    """A raised text as it joins the line: in square brackets, so that it is never taken for a digit.

    `before` and `after` are what it stands between. A unit's exponent stays as it is, and so does what is nothing else.

    >>> bracketed("1", "24"), bracketed("2", "3m"), bracketed("24", ""), bracketed("[1]", "24")
    ('[1]', '2', '24', '[1]')
    >>> bracketed('1', '', '24')
    '[1]'
    """
    inside, last = mark.strip(), before.rstrip()[-1:]
    alone = not last and not after[:1].isdigit()
    plain = not inside or alone or (last.isascii() and last.isalpha()) or inside[0] in "[(（〔【"
    return inside if plain else f"[{inside}]"


def noted(text: str) -> str:
    """A text with the marks of its notes in brackets."""
    if NOTE not in text:
        return text
    text = text.replace(NOTE_END + NOTE, "")  # one mark, written in two pieces
    return _NOTED.sub(lambda found: found[1] + bracketed(found[2], found[1], found[3]), text)


def settled(text: str) -> str:
    """The text of a cell, of which it may be unknown what it says.

    >>> settled(f"24{NOTE}1{NOTE_END}"), settled(f"12{SEAM}3"), settled(f"{STRUCK}12"), settled(f"行政许可{PICTURE}")
    ('24[1]', '12\ufffd3', '12', '行政许可')
    >>> settled(f"12{PICTURE}"), settled(STRUCK), settled(PICTURE)  # 120 or 12; 24 that is no longer valid; anything
    ('12\ufffd', '\ufffd', '\ufffc')
    >>> settled(f"12{PALE}7"), settled(f"{PALE}1{PALE}2"), settled(f"{PALE}合{PALE}计")  # the last two may be on blue
    ('12', '\ufffd', '合计')
    """
    if PALE in text:  # beside others that are seen, so that what lies below is light
        shown = _PALE.sub("", text)
        words = not re.search(r"\d", text)
        text = shown if shown.strip(_BLANK) else text.replace(PALE, "") if words else UNREAD
    text = noted(text)
    if SEAM in text:
        text = _SEAMS.sub(UNREAD, text).replace(SEAM, "")
    if PICTURE in text and (without := text.replace(PICTURE, "")).strip(_BLANK):
        text = without + UNREAD if is_number(without.replace(STRUCK, "")) else without
    if STRUCK in text:
        without = text.replace(STRUCK, "")
        text = without if without.strip(_BLANK) else UNREAD
    return text


def running(text: str) -> str:
    """A text outside of cells without its signs."""
    if PALE in text:
        text = _PALE.sub("", text) or text.replace(PALE, "")
    for sign in (SEAM, STRUCK, PICTURE):
        if sign in text:
            text = text.replace(sign, "")
    return noted(text)
