"""Words of why the machine says so."""

from django.utils.translation import gettext_lazy as _

from diwan.entry.web.catalogue.words import Table

REASONS: Table = {
    "": _("no reason is given"),
    "process.still_named": _("the text still says who the source is, or where; its readers did not get it"),
    "gather.too_large": _("larger than the limit; split it and send the parts"),
    "gather.unreadable": _("it cannot be read"),
    "gather.refused": _("this address may not be fetched"),
    "gather.fetch_failed": _("the address did not answer as it should"),
    "gather.quota_reached": _("your member has used up its share of the disk"),
    "gather.disk_full": _("no room was left on the disk"),
    "gather.asked_to_wait": _("the address asked to wait"),
    "feed.page_failed": _("a page of the feed could not be fetched"),
    "folder.link": _("a link that leads out of the folder is not followed"),
    "folder.unreadable": _("the file cannot be opened"),
    "folder.closed": _("the folder cannot be opened"),
    "folder.changing": _("the file was still being written"),
    "mailbox.too_big": _("a message is larger than the limit"),
    "unpack": _("no text could be read from it"),
    "unpack.empty": _("it is empty"),
    "unpack.binary": _("it holds no text"),
    "unpack.nothing": _("it holds no text"),
    "unpack.no_text": _("it has no text layer; it may be a scan"),
    "unpack.json_line": _("a line is not valid JSON"),
    "unpack.json_no_text": _("a report in it has no text"),
    "unpack.deep": _("it is nested too deep"),
    "unpack.too_many": _("it holds more parts than the limit"),
    "unpack.memory": _("it needs more memory than a document may take"),
    "unpack.given_up": _("reading it took too long"),
    "unpack.broken_characters": _("some bytes could not be read as letters"),
    "unpack.direction_override": _("it contains signs that turn the text around"),
    "unpack.long": _("values were read in its first part only"),
    "unpack.published": _("its date cannot be right and was left out"),
}

# A rule, or the family that it belongs to.
RULES: Table = {
    "places": _("name in the gazetteer"),
    "places.gazetteer": _("name in the gazetteer"),
    "places.own_entry": _("a place that officers added"),
    "actors": _("name found in the text"),
    "actors.known": _("on the list of known bodies"),
    "actors.state": _("a country that acts or speaks"),
    "actors.head": _("a word such as ministry, army or party with the name beside it"),
    "actors.outlet": _("name of an outlet"),
    "actors.surname": _("surname of somebody named in full before"),
    "actors.name": _("a person’s name beside a title or a verb of speech"),
    "dates": _("expression of time"),
    "dates.weekday": _("weekday, told from the day of publication"),
    "dates.relative": _("told from the day of publication"),
    "dates.day": _("day and month"),
    "dates.month": _("month"),
    "dates.year": _("year"),
    "dates.period": _("from one day to another"),
    "claims": _("verb of speech"),
    "claims.quotation": _("direct speech with its speaker"),
    "credits": _("the text names its origin"),
    "quantities": _("a number with what it counts"),
    "judgement": _("an officer’s answer"),
}

FACTS: Table = {
    "name": _("as written"),
    "text": _("as written"),
    "beside": _("near"),
    "feature word": _("word beside it"),
    "preposition": _("word before it"),
    "value": _("gives"),
    "approximate": _("approximate"),
    "cue": _("word that tells"),
    "verb": _("verb"),
    "head": _("word that tells"),
    "member": _("member"),
    "epoch": _("epoch"),
}

# What two reports may have in common.
AGREEMENTS: Table = {
    "days": _("days"),
    "places": _("places"),
    "names": _("names"),
    "ideas": _("what is told"),
    "numbers": _("numbers"),
    "kinds": _("the kind of event"),
}

FACT_VALUES: Table = {
    "main name": _("its main name"),
    "other name": _("another of its names"),
    "declined": _("its name, declined"),
}

# Why a value is doubtful.
DOUBTS: Table = {
    "place.sound": _("known by its sound or its consonants alone"),
    "place.ambiguous": _("several places bear this name, and little tells which is meant"),
    "place.weak": _("little beside the name says that it is a place"),
    "actor.weak": _("little beside the words says that they are a name, and somebody is quoted by it"),
    "claim.alone": _(
        "one voice alone stands on its side: the contradiction hangs on how its words were read"
    ),
    "credit.joins": _("these reports share no words: only this credit makes them one origin"),
    "date.decides": _("the reports differ about the day, and this expression decides"),
}

TABLES = {
    "doubt": DOUBTS,
    "reason": REASONS,
    "rule": RULES,
    "fact": FACTS,
}
