"""What the commands share: the common options (contract §2) and the words in which a command fails.

A command takes the common options that mean something to it, before or after its own name::

    @click.command()
    @archive_option()
    @years_option
    @json_option
    @quiet_option
    def command(archive: Path, years: Years, as_json: bool, quiet: bool) -> None: ...
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from rich.text import Text

F = TypeVar("F", bound=Callable[..., Any])

Years = tuple[int, ...] | None
"""Fiscal years asked for, ascending; None = all of them."""

FIRST_YEAR = 2008  # the 条例 took effect on 2008-05-01; the first reports are of that year
LAST_YEAR = 2099

FAILED = 1
"""Exit status: finished, but some pages, files or reports failed; they are named."""


class CommandError(click.ClickException):
    """Nothing could be done, in one line for people: what, where, what next. Exit status 2."""

    exit_code = 2


def fail(message: str) -> NoReturn:
    """Stop the command with one line and exit status 2."""
    raise CommandError(message)


def suggestion(word: str, known: Iterable[str]) -> str:
    """A closing question that names what was probably meant, or nothing.

    >>> suggestion("jiangsu_rensh", ["jiangsu_renshe", "hubei_renshe"])
    '; did you mean jiangsu_renshe?'
    >>> suggestion("x", ["jiangsu_renshe"])
    ''
    """
    close = get_close_matches(word, list(known), n=3, cutoff=0.75)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def parse_years(text: str) -> tuple[int, ...]:
    """Fiscal years from what a person types; full-width digits, Chinese commas and dashes are understood.

    Raises ValueError with a line for people.

    >>> parse_years("2019-2021")
    (2019, 2020, 2021)
    >>> parse_years("2021，2019")
    (2019, 2021)
    >>> parse_years("2024-2019")
    Traceback (most recent call last):
    ValueError: the range 2024-2019 runs backwards; write 2019-2024
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[–—―~至]+|--+", "-", plain).replace("、", ",").replace("年", "")
    years: set[int] = set()
    for part in plain.split(","):
        bounds = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", part)
        if not bounds:
            raise ValueError(f"{text!r} is not a year; write 2021, 2019-2024 or 2019,2021")
        first, last = int(bounds[1]), int(bounds[2] or bounds[1])
        if first > last:
            raise ValueError(f"the range {first}-{last} runs backwards; write {last}-{first}")
        if first < FIRST_YEAR or last > LAST_YEAR:
            raise ValueError(f"{part} is out of range; annual reports exist from {FIRST_YEAR} on")
        years.update(range(first, last + 1))
    return tuple(sorted(years))


class YearsType(click.ParamType[Any]):
    """`--years 2019-2024`."""

    name = "years"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The years as an ascending tuple; a usage error otherwise."""
        if not isinstance(value, str):
            return value
        try:
            return parse_years(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class ArchiveType(click.ParamType[Path]):
    """`--archive FILE`: any path that may become or be a file; whether it is an archive is found when it is opened."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; a usage error for a folder or an empty name."""
        path = Path(value)
        if not str(value).strip():
            self.fail("the name of the archive is empty; name a file, for example archive.db", param, ctx)
        if path.is_dir():
            self.fail(f"{value} is a folder; name a file in it, for example {path / 'archive.db'}", param, ctx)
        return path


def _before_or_after(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """The option as given after the command's name, else as given before it."""
    if param.name is None or ctx.get_parameter_source(param.name) is click.core.ParameterSource.COMMANDLINE:
        return value
    root = ctx.find_root()
    if root is not ctx and root.get_parameter_source(param.name) is click.core.ParameterSource.COMMANDLINE:
        return root.params[param.name]
    return value


def archive_option(*, must_exist: bool = False) -> Callable[[F], F]:
    """`--archive FILE`; with `must_exist` a missing file is one line that says how to get one."""

    def find(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        path = _before_or_after(ctx, param, value)
        if must_exist and path is not None and not path.exists():
            fail(f"no archive at {path}; make one with `nianbao demo`, `crawl` or `add`, or name yours with --archive")
        return path

    return click.option(
        "--archive", type=ArchiveType(), metavar="FILE", envvar="NIANBAO_ARCHIVE", default="archive.db",
        show_default=True, show_envvar=True, callback=find, help="The archive.",
    )  # fmt: skip


years_option: Callable[[F], F] = click.option(
    "--years", type=YearsType(), metavar="YEARS", callback=_before_or_after,
    help="Only these fiscal years: 2021, 2019-2024 or 2019,2021.",
)  # fmt: skip
json_option: Callable[[F], F] = click.option(
    "--json", "as_json", is_flag=True, callback=_before_or_after,
    help="Machine-readable result on stdout; everything for people goes to stderr.",
)  # fmt: skip
quiet_option: Callable[[F], F] = click.option(
    "--quiet", is_flag=True, callback=_before_or_after, help="No progress, only the result and what went wrong."
)


def print_json(value: object) -> None:
    """One line of JSON on stdout, in UTF-8 whatever the terminal speaks; what UTF-8 cannot hold is escaped."""
    out = sys.stdout.buffer
    out.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    out.flush()


def note(message: str, *, quiet: bool = False) -> None:
    """One line for people, on stderr; control characters from the web are shown, not obeyed."""
    if not quiet:
        click.echo(printable(message), err=True)


def printable(text: str) -> str:
    r"""One line of text that cannot move the cursor or fake a line: control characters are written out.

    >>> printable("a\x1b[2Jb\nc")
    'a\\x1b[2Jb c'
    """
    line = re.sub(r"[\r\n\t]+", " ", text)
    return "".join(
        ascii(char)[1:-1] if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} else char for char in line
    )


def print_lines(draw: Callable[[int], Iterable[Text]], *, apart: bool = False, err: bool = False) -> None:
    """What `draw` makes of the terminal's width, on stdout; `apart` with a line above it."""
    from rich.console import Console  # here: commands that print JSON start without it

    console = Console(stderr=err, highlight=False, soft_wrap=True)
    if apart:
        console.rule(style="dim")
    for line in draw(console.width):
        console.print(line, no_wrap=True, crop=False, overflow="ignore")
