"""The likeliest sequence of tags for the scores of a text (Viterbi)."""

from typing import Any

_STRETCH = 8  # tokens that one walk answers for; a long text is walked at many places at once
_LEAD = 16  # tokens that a walk begins earlier; from farther off nothing shows any more, which is looked at
_ALIKE = 1e-3


def best_path(scores: Any, follows: Any) -> list[int]:
    reached = _reached(scores, follows)
    origins = (reached[:-1, :, None] + follows).argmax(1).tolist()
    tag = int(reached[-1].argmax())
    path = [tag]
    for origin in reversed(origins):
        tag = origin[tag]
        path.append(tag)
    path.reverse()
    return path


def _reached(scores: Any, follows: Any) -> Any:
    """For every token, how well the best way to each tag scores, less a sum that is the same for all its tags."""
    if len(scores) > _STRETCH + _LEAD:
        walked = _walked(scores, follows, _STRETCH, _LEAD)
        apart = (
            walked[_LEAD - 1, :, 1:] - walked[-1, :, :-1]
        )  # a walk's lead against the end of the one before
        if (apart.max(0) - apart.min(0)).max() < _ALIKE:
            return walked[_LEAD:].transpose(2, 0, 1).reshape(-1, scores.shape[1])[: len(scores)]
    return _walked(scores, follows, len(scores), 0)[..., 0]


def _walked(scores: Any, follows: Any, stretch: int, lead: int) -> Any:
    """[token, tag, walk], all walks taking their steps together."""
    import numpy as np  # noqa: PLC0415  # loaded with the first Russian text only

    walks = -(-len(scores) // stretch)
    padded = np.zeros((scores.shape[1], lead + walks * stretch), scores.dtype)
    padded[:, lead : lead + len(scores)] = scores.T
    walked = np.empty((lead + stretch, scores.shape[1], walks), scores.dtype)
    step = follows[:, :, None]  # [tag before, tag, walk]
    before = padded[:, :walks]
    for at in range(lead + stretch):
        here = padded[:, at : at + (walks - 1) * stretch + 1 : stretch]
        before = np.maximum.reduce(before[:, None] + step, 0, out=walked[at])
        before += here
        if at == lead:
            before[:, 0] = here[:, 0]  # here the text begins
    return walked
