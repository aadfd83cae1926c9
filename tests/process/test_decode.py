import pytest

from diwan.core.errors import Unreadable
from diwan.process.decode import declared_charset, decode

RUSSIAN = "Губернатор сообщил, что дорога не закрыта и что автобусы идут по расписанию."
ARABIC = "قال المحافظ إن الطريق لم يغلق وإن الحافلات تسير في مواعيدها منذ الصباح."
PERSIAN = "استاندار گفت که راه باز است و اتوبوس‌ها به موقع می‌روند."
ENGLISH = "The governor said that the café on the road was open – and that it had never closed."


@pytest.mark.parametrize("text", [RUSSIAN, ARABIC, PERSIAN, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_by_its_bytes(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"])
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1252", "no-such-charset", "windows-1256"])
def test_russian_in_an_old_charset_is_read_whatever_is_declared(encoding, declared):
    assert decode(RUSSIAN.encode(encoding), declared).text == RUSSIAN


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6"])
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1251"])
def test_arabic_in_an_old_charset_is_read_whatever_is_declared(encoding, declared):
    assert decode(ARABIC.encode(encoding), declared).text == ARABIC


def test_english_in_windows_1252_keeps_its_accents():
    assert decode(ENGLISH.encode("cp1252"), "iso-8859-1").text == ENGLISH


def test_broken_utf_8_is_kept_with_replacements_that_are_counted():
    decoded = decode(ARABIC[:10].encode() + b"\xff" + ARABIC[10:].rstrip(".").encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.broken_characters == 2
    assert decoded.text.count("\ufffd") == 2
    assert "الحافلات" in decoded.text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 500, b"abc" + b"\x01\x02" * 400]
)
def test_binary_named_as_text_is_refused(data):
    with pytest.raises(Unreadable, match="binary"):
        decode(data)


def test_the_charset_that_a_page_declares_is_found():
    assert declared_charset(b'<meta charset="koi8-r">') == "koi8-r"
    assert (
        declared_charset(b'<meta http-equiv=x content="text/html; charset=windows-1256">') == "windows-1256"
    )
    assert declared_charset(b'<?xml version="1.0" encoding="windows-1251"?>') == "windows-1251"
    assert declared_charset(b"<p>nothing</p>") == ""
