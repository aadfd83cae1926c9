"""The commands `diwan brief` and `diwan evaluate`."""

import errno
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import click

_QUIET_SECONDS = 1.0  # nothing is said about work that is done by then
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed
_UNREADABLE = 3  # exit code: some inputs could not be read, the rest is in the brief


class _Progress:
    """Says on standard error how far it is, once a second, after the first."""

    def __init__(self) -> None:
        self._begun = self._told = time.monotonic()
        self._is_terminal = sys.stderr.isatty()
        self._said = False

    def __call__(self, doing: str, done: int) -> None:
        now = time.monotonic()
        if now - self._begun < _QUIET_SECONDS or now - self._told < _QUIET_SECONDS:
            return
        self._told, self._said = now, True
        pace = done / (now - self._begun)
        line = f"diwan: {doing}, {done:,} reports, {pace:,.0f} a second" if done else f"diwan: {doing} …"
        click.echo(f"\r\x1b[K{line}" if self._is_terminal else line, err=True, nl=not self._is_terminal)

    def end(self) -> None:
        if self._said and self._is_terminal:
            click.echo("\r\x1b[K", err=True, nl=False)


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "html")), default="text", show_default=True,
    help="How the brief is written.",
)  # fmt: skip
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE, whole or not at all."
)
@click.option(
    "--language", type=click.Choice(("ar", "fa", "ru", "en")), default="en", show_default=True,
    help="The language of the brief; quotations stay in theirs.",
)  # fmt: skip
def brief(inputs: tuple[str, ...], form: str, output: Path | None, language: str) -> None:
    """Read reports and print the situation: what happened where and when, who says so, who denies it.

    INPUT is a file, a folder, an http(s) address, a feed, or - for standard input: text, HTML, EML, mbox, PDF,
    DOCX, RSS or Atom, or JSON Lines of reports. No server and no database are needed.

    What cannot be read is named on standard error with the reason; the rest goes on, and the exit code is 3.
    """
    # Loaded here, so that `diwan --help` answers at once.
    from diwan.core.languages import Language  # noqa: PLC0415
    from diwan.share.brief import make_brief, nothing_thrown_away, render  # noqa: PLC0415

    progress = _Progress()
    with nothing_thrown_away():
        made = make_brief(inputs, watch=progress)
        progress.end()
        written = render(made, form, Language(language))
    if form != "json":  # which writes them as escapes
        written = _printable(written)
    for problem in (*made.problems, *made.notes):
        click.echo(_printable(f"diwan: {problem.name}: {problem.reason}"), err=True)
    if output is not None:
        _write_whole(output, written)
    else:
        _print(written)
    if made.problems:
        sys.exit(_UNREADABLE)


@click.command()
@click.argument("gold_dir", type=click.Path(path_type=Path))
@click.option("--examples", type=click.IntRange(0, 1000), default=2, show_default=True,
    help="How many of each kind of error in each language.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
    help="How the figures are written.",
)  # fmt: skip
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE, whole or not at all."
)
@click.option(
    "--situation", "printed", metavar="FILE", type=click.Path(path_type=Path),
    help="Measure what `diwan brief --format json` wrote to FILE instead of reading anew.",
)  # fmt: skip
def evaluate(gold_dir: Path, examples: int, form: str, output: Path | None, printed: Path | None) -> None:
    """Measure the machine's reading against the labels of GOLD_DIR, by language, with examples of its errors.

    GOLD_DIR holds reports.jsonl with labels, and what these refer to in actors.json and events.json. The page
    "What officers confirmed" of a centre gives such a set of your own. No server and no database are needed.

    A set with a fault is refused, and each fault named with its file, line and mend.
    """
    from diwan.share.brief import make_brief, nothing_thrown_away  # noqa: PLC0415
    from diwan.share.evaluate import (  # noqa: PLC0415
        as_json,
        as_text,
        read_labelled_set,
        read_situation,
        situation_of,
    )
    from diwan.share.evaluate import evaluate as measure  # noqa: PLC0415

    labels = read_labelled_set(gold_dir)
    progress = _Progress()
    pages = [str(report.page) for report in labels.reports if report.page]
    with nothing_thrown_away():
        if printed is not None:
            situation = read_situation(printed)
        else:
            situation = situation_of(make_brief([str(labels.reports_file)], watch=progress))
        of_pages = situation_of(make_brief(pages, watch=progress)) if pages else None
        progress.end()
    told = (as_json if form == "json" else as_text)(measure(labels, situation, of_pages), examples=examples)
    if form == "text":
        told = _printable(told)
    if output is not None:
        _write_whole(output, told)
    else:
        _print(told)


def _printable(text: str) -> str:
    """Control characters, which could drive the reader's terminal, as the sign for an unknown one."""
    return _CONTROLS.sub("\ufffd", text)


def _print(written: str) -> None:
    """To standard output as UTF-8, whatever the terminal says; a reader that has enough ends it quietly."""
    try:
        sys.stdout.flush()
        stream = sys.stdout.buffer
        stream.write(written.encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        # The interpreter would flush once more at its end and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _write_whole(output: Path, written: str) -> None:
    """A crash leaves the old file or the new one, never half of one."""
    try:
        with tempfile.NamedTemporaryFile(
            "wb", dir=output.parent, prefix=f".{output.name}.", delete=False
        ) as file:
            try:
                file.write(written.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).chmod(0o666 & ~_umask())
                Path(file.name).replace(output)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        reason = (
            "There is no room left on the disk"
            if error.errno == errno.ENOSPC
            else (error.strerror or str(error))
        )
        raise click.ClickException(f"{output}: {reason}. Nothing was written.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
