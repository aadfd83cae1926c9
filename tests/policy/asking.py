"""Tries of SQL that lays a request or task and what comes of it, and that says it in a log: whoever is asked answers, its
author closes it, and the centre's own are the director's.

Iraq, which directs, asks Syria; Russia reads it as well.
"""

import uuid

from policy.laid import recorded, row, tried, wrong_of_every_row

OPENED, STEP, RECORD = (uuid.UUID(f"00000000-0000-4000-9000-0000000002{n:02}") for n in range(1, 4))
AHEAD = "2200-01-01T00:00:00Z"


def tries(scene):
    at = scene.admin.execute("SELECT now()").fetchone()[0]
    assert scene.rotation[0] == "iraq"
    yield from _rows(scene, at)
    yield from _steps(scene, at)
    yield from _said(scene, at)


def _task(scene, at, audience="three", **changed):
    return {
        "member": "iraq", "record": OPENED, "audience": scene.audiences[audience], "form": "task", "is_centres": False,
        "title": "Gauge", "text": "Read it.", "reasons": "", "due_at": AHEAD, "zone": "UTC", "asked": ["syria"], "links": [],
        "client": "x", "opened_at": at,
    } | changed  # fmt: skip


def _rows(scene, at):
    right = _task(scene, at, "shared", member="syria", record=RECORD, asked=["iraq"])
    the_centres = f"UPDATE diwan.record SET kind = 'task.opened_to_all' WHERE id = '{RECORD}';"
    own = (
        ("of nobody", {"asked": []}, "syria", ""),
        ("of one who does not read it", {"asked": ["iran"]}, "syria", ""),
        ("the centre's by who does not direct", {"is_centres": True}, "syria", the_centres),
        ("the centre's, said as one's own", {}, "syria", the_centres),
        ("at another time", {"opened_at": AHEAD}, "syria", ""),
    )
    given = recorded(scene, "syria", RECORD, "task.opened", at)
    yield from tried("task", right, "syria", (*wrong_of_every_row(scene, "syria", "iraq"), *own), given)


def _steps(scene, at):
    right = {
        "member": "syria", "record": RECORD, "task": OPENED, "audience": scene.audiences["shared"], "step": "handed_on",
        "holder": "", "passed_to": "", "text": "", "links": [], "at": at,
    }  # fmt: skip
    narrower = f"UPDATE diwan.task SET audience = {scene.audiences['shared']} WHERE record = '{OPENED}';"
    closing = f"UPDATE diwan.record SET kind = 'task.closed' WHERE id = '{RECORD}';"
    own = (
        ("more widely", {"audience": scene.audiences["three"]}, "syria", narrower),
        ("handed back to its author", {"passed_to": "iraq"}, "syria", ""),
        ("handed to one who does not read it", {"passed_to": "iran"}, "syria", ""),
        ("closed by another", {"step": "closed"}, "syria", closing),
        ("of another record", {"step": "closed"}, "syria", ""),
        ("at another time", {"at": AHEAD}, "syria", ""),
    )
    wrongs = (*wrong_of_every_row(scene, "syria", "iraq"), *own)
    given = row("task", _task(scene, at)) + recorded(scene, "syria", RECORD, "task.answered", at)
    yield from tried("task_step", right, "syria", wrongs, given)


def _step(scene, at, member, step, passed_to=""):
    said = {
        "member": member, "record": STEP, "task": OPENED, "audience": scene.audiences["three"], "step": step, "holder": "",
        "passed_to": passed_to, "text": "", "links": [], "at": at,
    }  # fmt: skip
    return row("task_step", said)


def _said(scene, at):
    given, done = row("task", _task(scene, at)), [(1,)]
    centres = row("task", _task(scene, at, is_centres=True))

    def said(name, who, kind, expected="refused", *, given=given, task=OPENED):
        readers = sorted({"iraq", "syria", who})
        return scene.append(
            name, who, expected, given=given, kind=f"task.{kind}", refs=(task,), readers=readers
        )

    yield said("a task opened", "syria", "opened", done, given="")
    yield said("a task of the centre opened by who directs", "iraq", "opened_to_all", done, given="")
    yield said("a task of the centre opened by another", "syria", "opened_to_all", given="")
    yield said("a task answered", "syria", "answered", done)
    yield said("a task answered by who is not asked", "russia", "answered")
    yield said("a task answered by its author", "iraq", "answered")
    passed = given + _step(scene, at, "syria", "handed_on", "russia")
    yield said("a task answered by whom it was handed", "russia", "answered", done, given=passed)
    taken_on = given + _step(scene, at, "syria", "accepted")
    yield said("a task answered by whom it was not handed", "russia", "answered", given=taken_on)
    yield said("something else answered", "syria", "answered", task=RECORD)
    closed = given + _step(scene, at, "iraq", "closed")
    yield said("a closed task answered", "syria", "answered", given=closed)
    hidden = row("task", _task(scene, at, "hidden"))
    yield said("a task answered that one does not read", "syria", "answered", given=hidden)
    yield said("a task answered that is not there", "syria", "answered", given="")
    yield said("a task closed", "iraq", "closed", done)
    yield said("a task closed by another", "syria", "closed")
    yield said("a closed task closed", "iraq", "closed", given=closed)
    yield said("a task of the centre closed as one's own", "iraq", "closed", given=centres)
    yield said("a task closed as the centre's", "iraq", "closed_to_all")
    yield said("a task of the centre closed", "iraq", "closed_to_all", done, given=centres)
    yield said("a task of the centre closed by another", "syria", "closed_to_all", given=centres)
    of_syria = row("task", _task(scene, at, member="syria", asked=["iraq"], is_centres=True))
    yield said("a task of an earlier director closed", "iraq", "closed_to_all", done, given=of_syria)
    yield said("a task closed by a director of before", "syria", "closed_to_all", given=of_syria)
    yield said("a task praised", "syria", "praised")
