"""How the time of a reader grows with its text: what a test says instead of seconds, which a busy machine makes wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T", str, bytes)

TIMES, LINEAR = 4, 10  # of a text 4 times as long; with the square of its length it would be 16
_UNFELT = 0.002  # seconds: beside it, what a call costs apart from its text is nothing


def growth(call: Callable[[T], object], piece: T, length: int) -> float:
    """How many times as long `call` takes for a run of `piece` of some length as for a quarter of it.

    The processor's time, the least of three of each, in one run.
    """
    short, long = (_least_time(call, piece * max(1, size // len(piece))) for size in (length // TIMES, length))
    return (long + _UNFELT) / (short + _UNFELT)


def _least_time(call: Callable[[T], object], text: T) -> float:
    times = []
    for _ in range(3):
        begin = time.process_time()
        call(text)
        times.append(time.process_time() - begin)
    return min(times)
