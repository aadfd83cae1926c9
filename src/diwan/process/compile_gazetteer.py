"""`python -m diwan.process.compile_gazetteer`: makes `process/data/gazetteer_*.bin` from installed packages."""

import gc

from diwan.process.places.making.collect import DATA, collect
from diwan.process.places.making.pack import pack


def main() -> None:
    gc.disable()  # some millions of small objects, all needed to the end: looking for garbage finds none
    pack(collect(), DATA)


if __name__ == "__main__":
    main()
