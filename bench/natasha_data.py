"""The Russian tagger as natasha ships it, without natasha."""

from importlib.util import find_spec
from pathlib import Path


def tagger():
    from navec import Navec  # noqa: PLC0415  (only in the child that tags)
    from slovnet import NER  # noqa: PLC0415

    data = Path(find_spec("natasha").origin).parent / "data"
    navec = Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return NER.load(str(data / "model" / "slovnet_ner_news_v1.tar")).navec(navec)
