"""A hostile browser and hostile uploads at the pages, through the real door."""

import io
import re
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from diwan.entry.worker import run_until_idle

HOSTILE = [
    "", "0", "-1", "9" * 40, "\x00", "a", "1' or 1=1 --", "\U0001f600", "1.5", "٣", "NaN", "1e400", "AAAA", "W10", "bnVsbA",
    "WyIwIiwiMCJd", "WyJ4IiwieSJd", "WyI5OTk5LTEyLTMxVDIzOjU5OjU5KzAwOjAwIiwgIjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCJd",
    "\ud800".encode("utf-16", "surrogatepass").decode("latin1"), "x" * 5000, "..%2f..", "\u202e", "0001-01-01", "9999-12-31",
    "10000-01-01", "nan,nan,nan,nan", "1e999,1,2,3", "-inf,-inf,inf,inf",
]  # fmt: skip
PLACES = {
    "/live": ("cursor",),
    "/": (
        "cursor",
        "as_of",
        "from",
        "to",
        "text",
        "q",
        "bbox",
        "country",
        "kind",
        "event",
        "actor",
        "source",
    ),
    "/reports": (
        "cursor",
        "as_of",
        "from",
        "to",
        "text",
        "q",
        "bbox",
        "country",
        "language",
        "source",
        "origin",
    ),
    "/search": ("q", "cursor", "from"),
    "/set-aside": ("cursor",),
    "/log": ("cursor", "before", "member", "page"),
    "/centre": ("as_of",),
}


def test_no_question_breaks_a_page(client_of):
    browser, broke = client_of("iraq"), []
    browser.raise_request_exception = False  # a mistake of ours is then an answer of 500
    for value in HOSTILE:
        for path, names in PLACES.items():
            if browser.get(path, dict.fromkeys(names, value)).status_code >= 500:
                broke.append((path, value[:40]))
    assert broke == []


@pytest.mark.parametrize("day", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"])
def test_a_day_at_the_end_of_time_breaks_no_page(client_of, day):
    assert client_of("iraq").get("/", {"from": day, "to": day}).status_code < 500


@pytest.mark.parametrize("way", ["/sign-in/as", "/preferences"])
def test_no_address_leads_out_of_the_site(nobody, officer_of, way):
    officer = str(officer_of("iraq").id)
    for wanted in ("//e.example", "/\\e.example", "/\t/e.example", "///e.example", "https:e.example", " //e.example",
                   "javascript:alert(1)", "/\r\nSet-Cookie: a=b", "http://localhost@e.example/", "\\\\e.example"):  # fmt: skip
        answer = nobody.post(way, {"officer": officer, "language": "en", "next": wanted})
        target = answer.headers["Location"]
        assert re.match(r"/(?![/\\])", target), (wanted, target)
        assert "\n" not in target
        assert "a" not in answer.cookies


def test_a_session_that_somebody_laid_down_before_is_not_signed_in(nobody, officer_of):
    nobody.get("/sign-in")
    nobody.cookies["diwan_session"] = laid = "attackerchosen00000000000000000000"
    nobody.post("/sign-in/as", {"officer": str(officer_of("iraq").id)})
    cookie = nobody.cookies["diwan_session"]
    assert cookie.value != laid
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    nobody.cookies["diwan_session"] = laid
    assert nobody.get("/").status_code == 302


def test_a_session_copied_before_signing_out_opens_nothing_after(client_of):
    browser = client_of("iran")
    copied = browser.cookies["diwan_session"].value
    browser.post("/sign-out")
    browser.cookies["diwan_session"] = copied
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "[::1]"]
)
def test_a_foreign_host_name_is_refused(nobody, host):
    assert nobody.get("/sign-in", SERVER_NAME=host).status_code == 400


def test_the_host_that_a_proxy_claims_is_not_believed(nobody):
    answer = nobody.get("/reports", HTTP_X_FORWARDED_HOST="evil.example")
    assert answer.headers["Location"].startswith("/sign-in")


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(nobody, officer_of):
    from diwan.entry.web import accounts

    known = officer_of("iraq").username
    accounts.set_password(known, "a long pass phrase")
    try:
        said = []
        for name in (known, "nobody@nowhere"):
            answer = nobody.post(
                "/sign-in", {"login": name, "password": "wrong"}, REMOTE_ADDR=f"10.0.0.{len(said)}"
            )
            text = re.sub(r'value="[^"]*"', "", answer.content.decode())
            said.append((answer.status_code, text.replace(known, "").replace("nobody@nowhere", "")))
        assert said[0] == said[1]
    finally:
        from diwan.entry.web.models import Account

        account = Account.objects.get(username=known)
        account.set_unusable_password()
        account.save()


def test_no_private_page_is_kept_by_a_cache_or_told_apart_by_a_tag(client_of):
    browser = client_of("iraq")
    for path in (
        "/",
        "/reports",
        "/search?q=x",
        "/sources",
        "/log",
        "/centre",
        "/live",
        "/file",
        "/set-aside",
    ):
        answer = browser.get(path)
        assert "no-store" in answer.headers["Cache-Control"], path
        assert not {"ETag", "Last-Modified"} & set(answer.headers), path


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 300_000_000)
    return packed.getvalue()


XML_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><item><title>&j;</title></item></channel></rss>"
).encode()

UNREADABLE = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty|no text|nothing"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "picture|image|binary|text"),
    "program.txt": (b"\x7fELF" + bytes(4000), "binary|program|text"),
    "bomb.docx": (None, "bomb|large|limit|unpack"),
    "bomb.xml": (XML_BOMB, "entit|DOCTYPE|definition"),
    "broken.pdf": (b"%PDF-1.7\n" + b"\xff" * 3000, "PDF"),
    "half.docx": (b"PK\x03\x04" + b"x" * 500, "archive|document|damaged|Word"),
}


def upload(browser, name, data, **more):
    return browser.post(
        "/file/upload",
        {"file": SimpleUploadedFile(name, data), "audience": "own", "tlp": "TLP:AMBER", **more},
        follow=True,
    )


def test_what_cannot_be_read_is_uploaded_kept_and_set_aside_by_name_with_its_reason(client_of):
    browser, mark = client_of("iraq"), uuid.uuid4().hex[:8]
    for name, (data, _) in UNREADABLE.items():
        assert upload(browser, f"{mark}-{name}", bomb() if data is None else data).status_code < 400, name
    run_until_idle()
    page = browser.get("/set-aside").content.decode()
    for name, (_, words) in UNREADABLE.items():
        found = re.search(re.escape(f"{mark}-{name}") + r"(.{0,1500})", page, re.DOTALL)
        assert found, f"{name} is not among what was set aside"
        assert re.search(words, found[1], re.IGNORECASE), (name, found[1][:600])


def test_a_file_of_200_megabytes_is_refused_by_name_with_the_limit(client_of):
    browser = client_of("iraq")
    page = upload(browser, "film.bin", b"\x00" * (200 * 1024**2)).content.decode()
    assert "film.bin" in page
    assert "64" in page


NAMES = ["../../etc/passwd.txt", "..\\..\\boot.txt", "a\nb.txt", "\u202etxt.exe", "<img src=x onerror=alert(1)>.txt",
         "نامه‌ها.txt", "письмо.txt", "رسالة.txt", 'a"; filename="b.html', "x" * 280 + ".txt"]  # fmt: skip


def test_a_file_of_any_name_is_taken_and_its_name_is_only_a_name(client_of):
    browser, mark = client_of("iraq"), f"zz{uuid.uuid4().hex[:10]}"
    for name in NAMES:
        answer = upload(browser, "file.txt", f"The mill stands still {mark}.".encode(), path=name)
        assert answer.status_code < 400, name
        assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", answer.content.decode())
        assert "\u202e" not in answer.content.decode()
    run_until_idle()
    reports = set(
        re.findall(r'href="(/reports/[0-9a-f-]{36})"', browser.get(f"/search?q={mark}").content.decode())
    )
    assert reports
    for address in reports:
        page = browser.get(address).content.decode()
        assert "\u202e" not in page
        assert "<img src=x" not in page
        item = re.findall(r'href="(/items/[0-9a-f-]{36}/evidence)"', page)[0]
        saved = browser.get(item)
        disposition = saved.headers["Content-Disposition"]
        assert disposition.startswith("attachment; filename*=UTF-8''")
        assert not re.search(r"[\r\n\"\\/]", disposition.removeprefix("attachment; filename*=UTF-8''"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<script>alert(1)</script><p>The ford at Hit is open.</p>"),
        ("map.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>The ford</text></svg>'),
    ],
)
def test_a_page_or_a_drawing_is_handed_back_as_bytes_alone(client_of, name, data):
    browser = client_of("iraq")
    page = upload(browser, name, data).content.decode()
    run_until_idle()
    from diwan import store

    with store.acting_as(store.service_viewer("iraq")) as tx:
        item = tx.value(
            "SELECT item FROM diwan.item WHERE name = %s ORDER BY received_at DESC LIMIT 1", [name]
        )
    saved = browser.get(f"/items/{item}/evidence", HTTP_RANGE="bytes=0-3")
    assert saved.headers["Content-Type"] == "application/octet-stream"
    assert saved.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in saved.headers["Content-Security-Policy"]
    assert saved.content == data
    assert "alert(1)" not in page


def test_a_persian_officer_finds_what_was_filed_however_it_is_typed(client_of):
    browser = client_of("iran", language="fa")
    mark = f"zz{uuid.uuid4().hex[:10]}"
    text = f"کمیسیون آب‌رسانی روز ۱۲ مهر اعلام کرد که ۱۲۳ خانواده به شهرک برگشته‌اند. {mark}"
    browser.post("/file", {"audience": "own", "tlp": "TLP:AMBER", "title": "بازگشت خانواده‌ها", "text": text})
    run_until_idle()
    for typed in ("كميسيون", "کمیسیون", "آبرسانی", "آب‌رسانی", "برگشته اند", "123", "١٢٣", "۱۲۳"):
        found = browser.get("/search", {"q": f"{typed} {mark}"}).content.decode()
        assert re.search(r'href="/reports/[0-9a-f-]{36}"', found), typed
