"""Attributions as agencies word them every day: asides, nouns for what is denied, speakers without a name.

People, bodies and events are invented; they stand in the Caribbean, West Africa, the Baltic and Australia.
"""

# language, text, [(words of the statement, speaker's name as read or "anonymous", stance)]
AGENCIES = [
    # --- an aside is said by the subject of the sentence
    (
        "ar",
        "وأفادت وزارة الري الغانية بأن منسوب النهر انخفض، لافتة الى أن القناطر فُتحت.",
        [
            ("منسوب النهر انخفض", "وزارة الري الغانية", "asserts"),
            ("القناطر فُتحت", "وزارة الري الغانية", "asserts"),
        ],
    ),
    (
        "ar",
        "واعلن الوزير سامي الأشقر ان الميناء سيعود الى العمل.",
        [("الميناء سيعود الى العمل", "سامي الأشقر", "asserts")],
    ),
    (
        "ru",
        "Мэр Лиепаи Янис Озолс сообщил, что мост закрыт, добавив, что объезд идёт через лес.",
        [("мост закрыт", "Янис Озолс", "asserts"), ("объезд идёт через лес", "Янис Озолс", "asserts")],
    ),
    (
        "fa",
        "مهران دلاوری، شهردار بندر، با بیان اینکه اسکله آسیب ندیده است، گفت: بارگیری از فردا آغاز می شود.",
        [
            ("اسکله آسیب ندیده است", "مهران دلاوری", "denies"),
            ("بارگیری از فردا آغاز می شود", "مهران دلاوری", "asserts"),
        ],
    ),
    # --- nouns
    (
        "ar",
        "ونفت هيئة الموانئ الجامايكية، مساء الخميس، شائعات تلوث الشاطئ.",
        [("شائعات تلوث الشاطئ", "هيئة الموانئ الجامايكية", "denies")],
    ),
    (
        "ar",
        "واتهم النقيب فادي الرملي الشركة بإخفاء نتائج الفحص.",
        [("بإخفاء نتائج الفحص", "فادي الرملي", "asserts")],
    ),
    (
        "ar",
        "وشكك الخبير في إمكان ترميم السد قبل الشتاء.",
        [("إمكان ترميم السد قبل الشتاء", "anonymous", "doubts")],
    ),
    (
        "fa",
        "آرش نیک‌پی، رئیس اداره، علت خاموشی را اتصال کوتاه در پست برق دانست.",
        [("اتصال کوتاه در پست برق", "آرش نیک‌پی", "asserts")],
    ),
    (
        "ru",
        "Губернатор Пётр Зуев назвал сообщения о нехватке топлива преждевременными.",
        [("сообщения о нехватке топлива", "Пётр Зуев", "denies")],
    ),
    (
        "en",
        "Union leader Carla Boyce put the number of strikers at nine hundred.",
        [("the number of strikers at nine hundred", "Carla Boyce", "asserts")],
    ),
    # --- somebody new beside the verb, whoever was named before
    (
        "en",
        'Mayor Ruth Akins said the pier was safe. "It moved under my feet," a fishmonger said as he packed up.',
        [("the pier was safe", "Ruth Akins", "asserts"), ("It moved under my feet", "anonymous", "asserts")],
    ),
    (
        "ar",
        "وقال المدير نبيل الحمصي إن الخزان آمن. وأقرّ سبّاك طلب عدم كشف اسمه بأن الأنابيب قديمة.",
        [("الخزان آمن", "نبيل الحمصي", "asserts"), ("الأنابيب قديمة", "anonymous", "confirms")],
    ),
    # --- the body meant by a common word
    (
        "ru",
        "Министерство транспорта Эстонии закрыло порт. «Лёд слишком толстый», — пояснили в ведомстве.",
        [("Лёд слишком толстый", "Министерство транспорта Эстонии", "asserts")],
    ),
    # --- no statement is made
    ("en", "The regiment withdrew its guns from the hills.", []),
    ("en", "The army agreed with the council on a truce that would last ten days.", []),
    ("en", "The ministry would neither confirm nor deny the report.", []),
    ("fa", "شهرداری این خبر را نه تأیید و نه رد کرد.", []),
    # --- the words behind a colon, without quotation marks
    (
        "ar",
        "وأضاف العميد طارق الفهد: ندعو الأهالي إلى الابتعاد عن الوادي.",
        [("ندعو الأهالي إلى الابتعاد عن الوادي", "طارق الفهد", "asserts")],
    ),
    # --- an infinitive that attributes
    (
        "en",
        "Minister Neil Prout was forced to admit that the ferry was overloaded.",
        [("the ferry was overloaded", "Neil Prout", "confirms")],
    ),
    # --- more of what agencies write
    (
        "en",
        "Health Minister Gail Prentice is denying that the clinic had closed, adding that nurses were on duty.",
        [
            ("the clinic had closed", "Gail Prentice", "denies"),
            ("nurses were on duty", "Gail Prentice", "asserts"),
        ],
    ),
    (
        "en",
        "Officials said at least nine boats had sunk.",
        [("at least nine boats had sunk", "anonymous", "asserts")],
    ),
    (
        "fa",
        "کیوان آذرمهر، مدیر نیروگاه، با اشاره به اینکه سوخت کافی است گفت: برق قطع نمی‌شود.",
        [("سوخت کافی است", "کیوان آذرمهر", "asserts"), ("برق قطع نمی‌شود", "کیوان آذرمهر", "denies")],
    ),
    (
        "ar",
        "وأكّد مسعف لـ«وكالة أنباء الأرز» أن الطريق سالكة.",
        [("الطريق سالكة", "anonymous", "confirms")],
    ),
    # --- names that no list knows, told with an office
    (
        "ar",
        "وكشفت المسؤولة المحلية كلارا بوتيستا عن إصابة عشرين شخصاً بالحمى.",
        [("إصابة عشرين شخصاً بالحمى", "كلارا بوتيستا", "asserts")],
    ),
    (
        "ar",
        "وتحدّث طبيب، فضّل عدم ذكر اسمه، عن خمس وفيات.",
        [("خمس وفيات", "anonymous", "asserts")],
    ),
    (
        "ar",
        "وقال درار كوشتا رئيس النقابة إن المصنع أُغلق.",
        [("المصنع أُغلق", "درار كوشتا", "asserts")],
    ),
    (
        "fa",
        "آنتونیو ریبیرا رئیس اتحادیه در نشست خبری گفت کارخانه بسته شده است.",
        [("کارخانه بسته شده است", "آنتونیو ریبیرا", "asserts")],
    ),
    (
        "en",
        "The mining firm Corvo Nickel rejected reports that its pit had flooded.",
        [("its pit had flooded", "Corvo Nickel", "denies")],
    ),
    # --- of several sentences in one quotation the first says what is claimed
    (
        "ru",
        "«Порт работает. Задержек не будет», — сказал Янис Озолс.",
        [("Порт работает. Задержек не будет", "Янис Озолс", "asserts")],
    ),
]
