"""What desks write beyond `X said that Y`: nouns that attribute, words set into a quotation, talk that is called a lie, blame, and denials
that stand in a phrase. People, bodies and events are invented; they stand in Namibia, Iceland, Fiji, Malta, Sulawesi and Chile.
"""

# language, text, [(words of the statement, speaker's name as read or "anonymous", stance)]
DESKS = [
    # --- the teller's words stand inside the quotation marks
    (
        "ru",
        "«Старый причал цел, — заявил мэр Исафьордюра Гуннар Хельгасон. — Паром выйдет утром».",
        [
            ("Старый причал цел", "Гуннар Хельгасон", "asserts"),
            ("Паром выйдет утром", "Гуннар Хельгасон", "asserts"),
        ],
    ),
    (
        "ru",
        "«Никто из рабочих не пострадал, — подчеркнула директор шахты Тереза Намибе, — но смена остановлена до пятницы».",
        [
            ("Никто из рабочих не пострадал", "Тереза Намибе", "denies"),
            ("но смена остановлена до пятницы", "Тереза Намибе", "asserts"),
        ],
    ),
    (
        "ru",
        "«Разве это ремонт? — возмутился староста Ратуа Вакатава. — Дорогу смыло за одну ночь».",
        [
            ("Разве это ремонт?", "Ратуа Вакатава", "asserts"),
            ("Дорогу смыло за одну ночь", "Ратуа Вакатава", "asserts"),
        ],
    ),
    # --- a noun that attributes
    (
        "ru",
        "Утверждение министра рыболовства Гуннара Хельгасона о том, что квоты не изменятся, удивило моряков.",
        [("квоты не изменятся", "Гуннар Хельгасон", "denies")],
    ),
    # --- whether, what is doubted
    (
        "en",
        "Teresa Namibe, the union's lawyer, questioned whether the mine would pay the wages.",
        [("the mine would pay the wages", "Teresa Namibe", "doubts")],
    ),
    (
        "en",
        "Villagers doubted whether the ferry would ever return.",
        [("the ferry would ever return", "anonymous", "doubts")],
    ),
    (
        "ru",
        "Гуннар Хельгасон ставит под сомнение готовность порта к зиме.",
        [("готовность порта к зиме", "Гуннар Хельгасон", "doubts")],
    ),
    (
        "ru",
        "Профсоюз докеров Валлетты поставил под вопрос законность увольнений на верфи.",
        [("законность увольнений на верфи", "Профсоюз докеров Валлетты", "doubts")],
    ),
    # --- talk that is called a lie
    (
        "en",
        "Gunnar Helgason has called the claim that the trawler was overloaded a shameless lie.",
        [("the trawler was overloaded", "Gunnar Helgason", "denies")],
    ),
    (
        "en",
        "Gunnar Helgason dismissed reports of a fuel shortage as pure fantasy.",
        [("reports of a fuel shortage", "Gunnar Helgason", "denies")],
    ),
    (
        "en",
        'The council branded suggestions of a cover-up "absurd".',
        [("suggestions of a cover-up", "anonymous", "denies")],
    ),
    (
        "en",
        "Rumours of a second leak, mayor Teresa Namibe wrote in a letter to residents, are groundless.",
        [("a second leak", "Teresa Namibe", "denies")],
    ),
    # --- blame
    (
        "en",
        "Harbour master Gunnar Helgason put the blame on a rusted chain.",
        [("a rusted chain", "Gunnar Helgason", "asserts")],
    ),
    (
        "en",
        "The mayor, Teresa Namibe, blamed the blackout on a burnt cable.",
        [("the blackout on a burnt cable", "Teresa Namibe", "asserts")],
    ),
    # --- the statement goes on past a participle, and ends where the sentence tells of something else
    (
        "en",
        "In a radio address she said her ministry had written to the shipyard three times.",
        [("her ministry had written to the shipyard three times", "anonymous", "asserts")],
    ),
    (
        "en",
        "Gunnar Helgason denied that the dam had cracked, and apologised for the delay.",
        [("the dam had cracked", "Gunnar Helgason", "denies")],
    ),
    # --- owning up to a deed
    (
        "en",
        "The Red Dune Front claimed responsibility for the attack on the depot.",
        [("responsibility for the attack on the depot", "Red Dune Front", "confirms")],
    ),
    (
        "ar",
        "وتبنت جبهة الكثبان الحمر في بيان الهجوم على مستودع الفوسفات.",
        [("الهجوم على مستودع الفوسفات", "جبهة الكثبان الحمر", "confirms")],
    ),
    (
        "fa",
        "جبههٔ تپه‌های سرخ مسئولیت حمله به انبار فسفات را بر عهده گرفت.",
        [("مسئولیت حمله به انبار فسفات", "جبههٔ تپه‌های سرخ", "confirms")],
    ),
    (
        "ru",
        "Группировка «Красные дюны» взяла на себя ответственность за нападение на склад.",
        [("ответственность за нападение на склад", "Красные дюны", "confirms")],
    ),
    # --- Arabic: what somebody denies is told as `what is said of NP`
    (
        "ar",
        "ونفى سامي الأشقر نفيا تاما ما تناقلته مواقع محلية عن غرق العبارة.",
        [("غرق العبارة", "سامي الأشقر", "denies")],
    ),
    (
        "ar",
        "نفت وزارة الري الناميبية ما يتردد بشأن انهيار سد الصحراء.",
        [("انهيار سد الصحراء", "وزارة الري الناميبية", "denies")],
    ),
    (
        "ar",
        "وسارع الوزير سامي الأشقر إلى نفي وجود أي تسرب في الخزان.",
        [("وجود أي تسرب في الخزان", "سامي الأشقر", "denies")],
    ),
    (
        "ar",
        "واكتفت وزارة الري الناميبية بتأكيد إغلاق الطريق الساحلي.",
        [("إغلاق الطريق الساحلي", "وزارة الري الناميبية", "confirms")],
    ),
    (
        "ar",
        "وكشفت مصادر ملاحية، الثلاثاء، عن فقدان سفينة صيد قبالة مالطا.",
        [("فقدان سفينة صيد قبالة مالطا", "anonymous", "asserts")],
    ),
    (
        "ar",
        "وقال سامي الأشقر إن العبارة عادت، متحدثا عن نجاة ركابها جميعا.",
        [("العبارة عادت", "سامي الأشقر", "asserts"), ("نجاة ركابها جميعا", "سامي الأشقر", "asserts")],
    ),
    (
        "ar",
        "وقابل الوزير سامي الأشقر ذلك بالتشكيك في قدرة الشركة على إصلاح الرصيف.",
        [("قدرة الشركة على إصلاح الرصيف", "سامي الأشقر", "doubts")],
    ),
    (
        "ar",
        "غرق مركب صيد قبالة سواحل مالطا مساء الأحد، في حصيلة أعلنها خفر السواحل المالطي.",
        [("غرق مركب صيد قبالة سواحل مالطا مساء الأحد", "خفر السواحل المالطي", "asserts")],
    ),
    # --- Persian: a denial that rides along with another verb
    (
        "fa",
        "مهران دلاوری، شهردار بندر، با رد شایعات مربوط به نشت گاز در اسکله افزود: بارگیری ادامه دارد.",
        [("نشت گاز در اسکله", "مهران دلاوری", "denies"), ("بارگیری ادامه دارد", "مهران دلاوری", "asserts")],
    ),
    (
        "fa",
        "مهران دلاوری همچنین از بازگشایی راه ساحلی خبر داد.",
        [("بازگشایی راه ساحلی", "مهران دلاوری", "asserts")],
    ),
    (
        "fa",
        "این در حالی است که وزارت نیروی نامیبیا پیش‌تر از تعمیر سد خبر داده بود.",
        [("تعمیر سد", "وزارت نیروی نامیبیا", "asserts")],
    ),
    (
        "fa",
        "«کشتی سال‌ها بازرسی نشده بود»؛ این را مهران دلاوری، شهردار بندر، گفته است.",
        [("کشتی سال‌ها بازرسی نشده بود", "مهران دلاوری", "denies")],
    ),
    (
        "fa",
        "مهران دلاوری گفت انبار نزدیک فرودگاه سوخت و نوشته‌ای پیدا شد.",
        [("انبار نزدیک فرودگاه سوخت و نوشته‌ای پیدا شد", "مهران دلاوری", "asserts")],
    ),
    (
        "fa",
        "ادارهٔ بندر والدیویا کمبود سوخت در انبارها را تکذیب کرد و افزود: «مخزن‌ها پر است».",
        [
            ("کمبود سوخت در انبارها", "ادارهٔ بندر والدیویا", "denies"),
            ("مخزن‌ها پر است", "ادارهٔ بندر والدیویا", "asserts"),
        ],
    ),
]
