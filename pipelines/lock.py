"""One writer per archive: a lock file beside it that names who holds it."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

try:
    import fcntl
except ImportError:  # Windows has no flock; SQLite's own locks still keep the file whole there
    fcntl = None  # type: ignore[assignment]


class Locked(Exception):  # noqa: N818 - a state, told to people by `ArchiveError`
    """Somebody else writes. `pid` and `since` are theirs, None where the file does not say."""

    def __init__(self, pid: int | None, since: str | None) -> None:
        super().__init__(f"locked by process {pid} since {since}")
        self.pid, self.since = pid, since


class WriterLock:
    """An flock on `<archive>.lock`. The system frees it when its process dies, however it dies."""

    def __init__(self, archive: Path) -> None:
        self.path = archive.with_name(archive.name + ".lock")
        self._file: int | None = None

    def __enter__(self) -> Self:
        """Take the lock. Raises `Locked`, or OSError where the folder cannot be written."""
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                if fcntl is not None:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                held_by = os.read(file, 1000)
                os.close(file)
                raise _locked(held_by) from None
            # The former holder may have removed the file between our open and our flock: then ours is a ghost.
            with contextlib.suppress(FileNotFoundError):
                if os.fstat(file).st_ino == self.path.stat().st_ino:
                    break
            os.close(file)
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        os.ftruncate(file, 0)
        os.write(file, json.dumps({"pid": os.getpid(), "since": since}).encode())
        self._file = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free the lock and take its file away."""
        if self._file is not None:
            self.path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = None


def _locked(content: bytes) -> Locked:
    try:
        holder = json.loads(content)
        return Locked(int(holder["pid"]), str(holder["since"]))
    except (ValueError, KeyError, TypeError):
        return Locked(None, None)
