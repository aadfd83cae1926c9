"""A web page that is looked at again and again: each change of its bytes is an item."""

import hashlib
from collections.abc import Iterator

from diwan.gather.connectors.protocol import Caught, Found, Look, NewCursor
from diwan.gather.raw import Raw
from diwan.gather.web_address import checked_address


class PageConnector:
    kind = "page"

    def check(self, look: Look) -> None:
        checked_address(look.address)

    def look(self, look: Look) -> Iterator[Found]:
        fetched = look.fetcher.fetch(
            look.address,
            etag=look.cursor.get("etag", ""),
            last_modified=look.cursor.get("last_modified", ""),
        )
        if fetched.is_unchanged:
            return
        key = "sha256:" + hashlib.sha256(fetched.data).hexdigest()
        if key not in look.seen:
            yield Caught(Raw(fetched.url, fetched.data, fetched.media_type, url=fetched.url), key)
        yield NewCursor({"etag": fetched.etag, "last_modified": fetched.last_modified})
