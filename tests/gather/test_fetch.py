import gzip
import ipaddress
import itertools

import httpcore
import pytest

from diwan.core.errors import FetchFailed, Refused, TooLarge
from diwan.gather.addresses import Guard, openings
from diwan.gather.fetch import AskedToWait, Fetcher, Limits
from diwan.gather.wire import Deadline, GuardedStream
from gather.web_server import body, endless, redirect, status

HERE = Guard(openings("127.0.0.1/32"))


def nowhere(host, port):
    raise AssertionError(f"{host} was resolved")


def test_a_page_is_fetched_with_what_its_server_says_of_it(site):
    site.pages["/"] = body("خبر".encode(), ETag='"v1"', Last_Modified="Sat, 26 Sep 2015 09:00:00 GMT")
    fetched = Fetcher(HERE).fetch(site.address())
    assert fetched.data.decode() == "خبر"
    assert (fetched.etag, fetched.media_type) == ('"v1"', "text/html; charset=utf-8")
    assert site.asked[0][1]["user-agent"].startswith("Diwan/")
    assert site.asked[0][1]["host"] == f"127.0.0.1:{site.port}"


def test_an_unchanged_feed_is_asked_for_with_its_marks_and_brings_nothing(site):
    site.pages["/feed"] = status(304)
    fetched = Fetcher(HERE).fetch(site.address("/feed"), etag='"v1"', last_modified="yesterday")
    assert fetched.is_unchanged
    assert site.asked[0][1]["if-none-match"] == '"v1"'
    assert site.asked[0][1]["if-modified-since"] == "yesterday"


def test_the_address_that_passed_the_check_is_the_one_connected_to(site):
    answers = iter(["127.0.0.1", "8.8.8.8"])  # a resolver that changes its mind
    site.pages["/"] = body(b"here")
    fetcher = Fetcher(
        Guard(openings(f"wire.example:{site.port}")), resolve=lambda *_: [ipaddress.ip_address(next(answers))]
    )
    assert fetcher.fetch(site.address("/", "wire.example")).data == b"here"
    assert site.asked[0][1]["host"] == f"wire.example:{site.port}"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://2130706433/",
        "http://0x7f.1/", "http://[::ffff:10.0.0.1]/", "file:///etc/passwd", "ftp://news.example/", "gopher://a/",
        "http://user:word@news.example/", "http://news.example\\@127.0.0.1/", "http://a b/", "//news.example/",
        "http:///feed", "http://news.example:99999/", "http://" + "a" * 5000,
    ],
)  # fmt: skip
def test_an_address_that_may_not_be_fetched_is_refused_before_anything_is_asked(address):
    with pytest.raises(Refused) as refusal:
        Fetcher(resolve=nowhere).fetch(address)
    assert address in str(refusal.value)


def test_a_name_that_leads_into_the_own_network_is_refused():
    fetcher = Fetcher(resolve=lambda *_: [ipaddress.ip_address("192.168.7.7")])
    with pytest.raises(Refused, match=r"http://wire\.example/: wire\.example leads to 192\.168\.7\.7"):
        fetcher.fetch("http://wire.example/")


@pytest.mark.parametrize(
    "inner",
    ["http://127.0.0.1:{other}/secret", "http://169.254.169.254/latest/", "http://localhost:{other}/secret"],
)
def test_a_redirect_into_the_own_network_is_refused_even_where_the_operator_opened_it(
    site, other_site, inner
):
    other_site.pages["/secret"] = body(b"secret")
    site.pages["/feed"] = redirect(inner.format(other=other_site.port))
    with pytest.raises(Refused, match="redirected to"):
        Fetcher(HERE).fetch(site.address("/feed"))
    assert other_site.asked == []


def test_a_public_feed_that_turns_to_this_machine_is_refused(site):
    """The first answer comes from a name that the test opened; the second hop is under the same port."""
    site.pages["/feed"] = redirect(site.address("/secret"))
    guard = Guard(openings(f"feed.example:{site.port} 127.0.0.1/32"))
    fetcher = Fetcher(guard, resolve=lambda *_: [ipaddress.ip_address("127.0.0.1")])
    with pytest.raises(Refused, match="this machine itself"):
        fetcher.fetch(site.address("/feed", "feed.example"))
    assert [path for path, _ in site.asked] == ["/feed"]


def test_a_server_inside_may_redirect_to_itself(site):
    site.pages["/feed"] = redirect("/feed/")
    site.pages["/feed/"] = body(b"<rss/>")
    fetched = Fetcher(HERE).fetch(site.address("/feed"))
    assert (fetched.data, fetched.url) == (b"<rss/>", site.address("/feed/"))


def test_a_redirect_loop_ends(site):
    site.pages["/a"] = redirect("/b")
    site.pages["/b"] = redirect("/a")
    with pytest.raises(FetchFailed, match="more than 5 redirects"):
        Fetcher(HERE).fetch(site.address("/a"))
    assert len(site.asked) == 6


def test_a_feed_that_never_ends_is_cut_at_the_size_limit(site):
    site.pages["/"] = endless(b"<item>" * 1000)
    with pytest.raises(TooLarge, match="1 MiB"):
        Fetcher(HERE, Limits(largest_bytes=1024**2)).fetch(site.address())


def test_a_feed_that_never_ends_is_cut_at_the_deadline(site):
    site.pages["/"] = endless(b"<item>")
    ticks = itertools.count()
    fetcher = Fetcher(HERE, Limits(seconds=40), clock=lambda: float(next(ticks)))
    with pytest.raises(FetchFailed, match="did not finish within 40 seconds"):
        fetcher.fetch(site.address())


def test_a_slow_drip_cannot_hold_a_connection_past_the_deadline():
    class Drip(httpcore.NetworkStream):
        waited = ()

        def read(self, _max_bytes, timeout=None):
            self.waited = (*self.waited, timeout)
            return b"x"

    ticks = itertools.count(0, 3)
    drip = Drip()
    stream = GuardedStream(drip, Deadline(10, lambda: float(next(ticks))))
    with pytest.raises(FetchFailed):
        list(iter(lambda: stream.read(1, timeout=8), b""))
    assert drip.waited == (7.0, 4.0, 1.0)


def test_a_header_that_never_ends_is_cut(site):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")

    site.pages["/"] = answer
    with pytest.raises(FetchFailed, match="broken"):
        Fetcher(HERE).fetch(site.address())


def test_a_compressed_page_is_read(site):
    text = "Колонна прошла мост. ".encode() * 100_000
    site.pages["/"] = body(gzip.compress(text, mtime=0), Content_Encoding="gzip")
    assert Fetcher(HERE).fetch(site.address()).data == text


def test_a_gzip_bomb_is_cut_while_it_unfolds(site):
    site.pages["/"] = body(gzip.compress(b"\0" * 50 * 1024**2, mtime=0), Content_Encoding="gzip")
    with pytest.raises(TooLarge, match="4 MiB"):
        Fetcher(HERE, Limits(largest_bytes=4 * 1024**2)).fetch(site.address())


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"not gzip", "compression is broken"), (gzip.compress(b"long" * 99, mtime=0)[:-9], "cut off")],
)
def test_broken_compression_is_said(site, data, words):
    site.pages["/"] = body(data, Content_Encoding="gzip")
    with pytest.raises(FetchFailed, match=words):
        Fetcher(HERE).fetch(site.address())


def test_a_page_shorter_than_announced_is_not_taken_for_whole(site):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")

    site.pages["/"] = answer
    with pytest.raises(FetchFailed, match="cut off"):
        Fetcher(HERE).fetch(site.address())


@pytest.mark.parametrize(("said", "seconds"), [("120", 120), ("999999999", 86400), ("soon", None)])
def test_a_server_that_asks_to_wait_is_heard(site, said, seconds):
    site.pages["/"] = status(429, Retry_After=said)
    with pytest.raises(AskedToWait) as asked:
        Fetcher(HERE).fetch(site.address())
    assert asked.value.wait_seconds == seconds


def test_an_error_answer_is_told_with_its_meaning(site):
    with pytest.raises(FetchFailed, match=r"/gone: It answered 404 \(there is nothing at this address\)"):
        Fetcher(HERE).fetch(site.address("/gone"))


def test_nobody_listening_is_told_in_words(site):
    with pytest.raises(FetchFailed, match="no connection"):
        Fetcher(HERE).fetch("http://127.0.0.1:9/")


# --- one request, whatever is answered -------------------------------------------------------------------------


def test_what_is_posted_arrives_and_any_status_is_told(site):
    def answer(handler):
        sent = handler.rfile.read(int(handler.headers["Content-Length"]))
        handler.send_response(409)
        handler.send_header("Content-Type", "text/x.tlog.size")
        handler.send_header("Content-Length", str(len(sent)))
        handler.end_headers()
        handler.wfile.write(sent)

    site.pages["/"] = answer
    answered = Fetcher(HERE).ask(site.address(), post=b"old 0\n")
    assert (answered.status, answered.data, answered.media_type) == (409, b"old 0\n", "text/x.tlog.size")


def test_a_redirect_of_one_request_is_told_and_not_followed(site):
    site.pages["/"] = redirect("http://169.254.169.254/")
    assert Fetcher(HERE).ask(site.address(), post=b"x").status == 302


def test_one_request_stands_behind_the_same_guard_and_limits(site):
    site.pages["/"] = endless(b"x" * 65536)
    with pytest.raises(TooLarge):
        Fetcher(HERE, Limits(largest_bytes=1024**2)).ask(site.address())
    with pytest.raises(Refused):
        Fetcher().ask(site.address(), post=b"x")
