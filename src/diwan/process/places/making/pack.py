"""Writes the gazetteer's two files: a trie of keys, and the places they lead to.

`gazetteer_keys.bin` is a marisa-trie. `gazetteer_places.bin` holds, little-endian: a header of five counts (magic,
places, entries, keys, length of the texts), one record of 32 bytes a place, the offset of each key's entries,
the entries (`place << 8 | flags`), and the texts (four names a place, NUL between). Both are read by mmap, so all
processes of a machine share one copy; no key is longer than 60 characters.
"""

from array import array
from itertools import accumulate, chain
from pathlib import Path

import marisa_trie

from diwan.process.places.layout import HEADER, MAGIC, RECORD
from diwan.process.places.making.collect import Place
from diwan.process.places.making.keys_of_places import keys_of_places
from diwan.process.places.making.shown_names import shown_names


def pack(places: list[Place], folder: Path) -> None:
    keys = keys_of_places(places)
    trie = marisa_trie.Trie(sorted(keys))
    ordered = _ordered(keys, trie, places)
    offsets = array("I", accumulate(map(len, ordered), initial=0))
    entries = array("I", chain.from_iterable(ordered))
    texts = bytearray()
    records = bytearray()
    for place in places:
        records += RECORD.pack(
            place.geonameid, place.population, place.lat, place.lon, len(texts), place.country.encode(),
            place.feature[:2].encode(), place.admin1.encode()[:4],
        )  # fmt: skip
        texts += "\0".join(shown_names(place)).encode() + b"\0"
    header = HEADER.pack(MAGIC, len(places), len(entries), len(keys), len(texts))
    folder.mkdir(exist_ok=True)
    _write(
        folder / "gazetteer_places.bin",
        b"".join((header, records, offsets.tobytes(), entries.tobytes(), texts)),
    )
    _write(folder / "gazetteer_keys.bin", trie.tobytes())


def _ordered(keys: dict[str, list[int]], trie: marisa_trie.Trie, places: list[Place]) -> list[list[int]]:
    """Each key's entries in the order of the trie; the largest place first, each by its surest flag alone."""
    populations = [place.population for place in places]
    ordered: list[list[int]] = [[]] * len(keys)
    for key, held in keys.items():
        if len(held) > 1:
            surest = {entry >> 8: entry for entry in sorted(held, reverse=True)}  # the lowest flag comes last
            held[:] = sorted(surest.values(), key=lambda entry: (-populations[entry >> 8], entry))
        ordered[trie[key]] = held
    return ordered


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a crash leaves the old file; a process that has it mapped keeps what it has."""
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)
