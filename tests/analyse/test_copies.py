from diwan.analyse import edges
from diwan.core.picture import Relation

STORY = (
    "The harbour of Kilwa was closed on Tuesday after a barge sank in the channel, the port captain said. "
    "Divers found the hull lying across the fairway at a depth of nine metres. "
    "Two dozen fishing boats were unable to leave, and traders complained that ice was running out. "
    "A tug from Mtwara is expected to arrive before the weekend and will try to drag the wreck aside."
)


def relations(one, other):
    return {edge.relation for edge in edges(one, other)} - {Relation.SAME_EVENT}


def test_a_republished_text_with_furniture_around_it_is_a_copy(make):
    copy = f"KILWA (Coast Agency) — {STORY}\n\nREAD MORE: How tugs work\n\nFollow us for more."
    assert relations(make("a", STORY), make("b", copy, hours=2)) == {Relation.COPY}


def test_a_copy_is_directed_from_the_later_to_the_earlier(make):
    first, second = make("z", STORY), make("a", STORY, hours=3)
    taken = next(e for e in edges(first, second) if e.relation is Relation.COPY)
    assert (taken.taker, taken.taken) == ("a", "z")


def test_whoever_credits_the_other_took_from_it_even_when_its_clock_runs_ahead(make):
    agency = make("agency", STORY, outlet="Coast Agency", hours=1)
    paper = make("paper", STORY, credit=["Coast Agency"])
    taken = next(e for e in edges(agency, paper) if e.relation is Relation.COPY)
    assert (taken.taker, taken.taken) == ("paper", "agency")


def test_a_short_cut_from_a_long_text_is_an_excerpt(make):
    beginning = " ".join(STORY.split()[:30])
    assert relations(make("a", STORY), make("b", beginning)) == {Relation.EXCERPT}


def test_a_shared_quotation_is_no_copy(make):
    quoted = "“Nobody told the fishermen that the channel would be dredged in the middle of the season”"
    one = make(
        "a",
        f"{quoted}, said the head of the union in Kilwa. The ministry has not answered for three weeks now.",
    )
    other = make(
        "b",
        f"Asked about the delay, an engineer shrugged. {quoted}, the union complained at a rally in Lindi.",
    )
    assert relations(one, other) == {Relation.QUOTATION}


def test_two_texts_about_one_thing_in_other_words_are_no_copies(make):
    other = (
        "A sunken barge blocks the way into the port of Kilwa. A tug is coming to move it, says the captain."
    )
    assert relations(make("a", STORY), make("b", other)) == set()


def test_copies_are_found_in_arabic_persian_and_russian_whatever_the_spelling_of_letters(make):
    pairs = {
        "ar": ("أغلقت السلطات ميناء كيلوا يوم الثلاثاء بعد غرق صندل في القناة وعلى متنه عشرون طناً من الأرز والسكر",
               "اغلقت السلطات ميناء كيلوا يوم الثلاثاء بعد غرق صندل فى القناه وعلى متنه عشرون طنا من الارز والسكر"),
        "fa": ("بندر کیلوا روز سه‌شنبه پس از غرق شدن یک دوبه در کانال بسته شد و ماهی‌گیران نمی‌توانند به دریا بروند",
               "بندر كيلوا روز سه‌شنبه پس از غرق شدن يك دوبه در كانال بسته شد و ماهی‌گیران نمی‌توانند به دريا بروند"),
        "ru": ("Порт Кильвы закрыли во вторник: в канале затонула баржа, поднимут её ещё не скоро, рыбаки ждут на берегу",
               "Порт Кильвы закрыли во вторник: в канале затонула баржа, поднимут ее еще не скоро, рыбаки ждут на берегу"),
    }  # fmt: skip
    for language, (one, other) in pairs.items():
        found = relations(make("a", one, language=language), make("b", other, language=language))
        assert found == {Relation.COPY}, language
