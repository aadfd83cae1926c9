"""Attributions as newsrooms of four languages word them, from regions of no labelled set: Balkans, West Africa,
South-East Asia, Latin America. Written before the rules that read them; people, bodies and events are invented."""

# language, text, [(words of the statement, speaker's name as read, "anonymous" or "" for the outlet itself, stance)]
NEWSROOM = [
    # --- English
    (
        "en",
        "Mayor Dragan Petkov rubbished reports that the dam at Zvornik had cracked.",
        [("the dam at Zvornik had cracked", "Dragan Petkov", "denies")],
    ),
    (
        "en",
        '"The harvest is lost," lamented Kwame Asabere, a farmer from Tamale.',
        [("The harvest is lost", "Kwame Asabere", "asserts")],
    ),
    (
        "en",
        'Colonel Nguyen Bao was unimpressed by the tally. "I have counted the boats myself and I get other numbers," he quipped.',
        [("I have counted the boats myself and I get other numbers", "Nguyen Bao", "asserts")],
    ),
    (
        "en",
        'Governor Ana Quispe was sceptical about the reopening. "Paper roads carry no lorries," she told reporters.',
        [("Paper roads carry no lorries", "Ana Quispe", "doubts")],
    ),
    (
        "en",
        'A clerk at the registry, who requested anonymity, recounted how the files had been moved: "They loaded two vans before dawn."',
        [("They loaded two vans before dawn", "anonymous", "asserts")],
    ),
    (
        "en",
        "The two bridges are closed to heavy traffic, by the account of Milena Radosh, who heads the Drina Road Office.",
        [("The two bridges are closed to heavy traffic", "Milena Radosh", "asserts")],
    ),
    (
        "en",
        'The pickets had left before noon, Petkov explained, but "nobody was told to go home".',
        [
            ("The pickets had left before noon", "anonymous", "asserts"),
            ("nobody was told to go home", "anonymous", "denies"),
        ],
    ),
    (
        "en",
        "The Volta Fishers League vouched for the captain: his boat was in harbour that night.",
        [("his boat was in harbour that night", "Volta Fishers League", "confirms")],
    ),
    (
        "en",
        "The Ghanaian government conceded that a patrol boat had strayed into foreign waters.",
        [("a patrol boat had strayed into foreign waters", "Ghanaian government", "confirms")],
    ),
    (
        "en",
        'Asked about the missing ballots, commissioner Rafael Tum hedged: "Ask me again when the count is over."',
        [("Ask me again when the count is over", "Rafael Tum", "doubts")],
    ),
    (
        "en",
        "Yesterday this newspaper reported that the ferry had capsized. We were wrong and we withdraw the story.",
        [
            ("the ferry had capsized", "", "asserts"),
            ("We were wrong and we withdraw the story", "", "retracts"),
        ],
    ),
    (
        "en",
        "Shopkeepers grumbled that no warning had reached them.",
        [("no warning had reached them", "anonymous", "denies")],
    ),
    (
        "en",
        "In a statement, the Bolivian navy stressed that its boats had stayed on the lake.",
        [("its boats had stayed on the lake", "Bolivian navy", "asserts")],
    ),
    (
        "en",
        '"None of our trucks crossed that bridge," Captain Arben Hoxhaj of the Albanian armed forces was quoted as saying by Drin Telegraph.',
        [("None of our trucks crossed that bridge", "Arben Hoxhaj", "denies")],
    ),
    (
        "en",
        "The ministry could not corroborate the figure. Fishermen in Dumai maintain that nine boats are missing.",
        [("nine boats are missing", "anonymous", "asserts")],
    ),
    # --- Arabic
    (
        "ar",
        "وأكدت المعتمدة روضة ولد سيدي أن الآبار الثلاثة جفت منذ أسبوع.",
        [("الآبار الثلاثة جفت منذ أسبوع", "روضة ولد سيدي", "confirms")],
    ),
    (
        "ar",
        "انهار الجسر القديم قبل الفجر، كما روى لنا صياد فضّل حجب اسمه.",
        [("انهار الجسر القديم قبل الفجر", "anonymous", "asserts")],
    ),
    (
        "ar",
        "وجزم دراغان بتكوف، رئيس بلدية زفورنيك، بأن السد سليم تماماً.",
        [("السد سليم تماماً", "دراغان بتكوف", "asserts")],
    ),
    (
        "ar",
        "ووصف مدير الميناء كوامي أسابيري الخبر بأنه عار عن الصحة، موضحاً أن الرافعات تعمل كالمعتاد.",
        [("الرافعات تعمل كالمعتاد", "كوامي أسابيري", "denies")],
    ),
    (
        "ar",
        "وبحسب ما أفاد به العقيد يوسوفو كاني، فإن الطريق بين غاو وكيدال مقطوع.",
        [("الطريق بين غاو وكيدال مقطوع", "يوسوفو كاني", "asserts")],
    ),
    (
        "ar",
        "ونفى مكتب حوض الفولتا علمه بأي تسرب في الخزان.",
        [("علمه بأي تسرب في الخزان", "مكتب حوض الفولتا", "denies")],
    ),
    (
        "ar",
        "غرقت ثلاثة زوارق في المضيق، على حد قول القبطان نغوين باو.",
        [("غرقت ثلاثة زوارق في المضيق", "نغوين باو", "asserts")],
    ),
    (
        "ar",
        "ورجّح خبير آثر عدم الإفصاح عن هويته أن تتأخر الشحنة أسبوعين.",
        [("تتأخر الشحنة أسبوعين", "anonymous", "asserts")],
    ),
    (
        "ar",
        "واعتبر بتكوف أن ما يُتداول عن انهيار السد محض شائعات.",
        [("ما يُتداول عن انهيار السد محض شائعات", "anonymous", "denies")],
    ),
    (
        "ar",
        "وشكك المحافظ رافاييل توم في الأرقام، وقال: «لم يعرض علينا أحد كشفاً بالأسماء».",
        [("لم يعرض علينا أحد كشفاً بالأسماء", "رافاييل توم", "doubts")],
    ),
    (
        "ar",
        "وحذّرت رابطة مزارعي الأنديز من نفاد البذور قبل نهاية الشهر.",
        [("نفاد البذور قبل نهاية الشهر", "رابطة مزارعي الأنديز", "asserts")],
    ),
    (
        "ar",
        "وعلّق ميلان رادوش، الناطق باسم الجبهة: «لم نطلق رصاصة واحدة».",
        [("لم نطلق رصاصة واحدة", "ميلان رادوش", "denies")],
    ),
    (
        "ar",
        "وأوردت وكالة درينا برس أن الحافلات عادت إلى توزلا.",
        [("الحافلات عادت إلى توزلا", "anonymous", "asserts")],
    ),
    (
        "ar",
        "وتعهد كوامي أسابيري، وهو رئيس نقابة الصيادين، بأن الإضراب لن يتجاوز يومين.",
        [("الإضراب لن يتجاوز يومين", "كوامي أسابيري", "denies")],
    ),
    (
        "ar",
        "اعترف قائد الدورية بأن الزورق دخل المياه الإقليمية خطأ.",
        [("الزورق دخل المياه الإقليمية خطأ", "anonymous", "confirms")],
    ),
    # --- Persian
    (
        "fa",
        "شهردار زوورنیک، دراگان پتکوف، گزارش‌ها دربارهٔ ترک سد را بی‌پایه خواند و یادآور شد که آب یک متر پایین‌تر از دیواره است.",
        [("آب یک متر پایین‌تر از دیواره است", "دراگان پتکوف", "denies")],
    ),
    (
        "fa",
        "به باور او کشتی‌ها تا پایان هفته به بندر می‌رسند.",
        [("کشتی‌ها تا پایان هفته به بندر می‌رسند", "anonymous", "asserts")],
    ),
    (
        "fa",
        "کوامه اسابری از اتحادیهٔ ماهیگیران ولتا گفته است که تورها پاره شده‌اند.",
        [("تورها پاره شده‌اند", "کوامه اسابری", "asserts")],
    ),
    (
        "fa",
        "یک پرستار که نخواست نامش برده شود به خبرنگاران گفت نه زخمی به درمانگاه آورده‌اند.",
        [("نه زخمی به درمانگاه آورده‌اند", "anonymous", "asserts")],
    ),
    (
        "fa",
        "سرهنگ نگوین بائو ضمن پذیرش اینکه دو قایق گم شده است، شمار بالاتر را رد کرد.",
        [("دو قایق گم شده است", "نگوین بائو", "confirms")],
    ),
    (
        "fa",
        "پل قدیمی دیشب فرو ریخت؛ این را رافائل توم، فرماندار توزلا، گفته است.",
        [("پل قدیمی دیشب فرو ریخت", "رافائل توم", "asserts")],
    ),
    (
        "fa",
        "وی تصریح کرده است هیچ کامیونی از مرز نگذشته است.",
        [("هیچ کامیونی از مرز نگذشته است", "anonymous", "denies")],
    ),
    (
        "fa",
        "مهندس میلنا رادوش وجود هرگونه شکاف در سد را ساختگی دانست.",
        [("وجود هرگونه شکاف در سد", "میلنا رادوش", "denies")],
    ),
    (
        "fa",
        "آنا کیسپه، استاندار، به بازگشایی خوش‌بین نیست: «جادهٔ روی کاغذ کامیون نمی‌برد».",
        [("جادهٔ روی کاغذ کامیون نمی‌برد", "آنا کیسپه", "doubts")],
    ),
    (
        "fa",
        "سخنگوی نیروی دریایی بولیوی تأکید می‌کند قایق‌ها دریاچه را ترک نکرده‌اند.",
        [("قایق‌ها دریاچه را ترک نکرده‌اند", "نیروی دریایی بولیوی", "denies")],
    ),
    (
        "fa",
        "به گفتهٔ دراگان پتکوف، سد سالم است.",
        [("سد سالم است", "دراگان پتکوف", "asserts")],
    ),
    (
        "fa",
        "درینا‌پرس به نقل از یک راننده نوشت که اتوبوس‌ها به توزلا برگشته‌اند.",
        [("اتوبوس‌ها به توزلا برگشته‌اند", "anonymous", "asserts")],
    ),
    (
        "fa",
        "ساکنان می‌گفتند سه خانه در آتش سوخته است.",
        [("سه خانه در آتش سوخته است", "anonymous", "asserts")],
    ),
    (
        "fa",
        "رئیس انجمن کشاورزان آند هشدار داده که بذر تا پایان ماه تمام می‌شود.",
        [("بذر تا پایان ماه تمام می‌شود", "انجمن کشاورزان آند", "asserts")],
    ),
    (
        "fa",
        "یوسوفو کانی در واکنش گفت: «ما حتی یک گلوله شلیک نکردیم».",
        [("ما حتی یک گلوله شلیک نکردیم", "یوسوفو کانی", "denies")],
    ),
    # --- Russian
    (
        "ru",
        "Слухи о трещине в плотине мэр Драган Петков назвал выдумкой: «Вода на метр ниже гребня».",
        [("Вода на метр ниже гребня", "Драган Петков", "denies")],
    ),
    (
        "ru",
        "По подсчётам Милены Радош, на ремонт моста уйдёт две недели.",
        [("на ремонт моста уйдёт две недели", "Милена Радош", "asserts")],
    ),
    (
        "ru",
        "В Управлении дорог Боснии возражают: мосты открыты в обычном режиме.",
        [("мосты открыты в обычном режиме", "Управление дорог Боснии", "asserts")],
    ),
    (
        "ru",
        "Полковник Нгуен Бао допустил, впрочем, что две лодки пропали.",
        [("две лодки пропали", "Нгуен Бао", "confirms")],
    ),
    (
        "ru",
        "Паром затонул у причала ночью. Об этом сообщил капитан порта Кваме Асабере.",
        [("Паром затонул у причала ночью", "Кваме Асабере", "asserts")],
    ),
    (
        "ru",
        "Утверждения, будто дорогу перекрыли солдаты, губернатор Ана Киспе отвергла.",
        [("дорогу перекрыли солдаты", "Ана Киспе", "denies")],
    ),
    (
        "ru",
        "Собеседник в министерстве, просивший не называть его имени, рассказал, что список составляли трижды.",
        [("список составляли трижды", "anonymous", "asserts")],
    ),
    (
        "ru",
        "Рыбаки сетуют, что их никто не предупредил.",
        [("их никто не предупредил", "anonymous", "denies")],
    ),
    (
        "ru",
        "Губернатор Рафаэль Тум отнёсся к цифрам с недоверием: «Списков мне не показывали».",
        [("Списков мне не показывали", "Рафаэль Тум", "doubts")],
    ),
    (
        "ru",
        "«Мы не сделали ни одного выстрела», — парировал Зоран Ристич.",
        [("Мы не сделали ни одного выстрела", "Зоран Ристич", "denies")],
    ),
    (
        "ru",
        "Однако, по убеждению Петкова, плотина выдержит.",
        [("плотина выдержит", "Петков", "asserts")],
    ),
    (
        "ru",
        "Зерна хватит до весны, обнадёжил фермеров министр Арбен Ходжай.",
        [("Зерна хватит до весны", "Арбен Ходжай", "asserts")],
    ),
    (
        "ru",
        "Медсестра, говорившая на условиях анонимности, поведала, что раненых девять.",
        [("раненых девять", "anonymous", "asserts")],
    ),
    (
        "ru",
        "Лига рыбаков Вольты поручилась за капитана: его лодка стояла в гавани.",
        [("его лодка стояла в гавани", "Лига рыбаков Вольты", "confirms")],
    ),
    (
        "ru",
        "Как явствует из письма Ассоциации фермеров Анд, семена закончатся к концу месяца.",
        [("семена закончатся к концу месяца", "Ассоциация фермеров Анд", "asserts")],
    ),
    # --- what a second hand wrote after the rules, to see whether they reach further
    (
        "en",
        "According to the Accra Herald, which cited an unnamed official, the two ministers met twice last week.",
        [("the two ministers met twice last week", "anonymous", "asserts")],
    ),
    (
        "en",
        "President Luis Arroyo has acknowledged for the first time that the pipeline leaked, but insists the leak was small.",
        [
            ("the pipeline leaked", "Luis Arroyo", "confirms"),
            ("the leak was small", "Luis Arroyo", "asserts"),
        ],
    ),
    (
        "en",
        'Police in Davao said they had found two bodies. A relative of one victim questioned that: "They never showed us anything."',
        [
            ("they had found two bodies", "anonymous", "asserts"),
            ("They never showed us anything", "anonymous", "doubts"),
        ],
    ),
    (
        "ar",
        "ونقلت صحيفة أخبار أكرا عن مصدر مطلع قوله إن الوزيرين التقيا مرتين، فيما نفت الحكومة الغانية ذلك.",
        [("الوزيرين التقيا مرتين", "anonymous", "asserts")],
    ),
    (
        "ar",
        "قال وزير الداخلية فيسنتي أوكامبو، في مؤتمر صحفي عقده الثلاثاء، إن الشرطة لم تستخدم الرصاص الحي. وأضاف أن التحقيق سيستغرق أسبوعين.",
        [
            ("الشرطة لم تستخدم الرصاص الحي", "فيسنتي أوكامبو", "denies"),
            ("التحقيق سيستغرق أسبوعين", "فيسنتي أوكامبو", "asserts"),
        ],
    ),
    (
        "fa",
        "ماریا سانتوس، سخنگوی ریاست‌جمهوری، تأیید کرد که توافق امضا شده است اما از بیان جزئیات خودداری کرد.",
        [("توافق امضا شده است", "ماریا سانتوس", "confirms")],
    ),
    (
        "ru",
        "Министр внутренних дел Гондураса Висенте Окампо во вторник заявил, что полиция не применяла боевых патронов. По его словам, расследование займёт две недели.",
        [
            ("полиция не применяла боевых патронов", "Висенте Окампо", "denies"),
            ("расследование займёт две недели", "Висенте Окампо", "asserts"),
        ],
    ),
    (
        "ru",
        "Как пишет «Аккра геральд» со ссылкой на неназванного чиновника, министры встречались дважды.",
        [("министры встречались дважды", "anonymous", "asserts")],
    ),
]
