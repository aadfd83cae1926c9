"""What happened in a centre, as a list of commands that Hypothesis draws, and what the probe may read of it.

A command is carried out the same way in both worlds: its seed is its own name, so leaving another out moves nothing.
"""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

MEMBERS = ("iran", "iraq", "russia", "syria")
ROOMS = {"baghdad": frozenset(MEMBERS), "damascus": frozenset(("iran", "russia", "syria"))}
LONGEST = 7

# What a command speaks of: nothing, or a report that an earlier command filed.
ALONE = (
    "file",
    "file",
    "file",
    "hold",
    "date",
    "wait",
    "undo",
    "set_aside",
    "source",
    "appoint",
    "rule",
    "suspend",
    "admit",
    "amend",
    "agree",
    "advise",
    "request",
    "call",
    "protect",
    "protect",
    "plan",
)
ABOUT_A_REPORT = (
    *(
        "ask",
        "judge",
        "judge",
        "withdraw",
        "recall",
        "narrow",
        "widen",
        "correct",
        "open",
        "open",
        "done",
        "brief",
        "brief",
        "joint",
        "joint",
    ),
    *("move", "stay"),
)
# `date`: with a date that has passed when the pages are read; `wait`: with one that has not.
FILING = frozenset(("file", "hold", "date", "wait", "protect"))
DIRECTOR = "russia"  # of the term in which the pages are read: `joint` fails for any other
ORIGINATORS = frozenset(("recall", "narrow", "widen", "correct", "move", "stay"))
CHARTER = frozenset(("suspend", "admit", "amend"))
OWN = frozenset(
    ("undo", "set_aside", "source", "appoint", "rule", "done", "wait", "move", "stay")
)  # the own member's, whatever else


@dataclass(frozen=True)
class Command:
    """`to`: further readers. `of`: the name of the command that filed the report. `choice`: which text, which place."""

    name: str
    what: str
    by: str
    to: tuple[str, ...] = ()
    of: str = ""
    choice: int = 0
    is_shared: bool = False  # an answer that goes to all readers of the report

    @property
    def readers(self):
        return frozenset((self.by, *self.to))


@dataclass(frozen=True)
class History:
    """`left_out`: hidden from the probe, and done in the first world only."""

    probe: str
    commands: tuple[Command, ...]
    left_out: frozenset[str]
    idle_after: frozenset[str]
    language: str
    is_published: bool

    @property
    def without(self):
        return tuple(command for command in self.commands if command.name not in self.left_out)

    def __repr__(self):
        lines = [f"probe {self.probe}, language {self.language}"]
        lines += [f"{'- ' if c.name in self.left_out else '  '}{c}" for c in self.commands]
        return "\n".join(lines)


@st.composite
def histories(draw, longest=LONGEST):
    """First a report that the probe reads and one that it does not; then whatever happens. Of what is hidden, any
    part is left out of the second world."""
    probe = draw(st.sampled_from(MEMBERS))
    drawn, filed = [], []
    for number in range(draw(st.integers(4, longest))):
        kinds = ALONE + ABOUT_A_REPORT * 2 if number > 1 else ("file",)
        is_hidden = draw(st.booleans()) if number > 1 else number == 1
        what = draw(st.sampled_from(kinds))
        command = draw(_command(f"{number:02}", what, probe, filed, is_hidden=is_hidden))
        drawn.append(command)
        if command.what in FILING:
            filed.append(command)
    commands, hidden = told_apart(drawn, probe)
    chosen = {name for name in sorted(hidden) if name == drawn[1].name or draw(st.integers(0, 3))}
    return History(
        probe,
        tuple(commands),
        frozenset(with_what_follows(chosen, commands)),
        frozenset(c.name for c in commands if draw(st.booleans())),
        draw(st.sampled_from(("en", "ar", "fa", "ru"))),
        draw(st.booleans()),
    )


@st.composite
def _command(draw, number, what, probe, filed, *, is_hidden):
    name, others = f"{number}-{what}", [member for member in MEMBERS if member != probe]
    if what in ABOUT_A_REPORT:
        about = draw(st.sampled_from(filed))
        by = about.by if what in ORIGINATORS else draw(st.sampled_from(sorted(about.readers)))
        by = DIRECTOR if what == "joint" else by
        to = draw(st.sets(st.sampled_from(others), max_size=2))
        return Command(
            name, what, by, tuple(sorted(to)), about.name, draw(st.integers(0, 8)), draw(st.booleans())
        )
    by = draw(st.sampled_from(others if is_hidden else MEMBERS))
    to = draw(st.sets(st.sampled_from(others if is_hidden else MEMBERS), max_size=3))
    if not is_hidden and what in FILING:
        to |= {probe}
    # the same words twice and again: hidden and visible reports copy, contradict and join one another
    return Command(name, what, by, tuple(sorted(to - {by})), "", draw(st.integers(0, 8)))


def told_apart(drawn, probe):
    """What can happen of what was drawn, in its order, and the names of what the probe may not read of."""
    readers, answered, out, kept, hidden = {}, set(), set(), [], set()
    for each in drawn:
        command = _possible(each, readers, answered, out, probe, kept)
        if command is None:
            continue
        kept.append(command)
        if not _is_seen(command, readers, out, probe, kept):
            hidden.add(command.name)
        if command.what == "wait":
            readers[command.name] = frozenset((command.by,))  # whomever it is for
        elif command.what in FILING or command.what in ("narrow", "widen"):
            readers[command.of or command.name] = command.readers
        elif command.what == "recall":
            del readers[command.of]
        elif command.what == "judge":
            answered.add((command.by, command.of))
        elif command.what == "suspend":
            out.add(command.to[0])
    return kept, hidden


def _possible(command, readers, answered, out, probe, kept):  # noqa: PLR0911, PLR0912, PLR0917, C901  one rule after another
    """None when it cannot be: about a report that is gone, by one who reads it no more."""
    if command.of and (command.of not in readers or command.by not in readers[command.of]):
        return None
    if command.what in CHARTER:
        if command.by in out or (command.what == "suspend" and out):
            return None
        who = [m for m in MEMBERS if m != command.by][command.choice % 3]
        return replace(command, to=(who,) if command.what == "suspend" else ())
    if command.what == "ask" and (out or command.by == _author(command.of, kept)):
        return None
    if command.what == "plan":
        return (
            replace(command, to=tuple(m for m in command.to if m not in out))
            if command.by not in out
            else None
        )
    if command.what in ("agree", "advise", "request", "enter", "note", "call"):
        to = tuple(m for m in command.to or (_other(command.by, probe),) if m not in out)
        return replace(command, to=to) if to and command.by not in out else None
    if command.what in ("brief", "joint"):
        if out:
            return None
        to = frozenset(command.to) | ({probe} if command.choice % 2 else frozenset())
        return replace(command, to=tuple(sorted(to & readers[command.of] - {command.by})))
    if command.what == "withdraw" and (command.by, command.of) not in answered:
        return None
    if command.what in ("narrow", "widen"):
        # A hidden report stays hidden, a visible one visible: otherwise the probe is told something.
        if out:
            return None
        was = readers[command.of]
        return replace(command, to=tuple(sorted((frozenset(command.to) | (was & {probe})) - {command.by})))
    if command.what in FILING and out:
        return replace(command, to=() if command.by in out else tuple(m for m in command.to if m not in out))
    if command.is_shared and out:
        return replace(command, is_shared=False)
    return command


def _is_seen(command, readers, out, probe, kept):  # noqa: PLR0911  one rule after another
    if command.by == probe:
        return True
    if command.what in CHARTER:
        return probe not in out  # who is suspended is told of the suspension, and of nothing after it
    if command.what in OWN:
        return False
    if command.what in FILING:
        return probe in command.readers
    if command.what in ("agree", "brief", "joint", "advise", "request", "enter", "note", "call"):
        return probe in command.readers
    if command.what == "plan":
        return probe in command.readers or (
            command.choice % 2 == 1 and probe not in out
        )  # the centre's envelope
    is_reader = probe in readers[command.of]
    if command.what == "ask":
        return _author(command.of, kept) == probe
    if command.what == "open":
        return is_reader and _author(command.of, kept) == probe
    if command.what in ("judge", "withdraw"):
        return is_reader and any(
            c.what == "judge" and c.by == command.by and c.of == command.of and c.is_shared for c in kept
        )
    return is_reader


def _other(member, probe):
    """Somebody else, of whom the probe hears nothing."""
    return next(each for each in MEMBERS if each not in (member, probe))


def _author(name, kept):
    return next(command.by for command in kept if command.name == name)


def with_what_follows(names, commands):
    """An answer to a report that was never filed cannot be given."""
    left_out = set(names)
    for command in commands:
        if command.of in left_out:
            left_out.add(command.name)
    return left_out
