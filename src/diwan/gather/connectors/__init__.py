"""Connectors: each knows one way in which items arrive, and hands them on as bytes.

A connector holds no state and knows no database: what it has seen and where it stopped is handed to it.
Must never delete or move what it reads.
"""

from diwan.gather.connectors import feed, folder, mailbox, page
from diwan.gather.connectors.protocol import Caught, Connector, Look, NewCursor, TooBig

CONNECTORS: dict[str, Connector] = {
    connector.kind: connector
    for connector in (
        feed.FeedConnector(),
        page.PageConnector(),
        folder.FolderConnector(),
        mailbox.MailboxConnector(),
    )
}

__all__ = ["CONNECTORS", "Caught", "Connector", "Look", "NewCursor", "TooBig"]
