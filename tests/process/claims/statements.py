"""Attributed statements about many regions, written for these tests: who is heard to say what, and with what stance."""

# language, text, [(words of the statement, speaker's name as read or "anonymous", stance)]
STATEMENTS = [
    (
        "en",
        'The bridge at Rumbek is open, the Sudanese Red Crescent said on Monday. "No convoy was stopped," Colonel Deng Makuei told reporters.',
        [
            ("The bridge at Rumbek is open", "Sudanese Red Crescent", "asserts"),
            ("No convoy was stopped", "Deng Makuei", "denies"),
        ],
    ),
    (
        "en",
        "According to the Benghazi Port Authority, two ships are waiting outside the harbour.",
        [("two ships are waiting outside the harbour", "Benghazi Port Authority", "asserts")],
    ),
    (
        "en",
        "The Malian government confirmed that talks had begun in Kidal.",
        [("talks had begun in Kidal", "Malian government", "confirms")],
    ),
    (
        "en",
        "The Red Dunes Front denied that its men had fired on the lorries.",
        [("its men had fired on the lorries", "Red Dunes Front", "denies")],
    ),
    (
        "en",
        "A border guard, who asked not to be named, said the gate had been shut since noon.",
        [("the gate had been shut since noon", "anonymous", "asserts")],
    ),
    (
        "en",
        "Nana Kvelashvili, the mayor of Zugdidi, said the river was falling. She added that schools would open on Friday.",
        [
            ("the river was falling", "Nana Kvelashvili", "asserts"),
            ("schools would open on Friday", "Nana Kvelashvili", "asserts"),
        ],
    ),
    (
        "en",
        '"We are not sure that the list is complete," said Helen Mbwana of the World Food Programme.',
        [("We are not sure that the list is complete", "Helen Mbwana", "doubts")],
    ),
    (
        "en",
        'Mayor Petro Halych took back his words. "I withdraw what I said about the dam," Halych wrote.',
        [("I withdraw what I said about the dam", "Petro Halych", "retracts")],
    ),
    (
        "en",
        "Witnesses said that three houses burned in Abyei.",
        [("three houses burned in Abyei", "anonymous", "asserts")],
    ),
    (
        "ar",
        "وقال العقيد مبروك الزنتاني إن الطريق بين سبها وطرابلس مفتوح.",
        [("الطريق بين سبها وطرابلس مفتوح", "مبروك الزنتاني", "asserts")],
    ),
    (
        "ar",
        "وأكدت وزارة الصحة السودانية أن اللقاحات وصلت إلى كسلا.",
        [("اللقاحات وصلت إلى كسلا", "وزارة الصحة السودانية", "confirms")],
    ),
    (
        "ar",
        "ونفى المتحدث باسم الحكومة اليمنية وجود أي مفاوضات سرية.",
        [("وجود أي مفاوضات سرية", "الحكومة اليمنية", "denies")],
    ),
    ("ar", "وقال مصدر أمني إن المطار أغلق عند الفجر.", [("المطار أغلق عند الفجر", "anonymous", "asserts")]),
    (
        "ar",
        "وبحسب هيئة موانئ البحر الأحمر فإن سفينتين تنتظران خارج الميناء.",
        [("سفينتين تنتظران خارج الميناء", "هيئة موانئ البحر الأحمر", "asserts")],
    ),
    (
        "ar",
        "وقالت هدى الطيب: «لسنا متأكدين من عدد القتلى».",
        [("لسنا متأكدين من عدد القتلى", "هدى الطيب", "doubts")],
    ),
    ("ar", "وقال سكان في الفاشر إن انفجارات سُمعت ليلا.", [("انفجارات سُمعت ليلا", "anonymous", "asserts")]),
    (
        "ar",
        "وقال الوزير يوسف القرقني إن السد آمن. وأضاف أن التصريف سيبدأ غدا.",
        [("السد آمن", "يوسف القرقني", "asserts"), ("التصريف سيبدأ غدا", "يوسف القرقني", "asserts")],
    ),
    (
        "ar",
        "وقالت حركة أحرار الواحة: «لم نهاجم أي قافلة».",
        [("لم نهاجم أي قافلة", "حركة أحرار الواحة", "denies")],
    ),
    (
        "fa",
        "سرهنگ رحیم‌الله نورستانی گفت جادهٔ سالنگ باز است.",
        [("جادهٔ سالنگ باز است", "رحیم‌الله نورستانی", "asserts")],
    ),
    (
        "fa",
        "به گفتهٔ فرهاد شکیبا، شهردار هرات، سی خانه ویران شده است.",
        [("سی خانه ویران شده است", "فرهاد شکیبا", "asserts")],
    ),
    (
        "fa",
        "دولت تاجیکستان اعلام کرد هیچ سربازی از مرز نگذشته است.",
        [("هیچ سربازی از مرز نگذشته است", "دولت تاجیکستان", "denies")],
    ),
    (
        "fa",
        "یک منبع امنیتی گفت فرودگاه از نیمه‌شب بسته است.",
        [("فرودگاه از نیمه‌شب بسته است", "anonymous", "asserts")],
    ),
    (
        "fa",
        "هلال احمر افغانستان تأیید کرد که دو کامیون به قندوز رسیده است.",
        [("دو کامیون به قندوز رسیده است", "هلال احمر افغانستان", "confirms")],
    ),
    (
        "fa",
        "آرمان سلطان‌اف، مهندس ستاد زلزله، گفت: «مطمئن نیستیم شمار کشته‌ها درست باشد».",
        [("مطمئن نیستیم شمار کشته‌ها درست باشد", "آرمان سلطان‌اف", "doubts")],
    ),
    ("fa", "ساکنان بدخشان می‌گویند صدای انفجار شنیده‌اند.", [("صدای انفجار شنیده‌اند", "anonymous", "asserts")]),
    (
        "fa",
        "او گفت: «خبر دیروز اشتباه بود و آن را پس می‌گیریم».",
        [("خبر دیروز اشتباه بود و آن را پس می‌گیریم", "anonymous", "retracts")],
    ),
    (
        "ru",
        "Дорога на Гори открыта, сообщил полковник Тенгиз Абашмадзе.",
        [("Дорога на Гори открыта", "Тенгиз Абашмадзе", "asserts")],
    ),
    (
        "ru",
        "По словам мэра Батуми Нино Квелиашвили, порт работает без перебоев.",
        [("порт работает без перебоев", "Нино Квелиашвили", "asserts")],
    ),
    (
        "ru",
        "В МИД Казахстана заявили, что никаких переговоров не было.",
        [("никаких переговоров не было", "МИД Казахстана", "denies")],
    ),
    (
        "ru",
        "Источник в полиции рассказал, что склад сгорел ночью.",
        [("склад сгорел ночью", "anonymous", "asserts")],
    ),
    (
        "ru",
        "«Мы не уверены, что список полон», — сказала Хелен Мбвана.",
        [("Мы не уверены, что список полон", "Хелен Мбвана", "doubts")],
    ),
    (
        "ru",
        "Министерство здравоохранения Судана подтвердило, что вакцины доставлены.",
        [("вакцины доставлены", "Министерство здравоохранения Судана", "confirms")],
    ),
    (
        "ru",
        "Бахром Юлдашев сообщил, что насосы работают. Он добавил, что вода спадает.",
        [("насосы работают", "Бахром Юлдашев", "asserts"), ("вода спадает", "Бахром Юлдашев", "asserts")],
    ),
    (
        "ru",
        "Командир бригады «Орлы саванны» Идрис Маалум возразил: «Мы никого не обстреливали».",
        [("Мы никого не обстреливали", "Идрис Маалум", "denies")],
    ),
]
