"""Tampers drawn at random over every stored byte, and over the files as a whole; the seed makes them again."""

import random
from collections.abc import Callable

from strangers.tampers import Files, with_sums

Draw = Callable[[random.Random, Files, Files], tuple[str, Files]]


def random_tamper(seed: str, whole: Files, early: Files) -> tuple[str, Files]:
    """In words, and the files after it: never the same as before."""
    chance = random.Random(seed)
    while True:
        draw = chance.choice((*_BYTES, *_BYTES, *_FILES))
        words, files = draw(chance, whole, early)
        if files != whole:
            return words, files


def _place(chance: random.Random, files: Files) -> tuple[str, int]:
    """Half of the time every stored byte is as likely as any other, else every file is."""
    if chance.random() < 0.5:
        path = chance.choice(list(files))
    else:
        path = chance.choices(list(files), [len(data) for data in files.values()])[0]
    return path, chance.randrange(len(files[path]))


def _flip(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    path, at = _place(chance, whole)
    bit = chance.randrange(8)
    return f"bit {bit} of byte {at} of {path} flipped", _put(
        whole, path, at, 1, bytes([whole[path][at] ^ 1 << bit])
    )


def _replace(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    path, at = _place(chance, whole)
    return f"byte {at} of {path} replaced", _put(whole, path, at, 1, chance.randbytes(1))


def _insert(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    path, at = _place(chance, whole)
    return f"a byte put in before byte {at} of {path}", _put(whole, path, at, 0, chance.randbytes(1))


def _remove(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    path, at = _place(chance, whole)
    return f"byte {at} of {path} taken out", _put(whole, path, at, 1, b"")


def _lengthen(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    path, _ = _place(chance, whole)
    more = chance.choice((b"\n", b"\x00", b" ", whole[path], chance.randbytes(32)))
    return f"{len(more)} bytes put behind {path}", _put(whole, path, len(whole[path]), 0, more)


def _cut(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    """The sums stay as they were where records are disclosed: a record that is not disclosed is no tamper."""
    path, at = _place(chance, whole)
    return f"{path} cut off at byte {at}", _lose(whole, path, whole[path][:at])


def _exchange(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    one, other = chance.sample(list(whole), 2)
    return f"{one} and {other} exchanged", with_sums(whole | {one: whole[other], other: whole[one]})


def _drop(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    path = chance.choice(list(whole))
    return f"{path} dropped", _lose(whole, path, None)


def _rename(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    path = chance.choice(list(whole))
    name = chance.choice((f"{path}.old", path.replace("0", "1", 1), f"x/{path}"))
    files = {other: data for other, data in whole.items() if other != path} | {name: whole[path]}
    return f"{path} renamed to {name}", files if name == path else _mended(files, path)


def _copy(chance: random.Random, whole: Files, _early: Files) -> tuple[str, Files]:
    path = chance.choice(list(whole))
    name = chance.choice((f"{path}~", f"{path}.p/1", path.replace("/", "/x/", 1), "copy"))
    return f"{path} copied to {name}", with_sums({name: whole[path]} | whole)


def _put_back(chance: random.Random, whole: Files, early: Files) -> tuple[str, Files]:
    path = chance.choice([path for path in early if path in whole])
    return f"{path} put back as it was", _lose(whole, path, early[path])


def _add(chance: random.Random, whole: Files, early: Files) -> tuple[str, Files]:
    path = chance.choice(list(early))
    name = path if path not in whole else f"early/{path}"
    # A true partial tile of an earlier head may lie there: whoever looks reads it as that.
    data = early[path] if name not in early or "tile" not in name else early[path][::-1]
    return f"{name} added", with_sums(whole | {name: data})


def _put(files: Files, path: str, at: int, length: int, data: bytes) -> Files:
    changed = files[path][:at] + data + files[path][at + length :]
    return _mended(files | {path: changed}, path)


def _lose(files: Files, path: str, data: bytes | None) -> Files:
    rest = {other: held for other, held in files.items() if other != path}
    changed = rest if data is None else rest | {path: data}
    return changed if path.startswith(("envelopes/", "bodies/", "evidence/")) else _mended(changed, path)


def _mended(files: Files, path: str) -> Files:
    """The sums are made to fit, unless they are themselves what was changed."""
    return files if path == "SHA256SUMS" else with_sums(files)


_BYTES: tuple[Draw, ...] = (_flip, _replace, _insert, _remove, _lengthen, _cut)
_FILES: tuple[Draw, ...] = (_exchange, _drop, _rename, _copy, _put_back, _add)
