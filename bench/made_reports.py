"""Different reports of about 200 words, a quarter in each language, the same at every run.

Sentences are put together at random from templates, so that each report names its own towns, people, days and
numbers. They measure speed; they say nothing about how well anything is read.
"""

import datetime as dt
import random

TOWNS = [
    ("Aleppo", "حلب", "حلب", "Алеппо"), ("Mosul", "الموصل", "موصل", "Мосул"), ("Tabriz", "تبريز", "تبریز", "Тебриз"),
    ("Kazan", "قازان", "کازان", "Казань"), ("Tripoli", "طرابلس", "طرابلس", "Триполи"), ("Benghazi", "بنغازي", "بنغازی", "Бенгази"),
    ("Khartoum", "الخرطوم", "خارطوم", "Хартум"), ("Kabul", "كابل", "کابل", "Кабул"), ("Herat", "هرات", "هرات", "Герат"),
    ("Odesa", "أوديسا", "اودسا", "Одесса"), ("Kharkiv", "خاركيف", "خارکیف", "Харьков"), ("Tbilisi", "تبليسي", "تفلیس", "Тбилиси"),
    ("Yerevan", "يريفان", "ایروان", "Ереван"), ("Baku", "باكو", "باکو", "Баку"), ("Nairobi", "نيروبي", "نایروبی", "Найроби"),
    ("Mogadishu", "مقديشو", "موگادیشو", "Могадишо"), ("Bamako", "باماكو", "باماکو", "Бамако"), ("Niamey", "نيامي", "نیامی", "Ниамей"),
    ("Sarajevo", "سراييفو", "سارایوو", "Сараево"), ("Belgrade", "بلغراد", "بلگراد", "Белград"), ("Tashkent", "طشقند", "تاشکند", "Ташкент"),
    ("Bishkek", "بيشكك", "بیشکک", "Бишкек"), ("Dushanbe", "دوشنبه", "دوشنبه", "Душанбе"), ("Aden", "عدن", "عدن", "Аден"),
    ("Karachi", "كراتشي", "کراچی", "Карачи"), ("Lahore", "لاهور", "لاهور", "Лахор"), ("Manila", "مانيلا", "مانیل", "Манила"),
    ("Jakarta", "جاكرتا", "جاکارتا", "Джакарта"), ("Lima", "ليما", "لیما", "Лима"), ("Bogota", "بوغوتا", "بوگوتا", "Богота"),
]  # fmt: skip
# Syllables that all four scripts can write: thousands of different names.
SYLLABLES = [
    ("ba", "با", "با", "ба"), ("da", "دا", "دا", "да"), ("ka", "كا", "کا", "ка"), ("ma", "ما", "ما", "ма"), ("na", "نا", "نا", "на"),
    ("ra", "را", "را", "ра"), ("sa", "سا", "سا", "са"), ("ta", "تا", "تا", "та"), ("li", "لي", "لی", "ли"), ("ri", "ري", "ری", "ри"),
    ("mi", "مي", "می", "ми"), ("fu", "فو", "فو", "фу"), ("zu", "زو", "زو", "зу"), ("ju", "جو", "جو", "джу"), ("sho", "شو", "شو", "шо"),
]  # fmt: skip
ENDINGS = [
    ("n", "ن", "ن", "н"),
    ("r", "ر", "ر", "р"),
    ("f", "ف", "ف", "ф"),
    ("m", "م", "م", "м"),
    ("d", "د", "د", "д"),
]
DAYS = [
    ("on Monday", "يوم الاثنين", "روز دوشنبه", "в понедельник"), ("on Tuesday", "يوم الثلاثاء", "روز سه‌شنبه", "во вторник"),
    ("on Wednesday", "يوم الأربعاء", "روز چهارشنبه", "в среду"), ("on Thursday", "يوم الخميس", "روز پنجشنبه", "в четверг"),
    ("yesterday", "أمس", "دیروز", "вчера"), ("today", "اليوم", "امروز", "сегодня"),
]  # fmt: skip
TEMPLATES = {
    "en": [
        "A convoy of {n} lorries left {town} {day} with flour and medicine for {other}.",
        "{person}, the governor of {town}, said about {n} families had been moved to tents near {other}.",
        "“We counted {n} shots on the road to {other},” {person} told reporters in {town} {day}.",
        "The ministry of transport denied that the bridge between {town} and {other} had been closed.",
        "Engineer {person} said the repair of the water works would take another {n} days.",
        "Residents of {town} said they had heard explosions at night and had counted {n} aircraft.",
        "A source close to the talks, who asked not to be named, said a second meeting was planned in {other}.",
        "According to the hospital in {town}, {n} people were injured and the road to {other} was cut.",
        "{person} confirmed that an agreement on the exchange of prisoners had been signed in {other} {day}.",
        "The port of {other} reopened {day}, and {n} ships were waiting to unload grain.",
        "Police in {town} arrested {n} people during a protest against the price of bread.",
        "The head of the election commission, {person}, said the count in {other} would be repeated.",
    ],
    "ar": [
        "غادرت قافلة من {n} شاحنة {town} {day} محملة بالطحين والدواء إلى {other}.",
        "وقال محافظ {town} {person} إن نحو {n} عائلة نُقلت إلى خيام قرب {other}.",
        "وقال {person} للصحفيين في {town} {day}: «سمعنا {n} طلقة على الطريق إلى {other}».",
        "ونفت وزارة النقل إغلاق الجسر الواقع بين {town} و{other}.",
        "وأوضح المهندس {person} أن إصلاح شبكة المياه سيستغرق {n} يوماً أخرى.",
        "وذكر سكان في {town} أنهم سمعوا انفجارات ليلاً وأحصوا {n} طائرة.",
        "وقال مصدر قريب من المحادثات طلب عدم ذكر اسمه إن اجتماعاً ثانياً سيعقد في {other}.",
        "وبحسب المستشفى في {town} فقد أصيب {n} شخصاً وقُطعت الطريق إلى {other}.",
        "وأكد {person} أن اتفاقاً على تبادل الأسرى وُقّع في {other} {day}.",
        "وأعيد فتح ميناء {other} {day} فيما تنتظر {n} سفينة تفريغ القمح.",
        "وأوقفت الشرطة في {town} {n} شخصاً خلال احتجاج على سعر الخبز.",
        "وقال رئيس لجنة الانتخابات {person} إن الفرز في {other} سيعاد.",
    ],
    "fa": [
        "کاروانی از {n} کامیون {day} با آرد و دارو از {town} راهی {other} شد.",
        "{person}، استاندار {town}، گفت حدود {n} خانوار به چادرهایی نزدیک {other} منتقل شده‌اند.",
        "{person} {day} در {town} به خبرنگاران گفت: «در جادهٔ {other} صدای {n} گلوله شنیدیم».",
        "وزارت راه بسته شدن پل میان {town} و {other} را تکذیب کرد.",
        "مهندس {person} گفت تعمیر شبکهٔ آب {n} روز دیگر طول می‌کشد.",
        "ساکنان {town} گفتند شب صدای انفجار شنیده و {n} هواپیما شمرده‌اند.",
        "یک منبع نزدیک به گفت‌وگوها که نخواست نامش برده شود گفت نشست دوم در {other} برگزار می‌شود.",
        "به گفتهٔ بیمارستان {town}، {n} نفر زخمی شدند و راه {other} قطع شد.",
        "{person} تأیید کرد که توافق تبادل اسیران {day} در {other} امضا شده است.",
        "بندر {other} {day} بازگشایی شد و {n} کشتی در انتظار تخلیهٔ غله‌اند.",
        "پلیس {town} در تجمع اعتراضی به قیمت نان {n} نفر را بازداشت کرد.",
        "{person}، رئیس کمیسیون انتخابات، گفت شمارش آرا در {other} تکرار می‌شود.",
    ],
    "ru": [
        "Колонна из {n} грузовиков с мукой и лекарствами вышла {day} из города {town} в сторону города {other}.",
        "Губернатор {person} заявил, что около {n} семей перевезли в палатки близ города {other}.",
        "«На дороге в город {other} мы насчитали {n} выстрелов», — сказал {person} журналистам {day}.",
        "Министерство транспорта опровергло сообщения о закрытии моста между городами {town} и {other}.",
        "Инженер {person} сообщил, что ремонт водопровода займёт ещё {n} дней.",
        "Жители города {town} рассказали, что ночью слышали взрывы и насчитали {n} самолётов.",
        "Источник, близкий к переговорам, пожелавший остаться неназванным, сказал, что вторая встреча пройдёт в городе {other}.",
        "По данным больницы города {town}, пострадали {n} человек, дорога в город {other} перерезана.",
        "{person} подтвердил, что соглашение об обмене пленными подписано {day} в городе {other}.",
        "Порт города {other} вновь открыли {day}, разгрузки зерна ждут {n} судов.",
        "Полиция города {town} задержала {n} человек на митинге против цен на хлеб.",
        "Председатель избирательной комиссии {person} заявил, что подсчёт в городе {other} повторят.",
    ],
}
LANGUAGES = ("en", "ar", "fa", "ru")
_WORDS = 200
_EASTERN = {"ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"), "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}


def reports(count):
    source = random.Random(20150926)
    for number in range(count):
        yield _report(number, LANGUAGES[number % 4], source)


def _report(number, language, source):
    column = ("en", "ar", "fa", "ru").index(language)
    paragraphs, words = [], 0
    while words < _WORDS:
        paragraph = " ".join(_sentence(language, column, source) for _ in range(3))
        paragraphs.append(paragraph)
        words += len(paragraph.split())
    published = dt.datetime(2021, 1, 4, 6, tzinfo=dt.UTC) + dt.timedelta(
        minutes=source.randrange(2 * 365 * 24 * 60)
    )
    return {
        "id": f"r{number:05}",
        "title": paragraphs[0].split(".")[0][:90],
        "text": "\n\n".join(paragraphs),
        "published": published.isoformat(),
        "outlet": f"Outlet {number % 53}",
    }


def _sentence(language, column, source):
    town, other = (t[column] for t in source.sample(TOWNS, 2))
    person = f"{_name(column, 2, source)} {_name(column, 3, source)}"
    count = str(source.randint(2, 900)).translate(_EASTERN.get(language, {}))
    day = source.choice(DAYS)[column]
    return source.choice(TEMPLATES[language]).format(n=count, town=town, other=other, person=person, day=day)


def _name(column, length, source):
    syllables = [source.choice(SYLLABLES)[column] for _ in range(length)]
    return "".join((*syllables, source.choice(ENDINGS)[column])).capitalize()


def as_page(report):
    """The report as a web page with the usual furniture."""
    links = "".join(f'<li><a href="/{n}">Link {n}</a></li>' for n in range(12))
    body = "".join(f"<p>{part}</p>" for part in report["text"].split("\n\n"))
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{report['title']}</title></head><body><nav><ul>{links}"
        f"</ul></nav><main><article><h1>{report['title']}</h1>{body}</article></main><aside><ul>{links}</ul></aside>"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    )
