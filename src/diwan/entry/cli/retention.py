"""`diwan retention`: keep what the charter says of keeping and erasing."""

import click

from diwan import store
from diwan.core.ids import MemberId
from diwan.entry.cli.opened import opened


@click.group()
def retention() -> None:
    """Keep what the charter says: how long the others hold what a member released that left, and how a name is erased."""


@retention.command()
def show() -> None:
    """Say what is due, and recall nothing. Titles and words are not shown."""
    from diwan.process.retention import due_reports

    with opened():
        due = due_reports()
        for each in due:
            print(f"{each.member}: {len(each.reports)} reports, since {each.since:%Y-%m-%d}")
        if not due:
            print("Nothing is due.")


@retention.command()
def apply() -> None:
    """Recall what is due, in the name of the members that left. The worker does the same every hour."""
    from diwan.process.retention import apply_retention

    with opened():
        print(f"{apply_retention()} reports are recalled. The holders erase them as soon as a worker runs.")


@retention.command()
@click.argument("name")
@click.option(
    "--as", "member", required=True, help="Whose reading right to use: a member that this node hosts."
)
@click.option("--recall", is_flag=True, help="Recall the reports that this member filed itself.")
def person(*, name: str, member: str, recall: bool) -> None:
    """List the reports that name somebody, by the member that filed each: it alone can recall it.

    With --recall those of the own member are taken back: words and bytes go at every holder, who signs that they have
    gone; a tombstone stays. NAME is matched whatever its spelling signs are; give other forms of it one by one.
    """
    from diwan.process.recall_report import recall_report
    from diwan.process.retention import reports_naming

    with opened():
        viewer = store.service_viewer(MemberId(member))
        for each in reports_naming(viewer, name):
            is_own = each.member == viewer.member
            if recall and is_own:
                recall_report(viewer, each.report)
            done = "recalled" if recall and is_own else "your own" if is_own else f"ask {each.member}"
            print(f"{each.report}  {done}")
