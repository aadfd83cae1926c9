"""RSS and Atom: each entry is an item, taken once by its own id."""

from collections.abc import Iterator

from diwan.core.errors import FetchFailed, Refused, TooLarge
from diwan.gather.connectors.feed_entries import Entry, split_feed
from diwan.gather.connectors.protocol import Caught, Found, Look, NewCursor
from diwan.gather.raw import Problem, Raw
from diwan.gather.web_address import checked_address


class FeedConnector:
    kind = "feed"

    def check(self, look: Look) -> None:
        checked_address(look.address)

    def look(self, look: Look) -> Iterator[Found]:
        """Option `full_page`: fetch the page that an entry links to, and keep that instead."""
        fetched = look.fetcher.fetch(
            look.address,
            etag=look.cursor.get("etag", ""),
            last_modified=look.cursor.get("last_modified", ""),
        )
        if fetched.is_unchanged:
            return
        # Feeds list the newest first; filing in the order of happening keeps the log readable.
        for entry in reversed(split_feed(fetched.data, fetched.media_type)):
            if entry.key not in look.seen:
                yield from _taken(look, entry)
        yield NewCursor({"etag": fetched.etag, "last_modified": fetched.last_modified})


def _taken(look: Look, entry: Entry) -> Iterator[Found]:
    raw = Raw(
        name=entry.title or entry.link or entry.key,
        data=entry.data,
        media_type="application/xml; charset=utf-8",
        url=entry.link,
        outlet=entry.outlet,
        source_credit=entry.source_credit,
        published=entry.published,
    )
    if look.options.get("full_page") and entry.link:
        try:
            page = look.fetcher.fetch(entry.link)
        except (Refused, FetchFailed, TooLarge) as error:
            yield Problem(
                entry.link,
                f"Only the feed's own words were kept: {error.detail}",
                "feed.page_failed",
                is_note=True,
            )
        else:
            raw = Raw(
                name=raw.name,
                data=page.data,
                media_type=page.media_type,
                url=page.url,
                outlet=entry.outlet,
                source_credit=entry.source_credit,
                published=entry.published,
            )
    yield Caught(raw, entry.key)
