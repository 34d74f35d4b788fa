"""The command `nianbao`: loads one subcommand when it is asked for, and turns every error into one line.

`nianbao --help` and `nianbao extract` start without importing Scrapy; each module named here defines `command`.
"""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click

from pipelines.commands import ArchiveType, json_option, printable, quiet_option, years_option

COMMANDS = {
    "demo": ("crawler", "Crawl the bundled replica portals; needs no network."),
    "crawl": ("crawler", "Crawl known portals, or one agency with --url."),
    "extract": ("pipelines", "Extract reports from files on disk; needs no archive."),
    "add": ("pipelines", "Put files on disk into the archive, and extract them."),
    "reextract": ("pipelines", "Extract every stored capture again; show what would change."),
    "coverage": ("pipelines", "Agency × fiscal year: found, incomplete, missing."),
    "show": ("pipelines", "One report as its official tables, with provenance."),
    "check": ("pipelines", "What is wrong: broken sums, unread cells, missing years, failed fetches."),
    "export": ("pipelines", "Export the panel."),
    "serve": ("pipelines", "Browse the archive in a browser."),
    "portals": ("crawler", "The registry of portals: list, probe, check."),
    "doctor": ("crawler", "What this machine has and lacks."),
}
"""Every command of the contract: the package that holds its module, and its one line of help."""


class LazyGroup(click.Group):
    """A click group that imports a subcommand's module only when that subcommand is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The commands that are built, in the order of the contract."""
        return [name for name in COMMANDS if importlib.util.find_spec(_module(name))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand, imported now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(_module(cmd_name)).command
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from `COMMANDS`, so that `--help` imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand named; one that is not there is answered with what was probably meant."""
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            close = get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f"did you mean {close[0]}?" if close else f"commands: {', '.join(self.list_commands(ctx))}"
            raise click.UsageError(f"no command {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 (click's signature)
        **extra: Any,
    ) -> None:
        """Run, and leave with the exit status of the contract; every error is one line on stderr."""
        argv = list(sys.argv[1:] if args is None else args)
        debug = "--debug" in argv
        try:
            # --debug may stand anywhere, as the common options may
            plain = [arg for arg in argv if arg != "--debug"]
            status = super().main(plain, prog_name or "nianbao", complete_var, standalone_mode=False, **extra)
        except (click.Abort, KeyboardInterrupt):
            _say("interrupted; everything done so far is kept")
            sys.exit(130)
        except Exception as error:  # the one place where every error becomes a line
            if debug and not isinstance(error, click.ClickException):
                traceback.print_exc()
            _say(describe(error))
            sys.exit(getattr(error, "exit_code", 2))
        sys.exit(status if isinstance(status, int) else 0)


def describe(error: Exception) -> str:
    """One line for a person: what is wrong, where, and what next.

    >>> describe(FileNotFoundError(2, "No such file or directory", "report.pdf"))
    'report.pdf: No such file or directory'
    """
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "nianbao"
        return f"{_sentence(error.format_message())} (see `{path} --help`)"
    if isinstance(error, click.ClickException):
        return _sentence(error.format_message())
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if type(error).__module__.partition(".")[0] in {"crawler", "pipelines"}:
        return str(error)  # our own errors are written for people where they are raised
    if isinstance(error, sqlite3.Error):
        return f"the archive cannot be used: {error}; `nianbao doctor` examines it"
    if isinstance(error, MemoryError):
        return "out of memory"
    return (
        f"unexpected {type(error).__name__}: {error}; this is a fault of nianbao, "
        "`nianbao --debug …` shows where it happened"
    )


def _sentence(message: str) -> str:
    return message.strip().removesuffix(".")


def _say(message: str) -> None:
    click.echo(f"nianbao: {printable(message)}", err=True)


def _module(name: str) -> str:
    return f"{COMMANDS[name][0]}.commands.{name}"


@click.group(
    "nianbao", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="nianbao", message="%(prog)s %(version)s")
@click.option(
    "--archive", type=ArchiveType(), metavar="FILE", help="The archive.  [env: NIANBAO_ARCHIVE; default: archive.db]"
)
@years_option
@json_option
@quiet_option
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
@click.pass_context
def main(ctx: click.Context, /, **common: Any) -> None:
    """The archive of China's 政府信息公开工作年度报告.

    Finds the reports on the portals of government agencies, keeps their bytes, and reads their official tables.
    The common options may stand before or after the command.
    """
    name = ctx.invoked_subcommand
    command = main.get_command(ctx, name) if name else None
    if command is None or isinstance(command, click.Group):
        return
    taken = {param.name for param in command.params} | {"debug"}
    for param in main.params:
        given = ctx.get_parameter_source(str(param.name)) is click.core.ParameterSource.COMMANDLINE
        if given and param.name in common and param.name not in taken:
            raise click.UsageError(f"{name} takes no {param.opts[0]}", ctx)
