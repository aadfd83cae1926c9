"""The situation brief: reports of any form in, one picture out, as text, page or JSON. No server, no database.

Must never drop an input silently: what cannot be read is named with its reason, and the rest goes on.
"""

from diwan.share.brief.made import Brief, make_brief, nothing_thrown_away
from diwan.share.brief.render import FORMATS, render

__all__ = ["FORMATS", "Brief", "make_brief", "nothing_thrown_away", "render"]
