"""Makes the claim of one statement: its stance, who says it and through which outlets."""

import re

from diwan.core.reading import Claim, Speaker, SpeakerKind, Stance, Why
from diwan.process.claims.beyond import is_own_report
from diwan.process.claims.cues import Span
from diwan.process.claims.stances import stance_of
from diwan.process.claims.walk import Walk
from diwan.process.claims.zone import Zone
from diwan.process.credits.read import is_outlet

_SOURCE = re.compile(r"source|مصدر|مصادر|منبع|منابع|источник|собеседник", re.IGNORECASE)


def claim_of(walk: Walk, content: Span, zone: Zone, cue_stance: Stance, *, is_quotation: bool) -> Claim:
    stance, why = stance_of(walk.marks, content, cue_stance, is_quotation=is_quotation)
    own = is_own_report(walk.report.text, zone, walk.marks.language)
    speaker = walk.speakers.own_outlet() if own else _speaker(walk, zone, stance)
    via = _via(walk, zone, speaker, stance)
    cue = zone.cue
    facts = (("cue", walk.report.text[cue.start : cue.end]),) if cue else ()
    return Claim(
        content[0],
        content[1],
        speaker,
        stance,
        Why("claims.quotation" if is_quotation else "claims.indirect", why, facts),
        via=via,
        is_quotation=is_quotation,
        cue_start=cue.start if cue else -1,
        cue_end=cue.end if cue else -1,
    )


def own_claim(walk: Walk, content: Span) -> Claim:
    why = Why("claims.own_voice", "the outlet takes back what it published")
    return Claim(*content, walk.speakers.own_outlet(), Stance.RETRACTS, why, via=walk.whole)


def _speaker(walk: Walk, zone: Zone, stance: Stance) -> Speaker:
    """An outlet speaks itself only where it takes something back."""
    if stance is Stance.RETRACTS:
        people = [a for _, a in walk.speakers.inside(zone) if not is_outlet(a)]
        outlets = [(i, a) for i, a in enumerate(walk.actors) if is_outlet(a) and a.start < zone.spans[-1][1]]
        is_told = any(is_outlet(a) for _, a in walk.speakers.inside(zone))
        if not people and outlets and (is_told or walk.speakers.last) and _speaks_of_itself(walk, zone):
            index, mention = outlets[-1]
            return Speaker(SpeakerKind.MENTION, mention=index, key=mention.key, name=mention.name)
    return walk.speakers.find(zone)


def _speaks_of_itself(walk: Walk, zone: Zone) -> bool:
    """The sentence has no person as its subject: an outlet or `the agency` does."""
    inside = [a for _, a in walk.speakers.inside(zone)]
    return all(is_outlet(a) for a in inside)


def _via(walk: Walk, zone: Zone, speaker: Speaker, stance: Stance) -> tuple[str, ...]:
    if stance is Stance.RETRACTS and speaker.mention is not None and is_outlet(walk.actors[speaker.mention]):
        return walk.whole if walk.whole and speaker.name not in walk.whole else ()
    named = [a for a in walk.others if zone.holds(a.start, a.end)]
    key = speaker.key or (speaker.described_as and "anonymous") or ""
    through = tuple(dict.fromkeys(a.name for a in named if a.name not in walk.whole))
    if through:
        walk.via_of[key] = through
    else:
        through = walk.via_of.get(key, ()) if _continues(speaker) else ()
    return walk.whole + through


def _continues(speaker: Speaker) -> bool:
    """A named speaker goes on through the outlet he last spoke to; of the unnamed only `the same source` does."""
    return bool(speaker.key) or _SOURCE.search(speaker.described_as) is not None
