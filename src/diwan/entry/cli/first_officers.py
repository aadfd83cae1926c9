"""The way in for officers whom nobody of their own member could invite yet: a link that the operator's command prints."""

import os

from diwan import charter, store
from diwan.core.ids import MemberId, OfficerId


def with_a_password() -> set[OfficerId]:
    """Officers that have a way in already."""
    _prepare()
    import django.db

    from diwan.entry.web.models import Account

    found = {OfficerId(each.officer) for each in Account.objects.all() if each.has_usable_password()}
    django.db.connections.close_all()
    return found


def way_in(member: MemberId, officer: OfficerId) -> str:
    """A link that opens once, for three days; one that was printed before ends."""
    _prepare()
    import django.db
    from django.urls import reverse

    address = reverse(
        "invitation", args=[charter.invite(store.service_viewer(member), officer, is_recovery=False)]
    )
    django.db.connections.close_all()
    return f"http://localhost:{os.environ.get('DIWAN_PORT', '8000')}{address}"


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
    import django

    django.setup()
    from diwan.entry.web import accounts

    accounts.prepare()
