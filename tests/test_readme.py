"""The README cannot lie: it names every command, and every command, option and portal that it shows exists."""

import re
import shlex
from pathlib import Path

import click
import pytest

from crawler.commands import COMMANDS, main

README = Path(__file__).parent.parent / "README.md"
COMMON = {"--archive", "--years", "--json", "--quiet"}


def commands() -> dict[str, click.Command]:
    """Every command that is built, subcommands by their full name: "portals list"."""
    context = click.Context(main)
    found: dict[str, click.Command] = {}
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": inner for sub, inner in command.commands.items()}
    return found


def shown() -> list[list[str]]:
    """The words of every `nianbao …` that the README shows, in code blocks (fenced or indented) and in running text."""
    lines: list[str] = []
    fenced = False
    for line in README.read_text("utf-8").replace("\\\n", " ").splitlines():
        fenced ^= line.startswith("```")
        if fenced or line.startswith("    "):
            lines.append(line)
        else:
            lines += re.findall(r"`([^`]+)`", line)
    calls = [found[1] for line in lines if (found := re.match(r"\s*(?:\$ )?(?:\S*/)?nianbao (.+)", line))]
    return [shlex.split(re.split(r"\s[|#>&]|;|  +", call)[0]) for call in calls]


@pytest.fixture(autouse=True, scope="module")
def readme() -> None:
    if not README.exists():
        pytest.skip("README.md is not there yet")


def test_names_every_command() -> None:
    text = README.read_text("utf-8")
    missing = [name for name in commands() if f"nianbao {name}" not in text]
    assert not missing, f"README.md does not mention: {', '.join(missing)}"


def test_every_command_shown_exists() -> None:
    known = commands()
    assert shown(), "README.md shows no command"
    for words in shown():
        if words[0].startswith("-"):
            continue
        name = words[0].rstrip(".,")
        assert name in known or name in COMMANDS, f"README.md shows `nianbao {' '.join(words)}`"
        inner = known.get(name)
        if isinstance(inner, click.Group) and len(words) > 1 and not words[1].startswith("-"):
            assert words[1] in inner.commands, f"README.md shows `nianbao {' '.join(words)}`"
            inner = inner.commands[words[1]]
        if inner is None:  # of the contract, not built yet
            continue
        allowed = {option for param in (*inner.params, *main.params) for option in (*param.opts, *param.secondary_opts)}
        given = {word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-zA-Z]", word)}
        assert given <= allowed | {"-h", "--help"}, f"README.md shows `nianbao {' '.join(words)}`"


def test_common_options_exist_and_are_explained() -> None:
    text = README.read_text("utf-8")
    options = {option for param in main.params for option in param.opts}
    assert options >= COMMON
    assert [option for option in sorted(COMMON) if option not in text] == []


def test_every_command_takes_json_and_quiet() -> None:
    for name, command in commands().items():
        if not isinstance(command, click.Group):
            options = {option for param in command.params for option in param.opts}
            assert {"--json", "--quiet"} <= options, name
