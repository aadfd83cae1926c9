"""The sample centre: what the reports of September 2015 tell, with invented officers."""

import datetime as dt
from dataclasses import dataclass, replace

from diwan.charter.enlarge import appoint_officer, list_outside_party, open_room
from diwan.charter.found_centre import found_centre
from diwan.charter.queries import members, officers, rooms
from diwan.charter.words import CharterText, Founder, FunctionText, Names
from diwan.core.clock import springs
from diwan.core.ids import MemberId, RoomId
from diwan.ledger import KeyStore
from diwan.store import Transaction, acting_as, service_viewer

FOUNDED_AT = dt.datetime(2015, 9, 26, 9, 0, tzinfo=dt.UTC)


def _names(en: str, ar: str, fa: str, ru: str) -> Names:
    return {"en": en, "ar": ar, "fa": fa, "ru": ru}


IRAQ, IRAN, RUSSIA, SYRIA = (MemberId(slug) for slug in ("iraq", "iran", "russia", "syria"))
UNITED_STATES = MemberId("united-states")
BAGHDAD, DAMASCUS = RoomId("baghdad"), RoomId("damascus")

TEXT = CharterText(
    names=_names("Baghdad centre", "مركز بغداد", "مرکز بغداد", "Багдадский центр"),
    task=_names(
        "To gather, process and analyse current information about the situation and pass it to each member.",
        "جمع المعلومات الراهنة عن الموقف ومعالجتها وتحليلها وتزويد كل عضو بها.",
        "گردآوری، پردازش و تحلیل اطلاعات جاری دربارهٔ وضعیت و رساندن آن به هر عضو.",
        "Собирать, обрабатывать и анализировать текущие сведения об обстановке и передавать их каждому участнику.",
    ),
    founders=(
        Founder(IRAQ, _names("Iraq", "العراق", "عراق", "Ирак"), "IQ"),
        Founder(IRAN, _names("Iran", "إيران", "ایران", "Иран"), "IR"),
        Founder(RUSSIA, _names("Russia", "روسيا", "روسیه", "Россия"), "RU"),
        Founder(SYRIA, _names("Syria", "سوريا", "سوریه", "Сирия"), "SY"),
    ),
    time_zone="Asia/Baghdad",
    log_origin="localhost:8000/log",
    functions=(
        FunctionText("duty-desk", _names("Duty desk", "مكتب المناوبة", "میز کشیک", "Дежурная смена"), IRAQ, IRAN),
        FunctionText("maps", _names("Maps and names", "الخرائط والأسماء", "نقشه‌ها و نام‌ها", "Карты и названия"), RUSSIA, SYRIA),
        FunctionText("translation", _names("Translation", "الترجمة", "ترجمه", "Перевод"), IRAN),
        FunctionText("liaison", _names("Liaison with relief agencies", "الاتصال بوكالات الإغاثة", "رابط با سازمان‌های امدادی", "Связь с гуманитарными организациями")),
    ),
    retention_days=3650,
    retention=_names(
        "What a member that left had released stays with the others for ten years. Then its words are erased; the leaf of the log stays.",
        "ما أتاحه عضو انسحب يبقى لدى الآخرين عشر سنوات. ثم يُمحى نصه وتبقى ورقة السجل.",
        "آنچه عضوی که رفته در اختیار گذاشته بود ده سال نزد دیگران می‌ماند. سپس متن آن پاک می‌شود و برگ دفتر می‌ماند.",
        "Переданное вышедшим участником остаётся у других десять лет. Затем его слова стираются, а лист журнала остаётся.",
    ),
    erasure=_names(
        "Whoever is named may ask any member. The member that filed the report recalls it, and every holder erases it and says so.",
        "لمن ورد اسمه أن يطلب من أي عضو. يسحب العضو الذي قدّم التقرير تقريره، ويمحوه كل من يحمله ويعلن ذلك.",
        "هر که نامش آمده می‌تواند از هر عضوی بخواهد. عضوی که گزارش را ثبت کرده آن را بازپس می‌گیرد و هر دارنده‌ای آن را پاک می‌کند و اعلام می‌کند.",
        "Названное лицо может обратиться к любому участнику. Подавший сообщение участник отзывает его, и каждый держатель стирает его и сообщает об этом.",
    ),
)  # fmt: skip


EVERY_ROLE = ("analyst", "releaser", "administrator", "custodian")


@dataclass(frozen=True, slots=True)
class SampleOfficer:
    member: MemberId
    sign_in: str
    language: str
    names: Names
    roles: tuple[str, ...] = EVERY_ROLE


OFFICERS = (
    SampleOfficer(IRAQ, "salma", "ar", _names("Salma Al-Tamimi", "سلمى التميمي", "سلما التمیمی", "Сальма ат-Тамими")),
    SampleOfficer(IRAQ, "yahya", "ar", _names("Yahya Al-Obaidi", "يحيى العبيدي", "یحیی العبیدی", "Яхья аль-Обейди"), ("analyst", "releaser")),
    SampleOfficer(IRAN, "parisa", "fa", _names("Parisa Moradi", "بريسا مرادي", "پریسا مرادی", "Париса Моради")),
    SampleOfficer(IRAN, "kaveh", "fa", _names("Kaveh Tehrani", "كاوه طهراني", "کاوه تهرانی", "Каве Техрани")),
    SampleOfficer(RUSSIA, "vera", "ru", _names("Vera Lazareva", "فيرا لازاريفا", "ورا لازاروا", "Вера Лазарева")),
    SampleOfficer(RUSSIA, "gleb", "ru", _names("Gleb Yermakov", "غليب يرماكوف", "گلب یرماکوف", "Глеб Ермаков")),
    SampleOfficer(SYRIA, "rima", "ar", _names("Rima Haddad", "ريما حداد", "ریما حداد", "Рима Хаддад")),
    SampleOfficer(SYRIA, "nizar", "ar", _names("Nizar Qabbaz", "نزار قباز", "نزار قباز", "Низар Каббаз")),
)  # fmt: skip


def found_sample_centre(
    keys: KeyStore, *, founded_at: dt.datetime = FOUNDED_AT, witness_policy: str = ""
) -> None:
    """Under a clock that says `founded_at`; the clock of the process is put back. One that was broken off goes on
    where it stopped."""
    real = springs.now
    springs.now = lambda: founded_at
    try:
        if not _is_founded():
            found_centre(replace(TEXT, witness_policy=witness_policy), keys)
        with acting_as(service_viewer(IRAQ), write=True) as tx:
            everybody = {IRAQ: "lead", IRAN: "member", RUSSIA: "member", SYRIA: "member"}
            names = _names("Baghdad room", "غرفة بغداد", "اتاق بغداد", "Багдадская комната")
            _open_once(tx, BAGHDAD, names, everybody)
            names = _names("United States", "الولايات المتحدة", "ایالات متحده", "Соединённые Штаты")
            if UNITED_STATES not in {member.id for member in members(tx)}:
                list_outside_party(tx, UNITED_STATES, names, country="US")
        with acting_as(service_viewer(SYRIA), write=True) as tx:
            guests = {SYRIA: "lead", RUSSIA: "guest", IRAN: "guest"}
            names = _names("Damascus room", "غرفة دمشق", "اتاق دمشق", "Дамасская комната")
            _open_once(tx, DAMASCUS, names, guests)
        for officer in OFFICERS:
            _appoint_once(officer)
    finally:
        springs.now = real


def _is_founded() -> bool:
    with acting_as(service_viewer(IRAQ)) as tx:
        return bool(tx.value("SELECT EXISTS (SELECT FROM diwan.centre)"))


def _open_once(tx: Transaction, room: RoomId, names: Names, places: dict[MemberId, str]) -> None:
    if room not in {known.id for known in rooms(tx)}:
        open_room(tx, room, names, places=places)


def _appoint_once(officer: SampleOfficer) -> None:
    with acting_as(service_viewer(officer.member), write=True) as tx:
        if officer.sign_in not in {known.sign_in for known in officers(tx)}:
            appoint_officer(
                tx, officer.names, language=officer.language, roles=officer.roles, sign_in=officer.sign_in
            )
