"""The words: frozen types, labels, ids, errors. No I/O; imports nothing of Diwan."""
