"""What may be done with something made of these reports, as a view."""

from collections.abc import Collection

from diwan import access
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer
from diwan.share.refs import Names
from diwan.share.views import HeldBackView, LabelView, MemberRef, ProductView, ReportRow


def product_of(viewer: Viewer, rows: Collection[ReportRow], names: Names) -> ProductView | None:
    """None of nothing. From labels that the viewer may read alone."""
    if not rows:
        return None
    by_id = {row.id: row for row in rows}
    made = access.product_label([access.Part(row.id, _label(row.label)) for row in rows])
    return ProductView(
        label=LabelView(
            author=names.member(viewer.member),
            readers=_named(names, made.label.members),
            others=tuple(ref for id_, ref in names.members().items() if id_ not in made.label.members),
            tlp=made.label.tlp,
        ),
        held_back=tuple(
            HeldBackView(
                report=part.id,
                title=by_id[part.id].title,
                lacks=_named(names, part.lacks),
                is_strictest=part.is_strictest,
                tlp=by_id[part.id].label.tlp,
            )
            for part in made.held_back
        ),
    )


def _label(label: LabelView) -> Label:
    return Label(frozenset(MemberId(each.id) for each in label.readers), label.tlp)


def _named(names: Names, members: Collection[MemberId]) -> tuple[MemberRef, ...]:
    return tuple(ref for id_, ref in names.members().items() if id_ in members)
