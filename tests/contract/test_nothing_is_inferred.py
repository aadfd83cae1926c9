"""Design idea 3: whatever set of hidden records is added or removed, a member's answers stay the same byte for byte.

How long an answer takes is outside this proof; ids, cursors, counts and order are inside.
"""

import datetime as dt
import random

import pytest

from diwan.analyse.judgements import Verdict
from worlds import BEGINNING, Command, case, everything_shown, valid, world

PROBE = "syria"
EVERYBODY = ("iran", "russia", "syria")


def is_seen(command, commands):
    """Whether the probe may read of it: a report that it reads, an answer that it is sent."""
    if command.what == "file":
        return PROBE in command.readers
    if command.what == "judge":
        about = next(each for each in commands if each.name == command.of)
        return command.by == PROBE or (PROBE in about.readers and bool(command.to))
    return is_seen(next(each for each in commands if each.name == command.of), commands)


def shown(server, commands, idle_after, hidden=()):
    with world(server, commands, idle_after=idle_after) as made:
        moment = BEGINNING + dt.timedelta(minutes=40)
        viewer = made.viewer(PROBE)
        ids = [*made.items.values()]
        return (
            everything_shown(viewer, hidden=hidden)
            | {f"then {k}": v for k, v in everything_shown(viewer, moment).items()},
            ids,
        )


def differences(one, other):
    return {
        name: (one.get(name, "absent")[:2000], other.get(name, "absent")[:2000])
        for name in one.keys() | other.keys()
        if one.get(name) != other.get(name)
    }


def check(server, commands, idle_after=()):
    commands = valid(commands)
    visible = [command for command in commands if is_seen(command, commands)]
    with_hidden, ids = shown(server, commands, idle_after)
    without, own = shown(server, visible, idle_after)
    hidden = {*ids} - {*own}
    assert not [name for name in with_hidden for id_ in hidden if str(id_) in with_hidden[name]]
    assert differences(with_hidden, without) == {}


@pytest.mark.parametrize("seed", range(4))
def test_hidden_records_change_no_answer(database_server, seed):
    commands = case(seed, PROBE)
    idle_after = {
        command.name for command in commands if random.Random(f"{seed}:{command.name}").random() < 0.5
    }
    check(database_server, commands, idle_after)


def test_a_record_that_may_be_read_does_change_answers(database_server):
    """Else the comparison would prove nothing."""
    flood = Command("file-1", "file", "iraq", EVERYBODY, 0)
    denial = Command("file-2", "file", "russia", EVERYBODY[:1] + EVERYBODY[2:], 4)
    one, _ = shown(database_server, [flood], ())
    both, _ = shown(database_server, [flood, denial], ())
    changed = differences(one, both)
    assert {"situation Mosul", "reports ", "news", "then situation "} <= changed.keys()


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", range(100, 130))
def test_hidden_records_change_no_answer_in_many_worlds(database_server, seed):
    check(database_server, case(seed, PROBE), {f"file-{number}" for number in range(0, 12, seed % 3 + 1)})


NASTY = {
    "a hidden copy that came first": [
        Command("file-1", "file", "iraq", ("iran",), 0, outlet="Wire"),
        Command("file-2", "file", "iraq", EVERYBODY, 1, outlet="Wire"),
    ],
    "the same text in a hidden report": [
        Command("file-1", "file", "iraq", (), 0, outlet="Wire"),
        Command("file-2", "file", "iran", ("syria",), 0, outlet="Wire"),
        Command("file-3", "file", "russia", ("iran",), 0, outlet="Wire"),
    ],
    "the same file that the viewer filed itself": [
        Command("file-1", "file", "russia", ("iraq",), 2),
        Command("file-2", "file", "syria", (), 2),
    ],
    "a hidden report that joins two visible events": [
        Command("file-1", "file", "iraq", EVERYBODY, 6),
        Command("file-2", "file", "iran", ("iraq",), 7),
        Command("file-3", "file", "russia", EVERYBODY[:1] + EVERYBODY[2:], 7, outlet="Wire"),
    ],
    "a hidden denial": [
        Command("file-1", "file", "iraq", EVERYBODY, 0),
        Command("file-2", "file", "russia", ("iran",), 2),
        Command("file-3", "file", "iran", ("russia",), 4),
    ],
    "hidden answers to a visible report": [
        Command("file-1", "file", "iraq", EVERYBODY, 0),
        Command("then-2", "judge", "russia", (), of="file-1"),
        Command("then-3", "judge", "iraq", (), of="file-1", verdict=Verdict.CONFIRMED),
    ],
    "hidden reports recalled, narrowed and widened": [
        Command("file-1", "file", "iraq", EVERYBODY, 0),
        Command("file-2", "file", "iran", ("iraq", "russia"), 1),
        Command("file-3", "file", "russia", ("iran",), 3),
        Command("then-4", "narrow", "iran", ("iraq",), of="file-2"),
        Command("then-5", "widen", "russia", ("iran", "iraq"), of="file-3"),
        Command("then-6", "recall", "iran", ("iraq",), of="file-2"),
    ],
    "a visible report recalled beside a hidden one": [
        Command("file-1", "file", "iraq", EVERYBODY, 0),
        Command("file-2", "file", "iran", ("iraq",), 3),
        Command("file-3", "file", "russia", EVERYBODY[:1] + EVERYBODY[2:], 5),
        Command("then-4", "recall", "iraq", EVERYBODY, of="file-1"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_nothing_is_told_by(database_server, name):
    check(database_server, NASTY[name], idle_after={"file-1", "file-3"})
