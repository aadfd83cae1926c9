"""Writes `docs/reference/commands.md` from the commands themselves: `python -m diwan.entry.cli.reference > FILE`."""

import sys
from collections.abc import Iterator

import click

from diwan.entry.cli import COMMANDS, diwan

HEAD = """\
# Commands

Written by `python -m diwan.entry.cli.reference > docs/reference/commands.md`; a test fails when it is out of date.
Settings that the commands read stand in [settings](settings.md).

`diwan --help` lists the commands, `diwan COMMAND --help` explains one, `diwan --version` prints the version.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | the output could not be written, or a mistake of ours |
| 2 | wrong usage, or the state that the message names |
| 3 | `diwan brief` only: some inputs could not be read; the brief holds the rest |
"""


def page() -> str:
    context = click.Context(diwan, info_name="diwan")
    parts = [HEAD]
    for name in COMMANDS:
        command = diwan.get_command(context, name)
        assert command is not None, name
        parts += _told(command, click.Context(command, context, info_name=name))
    return "\n".join(parts)


def _told(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"## `{context.command_path}`\n\n`{usage}`\n\n{_sentences(command.help or '')}\n"
    options = [
        p for p in command.get_params(context) if isinstance(p, click.Option) and "--help" not in p.opts
    ]
    if options:
        rows = [_option(option, context) for option in options]
        yield "\n".join(["| option | meaning |", "|---|---|", *rows]) + "\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, name
            yield from _told(inner, click.Context(inner, context, info_name=name))


def _sentences(text: str) -> str:
    paragraphs = text.replace("\b", "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _option(option: click.Option, context: click.Context) -> str:
    written, told = option.get_help_record(context) or (", ".join(option.opts), "")
    shown = f"`{written}`".replace("|", "\\|")
    from_setting = f" Also `{option.envvar}`." if isinstance(option.envvar, str) else ""
    return f"| {shown} | {' '.join(told.split())}{from_setting} |"


if __name__ == "__main__":
    sys.stdout.write(page())
