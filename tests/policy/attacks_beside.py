"""Tries that need something to stand beside what they reach for: a namesake's row, a member that is out, a thing that has
ended. It is laid by the superuser for one try and rolled back with it.

A namesake is a row of another member under an id of one's own. Officers' ids and records' ids are random, so none comes
about by itself; whoever hears an id could make one, and of two halves of a condition each has to hold alone.
"""

import uuid

from policy.scene import REFUSED, Try

NAMESAKE = uuid.UUID("00000000-0000-4000-9000-00000000abcd")
OUT = "INSERT INTO diwan.member_suspension VALUES ('russia', now(), NULL);"
REBUILT = "INSERT INTO diwan.rebuilt_until VALUES (true, now(), now(), 0, 0, 0);"
DOOR = "diwan_door"


def tries(scene):
    yield from _tokens(scene)
    yield from _kinds(scene)
    yield from _alarms(scene)
    yield from _invitations(scene)
    yield from _logs(scene)
    yield from _records(scene)
    yield from _pictures(scene)
    yield from _terms(scene)


def _tokens(scene):
    ids, office = scene.token_ids, scene.officers

    def namesake(kind):
        return (
            "INSERT INTO diwan.viewer_token (sha256, id, kind, member, officer, may_write, issued_at, expires_at)"
            f" VALUES ('\\x00', '{NAMESAKE}', '{kind}', 'iraq', '{office['syria']}', true, now(), now() + interval '1 hour');"
        )

    scoped = "INSERT INTO diwan.api_token (token, scopes) SELECT id, '{read}' FROM diwan.viewer_token WHERE kind = 'api';"
    api, session = namesake("api"), namesake("session")
    yield Try(
        "tokens, with a namesake",
        "syria",
        "SELECT count(*) FROM diwan.my_api_tokens()",
        (),
        [(1,)],
        given=api,
    )
    yield Try("scopes, with a namesake", "syria", "SELECT id FROM diwan.my_token_scopes()", (), [(ids["reads only"],)], given=api + scoped)  # fmt: skip
    yield Try("sessions, with a namesake", "syria", "SELECT id FROM diwan.my_sessions('x')", (), [(ids["syria"],)], given=session)  # fmt: skip
    for name, given, call in (
        ("api token", api, "revoke_my_api_token"),
        ("session", session, "revoke_my_session"),
    ):
        yield Try(f"end the {name} of a namesake", "syria", f"SELECT diwan.{call}(%s)", (NAMESAKE,), [(False,)], given=given)  # fmt: skip

    def ended(who):
        return f"UPDATE diwan.viewer_token SET revoked_at = '2020-01-01Z' WHERE id = '{ids[who]}';"

    def when(who):
        return f"SELECT revoked_at = '2020-01-01Z' FROM diwan.viewer_token WHERE id = '{ids[who]}'"

    yield Try("end an api token again", "syria", "SELECT diwan.revoke_my_api_token(%s)", (ids["reads only"],), [(False,)], given=ended("reads only"))  # fmt: skip
    again = (("revoke_token", scene.tokens["syria"]), ("revoke_officer_tokens", office["syria"]))
    for call, what in again:
        yield Try(f"{call} again", None, f"SELECT diwan.{call}(%s)", (what,), [(None,), (True,)], role=DOOR, keeps=False, given=ended("syria"), then=when("syria"))  # fmt: skip
    used = f"INSERT INTO diwan.api_token VALUES ('{ids['api']}', '{{read}}', now() - interval '1 minute');"
    yield Try(
        "a token that was used a minute ago", None, "SELECT diwan.use_api_token(%s)", (scene.tokens["api"],),
        [(["read"],), (True,)], role=DOOR, given=used, then="SELECT last_used_at < now() FROM diwan.api_token",
    )  # fmt: skip
    bound = "INSERT INTO diwan.officer_identity VALUES ('syria', '{}', 'x', 'y', gen_random_uuid(), now());"
    for who, fits in (("syria", True), ("gone", False)):
        yield Try(f"the account of {who}", None, "SELECT diwan.identity_fits(%s, 'x', 'y')", (office[who],), [(fits,)], role=DOOR, given=bound.format(office[who]))  # fmt: skip


def _kinds(scene):
    """A session is no token of a program, and the other way round."""
    ids, tokens = scene.token_ids, scene.tokens
    all_scoped = "INSERT INTO diwan.api_token (token, scopes) SELECT id, '{read}' FROM diwan.viewer_token;"
    yield Try("scopes of sessions", "syria", "SELECT id FROM diwan.my_token_scopes()", (), [(ids["reads only"],)], given=all_scoped)  # fmt: skip
    for call, other in (("revoke_my_api_token", "syria"), ("revoke_my_session", "reads only")):
        yield Try(f"{call} of the other kind", "syria", f"SELECT diwan.{call}(%s)", (ids[other],), [(False,)])
    scope = "SELECT diwan.scope_api_token(%s, '{read}')"
    for who, count in (("syria", 0), ("api", 1)):
        scopes = f"SELECT count(*) FROM diwan.api_token WHERE token = '{ids[who]}'"
        yield Try(
            f"scope the token of {who}",
            None,
            scope,
            (tokens[who],),
            [(None,), (count,)],
            role=DOOR,
            then=scopes,
        )
    named = "SELECT diwan.name_session(%s, 'a phone')"
    for who, is_named in (("syria", True), ("api", False)):
        name = f"SELECT name = 'a phone' FROM diwan.viewer_token WHERE id = '{ids[who]}'"
        yield Try(f"name the session of {who}", None, named, (tokens[who],), [(None,), (is_named,)], role=DOOR, keeps=not is_named, then=name)  # fmt: skip


def _alarms(scene):
    """Strangers are told of forks that were proven, and of nothing else; what else was told takes no proof's place."""
    log = """INSERT INTO diwan.member_log SELECT n.* FROM jsonb_populate_record(NULL::diwan.member_log, jsonb_build_object(
        'member', 'iraq', 'origin', 'planted', 'vkey', 'planted', 'valid_from', now(), 'record', gen_random_uuid(), 'seq', 1)) n;"""
    told = "INSERT INTO diwan.log_alarm SELECT 'iraq', '{}', sha256(n::text::bytea), 'w', now(), '{{}}' FROM generate_series(1, 100) n;"
    other, forks = told.format("newer_head"), told.format("fork")
    proofs = "SELECT count(*) FROM diwan.fork_proofs()"
    yield Try("fork_proofs of other alarms", None, proofs, (), [(0,)], role=DOOR, given=other)
    yield Try("fork_proofs", None, proofs, (), [(100,)], role=DOOR, given=forks)
    keep = "SELECT diwan.keep_fork_proof('iraq', 'x', %s, '{}')"
    for name, given, is_kept in (("beside other alarms", other, True), ("beside a hundred", forks, False)):
        yield Try(f"keep_fork_proof {name}", None, keep, (b"0" * 32,), [(is_kept,)], role=DOOR, given=log + given, keeps=not is_kept)  # fmt: skip


def _invitations(scene):
    office = scene.officers
    link = "SELECT diwan.make_invitation_link(%s) IS NOT NULL"
    made = (
        ("a colleague", "syria", "syria", "reader", "syria", [(True,)]),
        ("who is gone", "syria", "syria", "gone", "syria", REFUSED),
        ("by who may not", "reader", "syria", "syria 2", "reader", REFUSED),
        ("of another member", "syria", "iraq", "iraq 2", "syria", REFUSED),
    )
    for name, who, member, whom, by, expected in made:
        given = f"INSERT INTO diwan.officer_invitation VALUES ('{member}', '{NAMESAKE}', '{office[whom]}', '{office[by]}', false, now(), now() + interval '1 day');"  # fmt: skip
        yield Try(
            f"a new link for {name}", who, link, (NAMESAKE,), expected, given=given, keeps=expected == REFUSED
        )
    good = "SELECT count(*) FROM diwan.invited_by_link(%s)"
    out = f"UPDATE diwan.officer SET valid_to = now() - interval '1 minute' WHERE id = '{office['syria']}';"
    used = f"UPDATE diwan.invitation_link SET used_at = now() WHERE officer = '{office['reader']}';"
    for name, given in (("who has gone", out), ("and used", used)):
        yield Try(
            f"invited by one {name}", None, good, (scene.links["good"],), [(0,)], role=DOOR, given=given
        )
    yield Try("a used link", "syria", "SELECT is_open FROM diwan.my_invitation_links() WHERE officer = %s", (office["reader"],), [(False,)], given=used)  # fmt: skip


def _logs(scene):
    said = "SELECT cardinality(diwan.append_records(%s, %s))"
    office, salts = scene.officers, [b"s" * 32]
    recovery = (
        "INSERT INTO diwan.member_recovery_key VALUES ('iraq', '\\x01', 900001), ('syria', '\\x02', 900000);"
    )
    for who in ("syria", "iraq"):
        yield Try(
            f"the end of the log of {who}", who,
            "SELECT last_at = (SELECT r.at FROM diwan.record r WHERE r.member = %s ORDER BY r.seq DESC LIMIT 1), recovery_key FROM diwan.open_log()",
            (who,), [(True, {"iraq": b"\x01", "syria": b"\x02"}[who])], given=recovery,
        )  # fmt: skip
        others = f"SELECT count(*) FROM diwan.log_head WHERE head = (SELECT head FROM diwan.log_head WHERE member = '{who}')"
        one = scene.envelope(who, office[who])
        yield Try(f"no other log moves with that of {who}", who, said, ([one], salts), [(1,), (1,)], keeps=False, then=others)  # fmt: skip
    yield Try("the log of nobody", None, "SELECT * FROM diwan.open_log()", sqlstate="42501")
    one = [scene.envelope("syria", office["syria"])]
    yield Try("say something in the past", "syria", said, (one, salts), given=REBUILT)
    yield Try("from outside to others", "russia", said, ([scene.envelope("russia", None, readers=["iraq", "russia"])], salts), given=OUT)  # fmt: skip
    yield Try("from outside to itself", "russia", said, ([scene.envelope("russia", None)], salts), [(1,)], given=OUT, keeps=False)  # fmt: skip
    to_all = scene.envelope("syria", office["syria"], readers=["russia", "syria"], id_=NAMESAKE)
    yield Try("to one who is out", "syria", said, ([to_all], salts), [(1,), (["syria"],)], given=OUT, then=_readers(NAMESAKE), keeps=False)  # fmt: skip
    yield Try(
        "an audience of nobody",
        None,
        "SELECT diwan.intern_audience('{}')",
        role="diwan_owner",
        sqlstate="22023",
    )


def _readers(record):
    return f"SELECT a.members FROM diwan.record r JOIN diwan.audience a ON a.id = r.audience WHERE r.id = '{record}'"


def _records(scene):
    own, kept = scene.own[1], scene.audiences["hidden"]
    namesake = f"""
        INSERT INTO diwan.evidence SELECT * FROM jsonb_populate_record(NULL::diwan.evidence, jsonb_build_object(
            'member', 'iraq', 'record', '{own}', 'audience', {kept}, 'name', '', 'media_type', '', 'size_bytes', 1, 'sha256', '', 'data', ''));
        INSERT INTO diwan.record_body VALUES ('iraq', '{own}', {kept}, '', '');"""
    beside = f"SELECT audience FROM diwan.{{}} WHERE member = 'iraq' AND record = '{own}'"
    both = f"{beside.format('evidence')} UNION ALL {beside.format('record_body')}"
    left = [(kept,), (kept,)]
    yield Try("set_reach beside a namesake", "syria", "SELECT diwan.set_reach(%s, '{iraq}') > 0", (own,), [(True,), *left], given=namesake, then=both, keeps=False)  # fmt: skip
    yield Try("forget_record beside a namesake", "syria", "SELECT diwan.forget_record(%s)", (own,), [("",), *left], given=namesake, then=both, keeps=False)  # fmt: skip
    yield Try("set_reach to one who is out", "syria", "SELECT diwan.set_reach(%s, '{iraq,russia}') > 0", (own,), [(True,), (["iraq", "syria"],)], given=OUT, then=_readers(own), keeps=False)  # fmt: skip


def _pictures(scene):
    item, shared, kept = scene.own[0], scene.shared[1], scene.audiences["hidden"]
    namesake = "".join(
        f"""INSERT INTO diwan.{table} SELECT n.* FROM diwan.{table} t, jsonb_populate_record(t,
                jsonb_build_object('report', '{item}', 'audience', {kept})) n WHERE t.report = '{shared}';"""
        for table in ("annotation", "search_entry")
    )
    gone = f"UPDATE diwan.record SET envelope = NULL, salt = NULL WHERE id = '{item}';"
    both = " UNION ALL ".join(f"SELECT audience FROM diwan.{table} WHERE report = '{item}'" for table in ("annotation", "search_entry"))  # fmt: skip
    follow = "SELECT diwan.follow_report(%s)"
    for name, given in (("", namesake), (", recalled", namesake + gone)):
        yield Try(f"follow_report beside a namesake{name}", "syria", follow, (item,), [("",), (kept,), (kept,)], given=given, then=both, keeps=False)  # fmt: skip
    yield Try("follow_report of another's that nothing links to", "syria", follow, (scene.lone[1],))
    trace = "SELECT diwan.leave_trace(%s, %s)"
    read = f"INSERT INTO diwan.reading_trail VALUES ('syria', gen_random_uuid(), '{scene.officers['syria']}', '{shared}', now());"
    for name, given in (("the second of a day", read), ("in the past", REBUILT)):
        yield Try(f"a trace, {name}", "syria", trace, (scene.tokens["syria"], shared), [("",)], given=given)
    yield Try("a job of nobody at all", None, "SELECT diwan.defer('look', '{}')")
    jobs = "SELECT diwan.defer_for_records('look', '{member,record}', ARRAY[%s])"
    whose = "SELECT args ->> 'member' FROM queue.procrastinate_jobs ORDER BY id DESC LIMIT 1"
    yield Try("jobs for nobody's records", None, jobs, (shared,))
    yield Try("jobs for records", "syria", jobs, (shared,), [("",), ("syria",)], then=whose, keeps=False)


def _terms(scene):
    _, second, third, _ = scene.rotation
    who = "SELECT array_agg(m ORDER BY m) FROM unnest(ARRAY['iran', 'iraq', 'russia', 'syria']) m WHERE diwan.is_director(m)"
    second_term = (
        "UPDATE diwan.charter_version SET in_force_at = in_force_at - interval '100 days' WHERE number = 1;"
    )
    ahead = f"""INSERT INTO diwan.charter_version SELECT n.* FROM diwan.charter_version v, jsonb_populate_record(v, jsonb_build_object(
        'sha256', 'ahead', 'number', 2, 'in_force_at', now() + interval '1 day', 'text', v.text || '{{"suspended": ["{second}"]}}')) n;"""
    yield Try("who directs in the second term", "syria", who, (), [([second],)], given=second_term)
    yield Try("who directs until tomorrow", "syria", who, (), [([second],)], given=second_term + ahead)
    assert third != second
    none = "UPDATE diwan.charter_version SET number = NULL;"
    yield Try(
        "terms before the founding",
        "syria",
        "SELECT count(*) FROM diwan.terms(now())",
        (),
        [(0,)],
        given=none,
    )
    asked = "SELECT diwan.asked_to_sign('ahead')"
    proposed = ahead.replace("'number', 2", "'number', NULL, 'matter', 'amendment', 'follows', v.sha256")
    signers = [*sorted({*scene.rotation} - {"russia"})]
    yield Try("asked to sign", "syria", f"SELECT array_agg(m ORDER BY m) FROM unnest(({asked})) m", (), [(signers,)], given=OUT + proposed)  # fmt: skip
