"""The command `diwan`. Each command is loaded when it is called, so that `diwan brief` starts without a database."""

import sys
from importlib import import_module

import click

from diwan import __version__

# name -> where its click command stands, and the line that `diwan --help` prints
COMMANDS = {
    "brief": ("diwan.share.commands:brief", "Read reports and print the situation. No server, no database."),
    "evaluate": (
        "diwan.share.commands:evaluate",
        "Measure the machine's reading on your own labels. No server, no database.",
    ),
    "up": ("diwan.entry.cli.up:up", "Start the centre: database, pages, worker, publisher."),
    "worker": (
        "diwan.entry.cli.run_worker:worker",
        "Run only the worker, beside a database that runs already.",
    ),
    "set-password": ("diwan.entry.cli.set_password:set_password", "Give an officer a password."),
    "centre": ("diwan.entry.cli.centre:centre", "Write a charter down, and found the centre of it."),
    "member": (
        "diwan.entry.cli.member:member",
        "Host a member that joined; let one that leaves take its own along.",
    ),
    "retention": ("diwan.entry.cli.retention:retention", "Erase what the charter says is kept no longer."),
    "log": ("diwan.entry.cli.log:log", "Check the logs of a centre, take receipts and copies."),
    "witness": ("diwan.entry.cli.witness:witness", "Witness a centre's logs, on a machine of your own."),
    "rebuild": ("diwan.entry.cli.database:rebuild", "Drop every projection and replay the records."),
    "backup": ("diwan.entry.cli.backup:backup", "Write a backup; remove those that are too old."),
    "restore": ("diwan.entry.cli.backup:restore", "Put a backup in the place of this centre."),
    "upgrade": ("diwan.entry.cli.backup:upgrade", "Bring this centre to the installed version."),
    "quota": ("diwan.entry.cli.quota:quota", "Show and set how much of the disk each member takes."),
    "keys": ("diwan.entry.cli.keys:keys", "Replace, withdraw and keep apart the keys that sign."),
    "db": ("diwan.entry.cli.database:db", "Prepare and upgrade the database."),
}


class Commands(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="diwan")
def diwan() -> None:
    """Run a joint information centre, or read reports without one."""


def main() -> None:
    from diwan.core.errors import DiwanError

    try:
        diwan()
    except DiwanError as error:
        print(f"diwan: {error}", file=sys.stderr)
        sys.exit(2)
