"""`python -m diwan.process.compile_gazetteer`: makes `process/data/gazetteer_*.bin` from installed packages."""

from diwan.process.places.making.collect import DATA, collect
from diwan.process.places.making.pack import pack


def main() -> None:
    pack(collect(), DATA)


if __name__ == "__main__":
    main()
