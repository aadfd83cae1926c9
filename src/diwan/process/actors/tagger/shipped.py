"""The weights and vocabularies that natasha ships, read from its files without importing it (that would pull
pymorphy2 in). The table of word vectors is mapped rather than read, so that all processes share one copy."""

import os
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_MODEL, _VECTORS = "model/slovnet_ner_news_v1.tar", "emb/navec_news_v1_1B_250K_300d_100q.tar"


@dataclass(frozen=True, slots=True)
class Shipped:
    words: dict[str, int]
    shapes: dict[str, int]
    tags: list[str]
    vectors_of: Callable[[Any], Any]  # word numbers -> rows of float32
    shape_vectors: Any
    layers: list[Any]  # slovnet's convolutions with their norms
    head: Any  # slovnet's last layer: features -> a score for every tag
    follows: Any  # [tag before, tag]: how well one follows the other


def load_shipped() -> Shipped:
    # Diwan runs one process a core; threads of the matrix library only get in each other's way (42 ms a text, not 390,
    # on two busy cores). The library reads this once, when numpy is first loaded.
    for setting in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(setting, "1")
    from slovnet import NER  # noqa: PLC0415  # numpy is loaded with the first Russian text only

    spec = find_spec("natasha")
    assert spec is not None and spec.origin is not None  # noqa: PT018  # a dependency of Diwan
    data = Path(spec.origin).parent / "data"
    read = NER.load(str(data / _MODEL)).infer
    model = read.model
    return Shipped(
        words=read.encoder.words_vocab.item_ids,
        shapes=read.encoder.shapes_vocab.item_ids,
        tags=read.decoder.tags_vocab.items,
        vectors_of=_word_vectors(data / _VECTORS),
        shape_vectors=model.emb.shape.weight.array,
        layers=list(model.encoder.layers),
        head=model.head.proj,
        follows=model.head.crf.transitions.array,
    )


def _word_vectors(path: Path) -> Callable[[Any], Any]:
    """navec keeps a vector as numbers of pieces: `pieces[place, number]` for each place in the vector."""
    import numpy as np  # noqa: PLC0415  # see above

    with tarfile.open(path) as tar:
        begin = tar.getmember("pq.bin").offset_data
    words, width, places, choices = map(int, np.fromfile(path, np.uint32, 4, offset=begin))
    begin += 16
    numbers = np.memmap(path, np.uint8, "r", begin, (words, places))
    pieces = np.fromfile(path, np.float32, choices * width, offset=begin + words * places)
    pieces = pieces.reshape(places, choices, width // places)
    every = np.arange(places)

    def vectors(of: Any) -> Any:
        return pieces[every, numbers[of]].reshape(len(of), -1)

    return vectors
