"""Untrusted files are read in another process, with limits of time and memory.

A reader that crashes or hangs costs that document and nothing else:

    report = run_limited(extract, body, seconds=30, megabytes=1024)

One worker process is started at the first call and serves the following ones, so a document costs a pipe's round trip
(well under a millisecond) and imports are paid once. A worker that dies is replaced.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar

from pipelines.formats.unreadable import Unreadable

with contextlib.suppress(ImportError):  # not on Windows
    import resource

P = ParamSpec("P")
R = TypeVar("R")

SECONDS_TO_IMPORT = 120.0  # the function's module may be large and the machine busy: not the document's fault
CALLS_PER_WORKER = 500  # then a fresh one, so that leaks in C libraries do not add up
_LENGTH = struct.Struct(">Q")
_unpickled = pickle.loads  # only ever from our own other end

_idle: list[_Worker] = []
_lock = threading.Lock()


def run_limited(function: Callable[..., R], *args: Any, seconds: float, megabytes: int, **kwargs: Any) -> R:
    """The function's result, computed in a worker process.

    Function, arguments and result are pickled; an exception that the function raises is raised here. Beyond the limits:
    `Unreadable` with code parser_timeout (`seconds` of wall clock), parser_memory (`megabytes` beside what the idle
    worker has), or parser_crash. Of a death in a worker that had served other documents before, that worker may be to
    blame, so the call is tried once more in a fresh one. May be called from several threads, each then has its worker.
    """
    if os.name != "posix":  # no limits to be had: better unlimited than not at all
        return function(*args, **kwargs)
    message = pickle.dumps(function), pickle.dumps((args, kwargs))
    while True:
        with _lock:
            worker = _idle.pop() if _idle else None
        used = worker is not None
        worker = worker or _Worker()
        try:
            outcome, value = worker.call(*message, seconds, megabytes)
        except Unreadable as error:
            worker.end()
            if used and error.code != "parser_timeout":
                continue
            raise
        except BaseException:  # an interrupt: the worker is in the middle of something
            worker.end()
            raise
        if outcome == "memory" or worker.calls >= CALLS_PER_WORKER:
            worker.end()
        else:
            with _lock:
                _idle.append(worker)
        if outcome == "memory":
            raise Unreadable("parser_memory", f"reading it takes more than {megabytes} MB")
        if outcome == "raised":
            raise value
        return value  # type: ignore[no-any-return]


@atexit.register
def end_workers() -> None:
    """Ends the idle workers; called by itself when the program ends."""
    with _lock:
        while _idle:
            _idle.pop().end()


class _Worker:
    """The parent's end of one worker process."""

    def __init__(self) -> None:
        self.calls = 0
        self._idle_peak = 0  # a process inherits the peak of the one that started it
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Few arenas: those that threads reserve count as memory although nothing is in them.
            env={
                "MALLOC_ARENA_MAX": "2",
                **os.environ,
                "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
            },
            start_new_session=True,  # Ctrl-C is for the program, which then ends its workers
        )

    def call(self, function: bytes, arguments: bytes, seconds: float, megabytes: int) -> tuple[str, Any]:
        self.calls += 1
        try:
            _send(self._stdin, pickle.dumps((seconds, megabytes)))
            _send(self._stdin, function)
            (self._idle_peak,) = _LENGTH.unpack(
                self._receive(SECONDS_TO_IMPORT, "its reader cannot be imported in time")
            )
            _send(self._stdin, arguments)
            return _unpickled(self._receive(seconds, f"not read after {seconds:g} s"))  # type: ignore[no-any-return]
        except (BrokenPipeError, EOFError):
            raise self._death(megabytes) from None

    def end(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin
        return self._process.stdin

    def _receive(self, seconds: float, late: str) -> bytes:
        assert self._process.stdout
        descriptor = self._process.stdout.fileno()
        deadline = time.monotonic() + seconds
        data = bytearray()
        wanted = _LENGTH.size
        while len(data) < wanted:
            if not select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise Unreadable("parser_timeout", late)
            chunk = os.read(descriptor, min(wanted - len(data), 1 << 20))
            if not chunk:
                raise EOFError
            data += chunk
            if len(data) == wanted == _LENGTH.size:
                wanted += _LENGTH.unpack(data)[0]
        return bytes(data[_LENGTH.size :])

    def _death(self, megabytes: int) -> Unreadable:
        """Why did it die? A C library that gets no memory aborts; then the peak tells."""
        with contextlib.suppress(ChildProcessError):
            _, status, usage = os.wait4(self._process.pid, 0)
            self._process.returncode = code = os.waitstatus_to_exitcode(status)
            grown = _megabytes(usage.ru_maxrss - self._idle_peak)
            if code == -signal.SIGXCPU:
                return Unreadable("parser_timeout", "its reader used up its processor time")
            if grown > 0.8 * megabytes:
                return Unreadable("parser_memory", f"its reader died having taken {grown} MB")
            if code < 0:
                return Unreadable("parser_crash", f"its reader died of {signal.Signals(-code).name}")
        return Unreadable("parser_crash", "its reader ended by itself")


def _megabytes(peak: int) -> int:
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _take(stream: IO[bytes]) -> bytes:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    return stream.read(_LENGTH.unpack(head)[0])


def _serve() -> None:
    """The worker's end: limits and function in, a sign that it is imported out, arguments in, result out."""
    calls, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not get between the results
    while True:
        try:
            seconds, megabytes = _unpickled(_take(calls))
        except EOFError:  # the program has ended
            return
        result: tuple[str, Any]
        function = _unpickled(_take(calls))
        _send(results, _LENGTH.pack(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
        arguments, keywords = _unpickled(_take(calls))
        _limit(seconds, megabytes)
        try:
            result = ("returned", function(*arguments, **keywords))
        except MemoryError:
            result = ("memory", None)
        except Exception as error:
            result = ("raised", error)
        del arguments, keywords
        _unlimit()
        try:
            data = pickle.dumps(result)
            _unpickled(data)
        except Exception as error:
            data = pickle.dumps(("raised", RuntimeError(f"{result[1]!r} cannot be sent between processes: {error}")))
        _send(results, data)


def _limit(seconds: float, megabytes: int) -> None:
    size = Path("/proc/self/statm")
    if size.exists():  # elsewhere the system does not hold to RLIMIT_AS
        now = int(size.read_text().split()[0]) * resource.getpagesize()
        _set_soft(resource.RLIMIT_AS, now + megabytes * 1024 * 1024)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set_soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 2 * seconds) + 2)


def _unlimit() -> None:
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        _set_soft(limit, resource.getrlimit(limit)[1])


def _set_soft(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


if __name__ == "__main__":
    _serve()
