"""Bad input at the command `diwan brief`: named with its reason, the rest goes on, exit code 3."""

import io
import json
import os
import zipfile

from click.testing import CliRunner

from diwan.share.commands import brief

GOOD = "The ferry at Basra sails again, the harbour office said on 5 October 2015."
XML_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><item><title>&j;</title></item></channel></rss>"
)


def run(*arguments, **more):
    return CliRunner().invoke(brief, list(map(str, arguments)), **more)


def test_each_bad_file_is_named_and_the_good_one_is_read(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 300_000_000)
    bad = {
        "empty.txt": b"",
        "binary.txt": b"\x7fELF" + bytes(4000),
        "bomb.docx": packed.getvalue(),
        "bomb.xml": XML_BOMB.encode(),
        "scan.pdf": b"%PDF-1.7\n" + b"\xff" * 3000,
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "film.bin").open("wb") as film:
        film.truncate(200 * 1024**2)
    (tmp_path / "good.txt").write_text(GOOD)
    done = run(tmp_path, "--format", "json")
    assert done.exit_code == 3
    for name in (*bad, "film.bin"):
        assert any(name in line and len(line) > len(name) + 20 for line in done.stderr.splitlines()), name
    assert "Basra" in done.stdout


def test_broken_bytes_a_wrong_charset_and_the_year_9999_are_read(tmp_path):
    (tmp_path / "broken.txt").write_bytes(GOOD.encode() + b" \xff\xfe\xc3( and on.")
    (tmp_path / "wrong.html").write_bytes(
        '<html><head><meta charset="utf-8"></head><body><p>Паром у Басры снова ходит, сообщило портовое управление'
        " в понедельник вечером.</p></body></html>".encode("cp1251")
    )
    line = {
        "id": "1",
        "text": "On 31 December 9999 the bridge at Basra was open, the office said.",
        "published": "9999-12-31T23:59:59-12:00",
    }
    (tmp_path / "late.jsonl").write_text(json.dumps(line) + "\n")
    done = run(tmp_path, "--format", "json")
    assert done.exit_code in {0, 3}
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert json.loads(done.stdout)


def test_what_a_report_and_a_file_name_hold_cannot_drive_the_terminal(tmp_path):
    """An escape sequence in a headline could hide lines, or write to the clipboard of who reads the brief."""
    text = f"\x1b]52;c;aGk=\x07\x1b[2J\x9b31m {GOOD} \u202eyrref\u202c"
    (tmp_path / "a\x1b[2Jb\nc.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(text)
    for form in ("text", "html"):
        done = run(tmp_path, "--format", form)
        said = done.stdout + done.stderr
        assert not {"\x1b", "\x07", "\x9b"} & set(said), form
        assert "a\x1b" not in done.stderr


def test_a_page_with_script_in_every_place_gives_a_brief_that_runs_nothing(tmp_path):
    evil = (
        '<html><head><title><script>alert(1)</script>Ferry</title><style>@import "javascript:alert(2)"</style></head>'
        '<body onload="alert(3)"><svg onload="alert(4)"><script>alert(5)</script></svg><iframe srcdoc="<script>alert(6)'
        f'</script>"></iframe><a href="javascript:alert(7)">x</a><p>{GOOD} &lt;script&gt;alert(8)&lt;/script&gt;</p></body></html>'
    )
    (tmp_path / "evil.html").write_text(evil)
    page = run(tmp_path, "--format", "html").stdout
    assert "Basra" in page
    for sign in ("<script>alert", "onload=", "javascript:alert", "srcdoc="):
        assert sign not in page


def test_pipes_links_and_devices_in_a_folder_hold_nothing_up(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD)
    done = run(tmp_path)
    assert "Basra" in done.stdout
    assert done.exit_code in {0, 3}
