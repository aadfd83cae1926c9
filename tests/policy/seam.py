"""Which mutant of the Python above SQL is at work in this process, and which ones a test has come by.

Whoever carries a mutant asks `at(number)` each time it is come by. All mutants are in the code at once and rest until
`active` names one: so a test session starts its server once and tries them all.
"""

active: int | None = None
met: set[int] = set()
sql: list[tuple[int, str, str]] = []  # a mutant of SQL text: number, what the text says, what it says then


def at(number):
    met.add(number)
    return number == active


def changed(query):
    """The text of a query on its way to the database."""
    if isinstance(query, str) and "diwan.my_" in query:
        for number, said, says_then in sql:
            if said in query:
                met.add(number)
                if number == active:
                    return query.replace(said, says_then)
    return query


def cached_without(cached, position, number):
    """A function's cache, and one beside it whose key lacks the argument at that position."""
    blunt = {}

    def call(*arguments, **named):
        if not at(number):
            return cached(*arguments, **named)
        key = (arguments[:position] + arguments[position + 1 :], tuple(sorted(named.items())))
        if key not in blunt:
            blunt[key] = cached(*arguments, **named)
        return blunt[key]

    call.cache_clear, call.cache_info = cached.cache_clear, cached.cache_info
    return call
