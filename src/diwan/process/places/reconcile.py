"""The last word between places and actors, once both are read: what lies inside a body's or person's name is no place."""

from diwan.core.reading import ActorKind, ActorMention, PlaceMention

Settled = tuple[tuple[PlaceMention, ...], tuple[ActorMention, ...]]


def settle(places: tuple[PlaceMention, ...], actors: tuple[ActorMention, ...]) -> Settled:
    """Drops places that stand inside the longer name of a person or an organisation.

    A state, and a government (`the government of Iraq`), keep the place inside them: the map shows it.
    """
    names = [
        (a.start, a.end)
        for a in actors
        if a.kind in (ActorKind.PERSON, ActorKind.GROUP)
        or (a.kind is ActorKind.ORGANISATION and not _is_government(a))
    ]
    kept = tuple(
        p
        for p in places
        if not any(s <= p.start and p.end <= e and e - s > p.end - p.start for s, e in names)
    )
    return kept, actors


def _is_government(actor: ActorMention) -> bool:
    return actor.key.startswith(("known:government:", "government:"))
