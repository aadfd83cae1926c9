"""What SQL of a request could call among the functions that run as the owner, and what must come of it."""

import json

from policy.scene import REFUSED, Try


def tries(scene):
    """Each is refused, empty, or tells what is the caller's own."""
    report = scene.hidden[1]
    shared_item, shared = scene.shared
    own = scene.own[1]
    office, tokens = scene.officers, scene.tokens
    yield from _records(scene, report, shared, shared_item, own)
    yield from _saying(scene)
    yield from _ways_in(scene, office, tokens)
    yield from _jobs(scene, tokens, report, shared)


def _records(scene, report, shared, shared_item, own):
    for name, one in (("hidden", report), ("another's", shared)):
        yield Try(f"set_reach {name}", "syria", "SELECT diwan.set_reach(%s, ARRAY['syria'])", (one,))
        yield Try(f"forget_record {name}", "syria", "SELECT diwan.forget_record(%s)", (one,))
        yield Try(f"follow_report {name}", "syria", "SELECT diwan.follow_report(%s)", (one,))
        yield Try(f"keep_uses {name}", "syria", "SELECT diwan.keep_uses(%s)", (one,))
    lay = "INSERT INTO diwan.evidence (member, record, audience, name, media_type, size_bytes, sha256, data)"
    lay += " VALUES ('syria', gen_random_uuid(), diwan.my_own_audience(), '', '', 1, '', %s) RETURNING size_bytes"
    yield Try("disk use of others", "syria", "SELECT member FROM diwan.disk_use", (), [("syria",)])
    yield Try("evidence within the quota", "syria", lay, (bytes(1000),), [(1,)], keeps=False)
    yield Try("evidence beyond the quota", "syria", lay, (bytes(200_000),))
    yield Try(
        "evidence of whom another's quota holds",
        "iraq",
        lay.replace("syria", "iraq"),
        (bytes(200_000),),
        [(1,)],
        keeps=False,
    )
    yield Try("forget_bytes another's", "syria", "SELECT diwan.forget_bytes(%s)", (shared_item,), [(None,)])
    yield Try("set_reach as reader", "reader", "SELECT diwan.set_reach(%s, ARRAY['iran', 'iraq'])", (own,))
    yield Try("set_reach as releaser", "syria", "SELECT diwan.set_reach(%s, ARRAY['iraq']) > 0", (own,), [(True,)], keeps=True)  # fmt: skip
    for name, members in (("hidden", None), ("shared", ["iraq", "syria"])):
        audience = scene.audiences[name]
        yield Try(
            f"audience_members {name}",
            "syria",
            "SELECT diwan.audience_members(%s)",
            (audience,),
            [(members,)],
        )
        yield Try(f"my_audiences {name}", "syria", "SELECT %s = ANY (diwan.my_audiences())", (audience,), [(members is not None,)])  # fmt: skip
    yield Try("reads_here outsider", "outsider", "SELECT diwan.reads_here()", (), [(False,)])
    yield Try("reads_here", "syria", "SELECT diwan.reads_here()", (), [(True,)])
    yield Try("open_log nobody", None, "SELECT * FROM diwan.open_log()")
    seq = scene.admin.execute("SELECT seq FROM diwan.log_head WHERE member = 'syria'").fetchone()[0]
    yield Try(
        "open_log",
        "syria",
        "SELECT seq, keys, last_at IS NULL FROM diwan.open_log()",
        (),
        [(seq + 1, 1, False)],
    )
    yield Try("open_log key", "syria", "SELECT public_key = (SELECT public_key FROM diwan.member_key WHERE member = 'syria'), last_key = (SELECT public_key FROM diwan.member_key WHERE member = 'syria') FROM diwan.open_log()", (), [(True, True)])  # fmt: skip
    yield Try("enter_for_replay", None, "SELECT diwan.enter_for_replay('iraq', NULL)")
    yield Try("fork proof of no log", None, "SELECT diwan.keep_fork_proof('atlantis', 'x', %s, '{}')", (b"0" * 32,), role="diwan_door")  # fmt: skip


def _saying(scene):
    """One more record: only the author's own, in its place, by an officer who may, with the key in use."""
    syria, salt = scene.officers["syria"], b"s" * 32
    say = "SELECT cardinality(diwan.append_records(%s, %s))"

    def attempt(name, envelope, who="syria", expected=REFUSED, *, salt=salt, keeps=True):
        return Try(f"append {name}", who, say, ([envelope], [salt]), expected, keeps=keeps)

    yield attempt("own", scene.envelope("syria", syria), expected=[(1,)], keeps=False)
    yield attempt("to others", scene.envelope("syria", syria, readers=["iraq", "syria"]), expected=[(1,)], keeps=False)  # fmt: skip
    yield attempt("as another member", scene.envelope("iraq", scene.officers["iraq"]))
    yield attempt("as another officer", scene.envelope("syria", scene.officers["syria 2"]))
    yield attempt("as no officer", scene.envelope("syria", None))
    yield attempt("as nobody", scene.envelope("syria", syria), who=None)
    yield attempt("ahead", scene.envelope("syria", syria, ahead=1))
    yield attempt("after another head", scene.envelope("syria", syria, prev=b"0" * 32))
    yield attempt("with another's key", scene.envelope("syria", syria, signer="iraq"))
    yield attempt("with a short salt", scene.envelope("syria", syria), salt=b"s")
    yield attempt("without its author", scene.envelope("syria", syria, readers=["iraq"]))
    yield attempt("with an id that is taken", scene.envelope("syria", syria, id_=scene.hidden[1]))
    directing = scene.admin.execute("SELECT diwan.is_director('syria')").fetchone()[0]
    other = "iraq" if directing else "syria"
    yield attempt("a meeting by whom does not direct", scene.envelope(other, scene.officers[other], kind="meeting.called_off"), who=other)  # fmt: skip
    reader, analyst = scene.officers["reader"], scene.officers["analyst"]
    yield attempt("as reader", scene.envelope("syria", reader), who="reader")
    yield attempt(
        "as analyst to others", scene.envelope("syria", analyst, readers=["iraq", "syria"]), who="analyst"
    )
    yield attempt("as analyst", scene.envelope("syria", analyst), who="analyst", expected=[(1,)], keeps=False)
    yield attempt(
        "an office as analyst", scene.envelope("syria", analyst, kind="officer.appointed"), who="analyst"
    )


def _ways_in(scene, office, tokens):
    enter = "SELECT diwan.enter(%s)"
    for name in ("expired", "revoked", "gone", "reads only"):
        yield Try(f"enter {name}", None, enter, (tokens[name],))
    seat = "SELECT diwan.sits_at_founding()"
    yield Try("a seat of one's own", "iraq", seat, (), [(True,)])
    yield Try("a seat of another's", "syria", seat, (), [(False,)])
    founds = "SELECT diwan.may_found(text, charter), diwan.may_found(text, 'x') FROM diwan.centre"
    yield Try("found what all have signed", "iraq", founds, (), [(True, False)])
    founds = "SELECT diwan.may_found(jsonb_build_object('founders', '[{\"id\": \"iran\"}]'::jsonb), charter) FROM diwan.centre"
    yield Try("found without belonging to it", "iraq", founds, (), [(False,)])
    yield Try("enter nonsense", None, enter, ("diwan_session_00",))
    yield Try("enter twice", "syria", enter, (tokens["iraq"],))
    yield Try("reads only", None, enter, (tokens["reads only"],), [("",)], is_writing=False)
    ids = scene.token_ids
    mine = "SELECT count(*) FROM diwan.my_api_tokens()"
    yield Try("tokens of a colleague", "syria", mine, (), [(1,)])
    yield Try("tokens of none", "reader", mine, (), [(0,)])
    yield Try("sessions", "syria 2", "SELECT id FROM diwan.my_sessions('x')", (), [(ids["syria 2"],)])
    yield Try("sessions of more", "syria", "SELECT id FROM diwan.my_sessions('x')", (), [(ids["syria"],)])
    for name, call in (("api token", "revoke_my_api_token"), ("session", "revoke_my_session")):
        for whose in ("api",) if name == "api token" else ("iraq", "syria 2"):
            yield Try(
                f"end a {name} of {whose}", "syria", f"SELECT diwan.{call}(%s)", (ids[whose],), [(False,)]
            )
    yield Try(
        "end what has ended", "syria", "SELECT diwan.revoke_my_session(%s)", (ids["revoked"],), [(False,)]
    )
    yield Try(
        "close sessions of a stranger", "syria", "SELECT diwan.close_sessions_of(%s)", (office["iraq"],)
    )
    yield Try(
        "close sessions as reader", "reader", "SELECT diwan.close_sessions_of(%s)", (office["syria 2"],)
    )
    links = "SELECT count(*) FROM diwan.my_invitation_links()"
    yield Try("links", "syria", links, (), [(2,)])
    yield Try("links as reader", "reader", links, (), [(0,)])
    yield Try("open links", "iraq", "SELECT is_open FROM diwan.my_invitation_links()", (), [(False,)])
    invite = "SELECT diwan.make_invitation_link(%s)"
    for who, whose in (("syria", "iraq 2"), ("reader", "reader"), ("syria", "reader"), ("syria", "gone")):
        yield Try(f"link of {whose} by {who}", who, invite, (scene.invitations[office[whose]],))
    invited = "SELECT count(*) FROM diwan.invited_by_link(%s)"
    for name, count in (("good", 1), ("iraq", 0), ("to be gone", 0)):
        yield Try(f"invited by {name}", None, invited, (scene.links[name],), [(count,)], role="diwan_door")
        use = "SELECT diwan.use_invitation_link(%s) IS NOT NULL"
        yield Try(
            f"use {name}",
            None,
            use,
            (scene.links[name],),
            [(bool(count),)],
            role="diwan_door",
            keeps=not count,
        )
    for call in ("issue_viewer_token(%s, '1 hour')", "issue_api_token(%s, 'a', true, '1 hour')"):
        yield Try(f"{call} of one who is gone", None, f"SELECT diwan.{call} IS NULL", (office["gone"],), [(True,)], role="diwan_door")  # fmt: skip
    sign_in = "SELECT count(*) FROM diwan.officers_for_sign_in() WHERE id = %s"
    yield Try("sign in as one who is gone", None, sign_in, (office["gone"],), [(0,)], role="diwan_door")
    may = "SELECT diwan.may_still_release(%s)"
    for name, answer in (("gone", False), ("reader", False), ("syria", True), ("iraq", False)):
        yield Try(f"may {name} release", "syria", may, (office[name],), [(answer,)])


def _jobs(scene, tokens, report, shared):
    defer, theirs = "SELECT diwan.defer('look', %s)", json.dumps({"member": "iraq"})
    at = "SELECT diwan.defer_at('look', %s, now())"
    yield Try("a job for another", "syria", defer, (theirs,))
    yield Try("a job later for another", "syria", at, (theirs,))
    yield Try("a job of nobody", None, defer, (theirs,))
    yield Try("a job later of nobody", None, at, (theirs,))
    yield Try("a job that is no object", "syria", defer, ("[]",))
    trace = "SELECT diwan.leave_trace(%s, %s)"
    for name in ("expired", "revoked", "gone", "outsider"):
        yield Try(f"a trace with {name}", None, trace, (tokens[name], shared), [("",)])
    yield Try("a trace", None, trace, (tokens["syria"], shared), [("",)], keeps=False)
    assert report != shared
