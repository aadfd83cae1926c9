"""The words around and instead of places, in four languages. Own lists; keys are folded as `keys.word_key` folds.

Nothing here names a place but for directions; whether a word is a place is decided by weighing (`weigh.py`).
"""

from dataclasses import dataclass
from functools import cache

from diwan.process.places.keys import word_key


def _set(text: str) -> frozenset[str]:
    return frozenset(word_key(word) for word in text.split())


# After these a place is likely.
BEFORE_PLACE = {
    "en": _set("in at near from to around outside inside into toward towards between via through across reached leaving entered left visiting outskirts"),
    "ar": _set("في من الى قرب نحو عبر قبالة باتجاه داخل خارج حول بين شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط ضواحي ريف دخل وصلت وصل غادر غادرت سكان أهالي بلدية محافظ طريق سد مشارف تخوم أطراف محيط مستشفى"),
    "fa": _set("در از به نزدیک نزدیکی حوالی اطراف سوی بین میان شمال جنوب شرق غرب راهی وارد تا مرکز حومه داخل خارج اهالی مردم ساکنان فرماندار شهردار فرمانداری شهرداری جاده جادهٔ سد مشارف بیمارستان"),
    "ru": _set("в во из под около близ до через у к возле вблизи между над по от окрестностях районе пригороде центре севернее южнее восточнее западнее востоку западу северу югу жители жителей жителям администрации администрация мэр мэра мэрия мэрии"),
}  # fmt: skip

# Words for kinds of places: nearly proof when they stand directly before (`city of` in English, also after).
FEATURE = {
    "en": _set("city town village district port capital suburb municipality township neighbourhood neighborhood settlement hamlet"),
    "ar": _set("مدينة بلدة قرية ناحية قضاء مدينتي بلدتي قريتي مدن بلدات قرى ضاحية حي ميناء العاصمة مديرية منطقة مخيم معبر منفذ مطار بمدينة لمدينة ومدينة"),
    "fa": _set("شهر شهرستان روستای شهرهای شهرک بندر بخش روستاهای شهرستانهای پایتخت منطقه ناحیه قصبه اردوگاه مرز گذرگاه پایانه فرودگاه"),
    "ru": _set("город города городе городу городом городов городах г село села селе деревня деревни деревне посёлок посёлка посёлке порт порта порту столица столицы столице городок городка городке пригород кишлак аул селение селения селении район района районе"),
}  # fmt: skip

# After a place in English and Persian order: also proof, if less.
FEATURE_AFTER = {
    "en": _set("crossing airport airbase airfield port district city town suburb railway dam bridge")
}

# A place beside these belongs to a region, river or the like, which is another thing than the town.
REGION_BEFORE = {
    "ar": _set("محافظة ولاية إقليم محافظات نهر جبل سهل وادي بحيرة خليج صحراء هضبة بحر مضيق لواء"),
    "fa": _set("استان ولایت استانهای رود رودخانه کوه دشت دریاچه خلیج تنگه دریای جزیره اقلیم"),
    "ru": _set(
        "провинция провинции провинцию провинцией область области мухафаза мухафазы мухафазе река реки реке реку озеро озера гора горы залив штат штата штате остров"
    ),
    "en": _set("mount lake river gulf cape"),
}
REGION_AFTER = {
    "en": _set(
        "province governorate region oblast river valley mountains desert county state lake gulf strait peninsula plain basin island islands"
    ),
    "ru": _set("провинция область"),
}

# Words that open the name of an organisation; a place within the next words belongs to that name.
ORGANISATION_BEFORE = {
    "ar": _set(
        "وكالة صحيفة جريدة قناة شبكة راديو إذاعة جامعة قيادة عمليات لواء كتيبة فرقة جبهة حركة جيش كتائب ألوية حزب تيار "
        "شركة بنك مصرف منظمة جمعية مؤسسة هيئة اتحاد نادي صوت موقع مجلة مركز لجنة مجلس غرفة ديوان دائرة وزارة حكومة الهلال برلمان حرس شرطة"
    ),
    "fa": _set(
        "خبرگزاری روزنامه شبکه رادیو دانشگاه قرارگاه تیپ گردان لشکر جبهه جنبش ارتش حزب شرکت بانک سازمان انجمن بنیاد "
        "اتحادیه باشگاه صدای پایگاه مجله کمیته شورای ستاد وزارت وزارتخانه هلال دولت مجلس پارلمان پلیس بیمارستان فرماندهی اداره تارنمای هفته‌نامه نشریه تلویزیون"
    ),
    "ru": _set(
        "агентство агентства агентству газета газеты газете газету канал канала университет университета бригада бригады "
        "батальон батальона фронт фронта дивизия радио телеканал телеканала клуб банк компания компании издание издания портал министерство министерства министерстве министерству командование командования правительство правительства правительству правительстве правительством комитет комитета комитету совет совета совету штаб штаба штабе армия армии парламент парламента общество общества полумесяц полумесяца"
    ),
    "en": _set("university bank radio voice ministry government parliament bishop archbishop college institute diocese"),
}  # fmt: skip

# A capitalised English word after a place, by which both are one name that is no place.
ORGANISATION_AFTER = {
    "en": _set(
        "post times news agency press herald tribune courier observer gazette journal daily telegraph wire today mirror "
        "command brigade battalion division front army operations university college institute council committee party "
        "bank company corporation club united city fc radio television tv channel media group foundation association "
        "red crescent cross forum network monitor ministry relief aid commission directorate department authority chamber hospital "
        "declaration agreement accord accords treaty convention protocol process conference summit street road avenue"
    ),
    "ru": _set("таймс пост ньюс"),
}  # fmt: skip

# Before a person's name.
TITLE = {
    "en": _set(
        "mr mrs ms dr sheikh shaykh imam colonel col general gen major maj captain capt lieutenant lt sergeant brigadier "
        "admiral president minister mayor governor engineer professor prof judge senator ambassador king prince princess "
        "queen sultan emir spokesman spokeswoman commander director chief doctor lawyer journalist saint sir lord lady mullah ayatollah abu ibn bin umm"
    ),
    "ar": _set(
        "السيد السيدة الدكتور الدكتورة د الشيخ العقيد العميد اللواء الفريق الرائد المقدم النقيب الملازم المهندس المهندسة "
        "الأستاذ المحامي القاضي الرئيس الوزير السفير الأمير الملك الحاج أبو أم ابن بن عبد المحافظ القائد الصحفي الصحافي النائب"
    ),
    "fa": _set(
        "آقای خانم دکتر شیخ سرهنگ سرتیپ سردار سرلشکر سرگرد سروان ستوان مهندس استاد وکیل قاضی امیر ملا حاج "
        "آیت‌الله حجت‌الاسلام سید سرتیپ‌دوم دریادار پروفسور"
    ),
    "ru": _set(
        "полковник полковника полковнику генерал генерала генерал-майор генерал-лейтенант майор капитан лейтенант инженер инженера "
        "инженеру доктор шейх имам господин госпожа профессор мулла аятолла принц король судья адвокат абу ибн бин умм мэр губернатор министр"
    ),
}  # fmt: skip

# First names that are also places. A place all the same where the words around say so.
FIRST_NAME = {
    "ar": _set(
        "محمد أحمد محمود علي حسن حسين صالح خالد عمر عثمان يوسف إبراهيم إسماعيل سالم سليم سعيد مصطفى كريم جاسم كاظم عباس "
        "ناصر فهد ماجد راشد حمد حامد جمال كمال نبيل هادي مهدي رضا جعفر قاسم طارق زياد سامي وليد بشير عادل فارس ليلى مريم "
        "زينب فاطمة نور سلمان سلطان منصور مسعود باسل باسم حيدر ياسين آدم موسى عيسى داود سليمان إدريس"
    ),
    "fa": _set(
        "محمد احمد محمود علی حسن حسین رضا مهدی هادی کاظم عباس جعفر قاسم امیر سعید حمید مجید رشید کریم رحیم یوسف ابراهیم "
        "اسماعیل داود سلیمان موسی عیسی نادر بهرام بهمن فرهاد شاپور اسفندیار شهریار پرویز منصور مسعود ناصر جمال کمال جلال "
        "زهرا فاطمه مریم لیلا شیرین نرگس سارا مهران ایرج تورج سهراب رستم"
    ),
    "en": _set(
        "ali hassan hussein mohammed muhammad ahmed omar yusuf ibrahim ismail said salem karim nasser paris sydney jordan "
        "chelsea florence victoria charlotte austin lincoln jackson madison houston dallas israel georgia chad kenya india"
    ),
    "ru": _set("али хасан хусейн мухаммед ахмед омар юсуф ибрагим саид салех владимир роман виктория кирилл борис"),
}  # fmt: skip

# Ordinary words that some place on earth is called. Weekdays and months in every language stand here too.
COMMON = {
    "en": _set(
        "the a an of and or but in on at to from by for with as is was are were be been it he she they we you i his her their "
        "its our my your this that these those there here then than when where who what which why how all any both each few "
        "more most other some such no nor not only own same so too very can will just should now one two three four five six "
        "seven eight nine ten first second third last next new old good great high long little own right big large early young "
        "important public bad able man woman child day week month year time way thing world life hand part place case point "
        "government company number group problem fact monday tuesday wednesday thursday friday saturday sunday january "
        "february march april may june july august september october november december spring summer autumn winter north south "
        "east west northern southern eastern western central hit same nice reading mobile split bath police officials officers "
        "water bridge road aid relief peace war army men women children families house home school hospital camp court union "
        "bank market centre center mission hope liberty independence union freedom progress victory concord normal enterprise "
        "convoy drivers troops talks both local many several another under over after before since while during against about "
        "however meanwhile earlier later also still yet ever never once asked said says told added speaking according citing "
        "let see look go come take make give find think say get know use work call try need feel become leave put mean keep "
        "begin seem help show hear play run move live believe bring happen write sit stand lose pay meet include continue set "
        "learn change lead understand watch follow stop create speak read spend grow open walk win offer remember consider "
        "appear buy serve die send build stay fall cut reach kill remain male anna san santa los las el la le de un van von "
        "university ministry council republic federation kingdom nations states deal hall bay lake hill green white black red "
        "blue orange gold silver iron stone rock wood field park garden street square tower castle church temple mosque "
        "page photo video read related share comment lieutenant general major captain colonel chief president minister mayor "
        "opposition parliament agency post times news press wire today sources source reports report statement spokesman red cross crescent"
    ),
    "ar": _set(
        "في من على إلى أن إن كان كانت يكون عن مع هذا هذه ذلك تلك الذي التي الذين ما لا لم لن قد هو هي هم كما أو أي كل بعض غير "
        "بين بعد قبل عند حتى منذ خلال حول ثم حيث لكن بل إذا لو أما فقط أيضا أيضاً جدا هنا هناك الآن اليوم أمس غدا صباح مساء ليل "
        "ليلة يوم شهر سنة عام أسبوع ساعة السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة كانون شباط آذار نيسان أيار حزيران "
        "تموز آب أيلول تشرين يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر محرم صفر رجب شعبان "
        "رمضان شوال قال قالت أضاف أكد نفى ذكر أعلن أوضح أشار صرح بيان البيان مصدر مصادر تقرير تقارير خبر أخبار كلام تصريح "
        "المدينة مدينة المدن القرية قرية القرى بلدة البلدة المحافظة محافظة الناحية القضاء المنطقة منطقة المناطق الإقليم الحي "
        "الدولة دولة الحكومة حكومة الوزارة وزارة الوزير وزير الرئيس رئيس الجيش جيش القوات قوات الشرطة شرطة الأمن أمن السلام "
        "سلام الحرب حرب الهدنة الاتفاق اتفاق المركز مركز المجلس مجلس اللجنة لجنة الهيئة هيئة القيادة قيادة القائد قائد المسؤول "
        "مسؤول الناطق المتحدث الوفد وفد الجانب جانب جانبه جانبها جانبهم جهته جهتها جهتهم الطرف طرف الأطراف الحدود حدود الطريق طريق الجسر جسر السد سد النهر نهر البحر "
        "بحر الجبل جبل الوادي وادي السوق سوق المطار مطار الميناء ميناء المعبر معبر المخيم مخيم المستشفى المدرسة مدرسة الجامعة "
        "البيت بيت المنزل منزل الدار دار الباب باب العين عين الرأس رأس اليد يد القلب الماء ماء المياه مياه النار نار الأرض أرض "
        "السماء الشمس القمر النور نور الشمال شمال الجنوب جنوب الشرق شرق الغرب غرب الشمالية الجنوبية الشرقية الغربية الوسط وسط "
        "الوسطى العليا السفلى الجديدة الجديد جديد جديدة القديمة القديم الكبير الكبيرة الصغير الصغيرة الأول الأولى الثاني الثانية "
        "الثالث ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عشر مئة ألف مليون واحد اثنان العدد عدد نحو أكثر أقل كثير قليل معظم "
        "جميع الناس ناس السكان سكان الأهالي أهالي العائلات عائلة عائلات الأسر أسرة الأطفال طفل النساء امرأة الرجال رجل الشباب "
        "العمل عمل العمال المال مال الحق حق العدل الحرية حرية الوحدة وحدة النصر نصر الفتح فتح الثورة ثورة الشعب شعب الوطن وطن "
        "الأمة العربية عربي العالم عالم الحياة حياة الموت السيارات سيارة شاحنة شاحنات قافلة القافلة المساعدات مساعدات الإغاثة "
        "إغاثة الغذاء الدواء الخبز القمح النفط الغاز الكهرباء الفيضان فيضان المطر السيول الهجوم هجوم القصف قصف القتلى الجرحى "
        "الخارجية الداخلية الدفاع الصحة المالية العدل التجارة النقل المحلية المحلي الرسمية الرسمي الوطني الوطنية المشترك "
        "المشتركة الإسلامية الإسلامي العام العامة الخاص الخاصة الماضي الماضية المقبل المقبلة الحالي القادم التالي السابق "
        "الأخير الآخر آخر أخرى نفسه نفسها ذات ذاته عليه عليها فيه فيها منه منها له لها لهم به بها إليه إليها عنه عنها "
        "كلها كله معه معها لدى ضد دون سوى مثل كيف لماذا متى أين هل نعم كلا ليس ليست يجب يمكن سوف سيكون تم يتم جرى يجري بدأ "
        "وصل وصلت دخل دخلت خرج عاد عادت حصل تقع يقع الوقت وقت الحال حال الأمر أمر الشيء شيء الأحد بيان سبب الزيارة زيارة "
        "لقاء اجتماع محادثات جولة خطوة مرحلة بداية نهاية عملية عمليات مهمة خطة فريق مجموعة فصيل فصائل عناصر مقاتل حي شاب "
        "كبير صغير طويل قصير حسن جميل سعيد سالم كريم شريف نبيل أمين صادق عادل الهلال الصليب الأحمر الاتحاد المتحدة الأمم الولايات مع بعيد قريب الجسور القناة حرس الحرس فرع الفرع مقر المقر قاعدة القاعدة"
    ),
    "fa": _set(
        "در از به با که را این آن و یا تا بر برای هم نیز است بود شد شده می نمی خواهد کرد کرده گفت گفته افزود داد داده دارد داشت "
        "باید شاید هر همه هیچ چند چه چرا کجا کی اگر اما ولی زیرا چون پس پیش بعد قبل حالا اکنون امروز دیروز فردا امشب دیشب صبح "
        "ظهر عصر شب روز هفته ماه سال ساعت شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه فروردین اردیبهشت خرداد تیر "
        "مرداد شهریور مهر آبان آذر دی بهمن اسفند ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر محرم صفر "
        "رجب شعبان رمضان شوال بیان خبر گزارش منبع منابع سخنگو سخنگوی وزیر وزارت رئیس رییس مدیر مقام مسئول فرمانده فرماندار "
        "استاندار شهردار نماینده هیئت هیات شهر شهرستان استان روستا بخش منطقه ناحیه مرکز مرز راه جاده پل سد رود رودخانه دریا کوه "
        "دشت بازار میدان خیابان کوچه خانه باغ در درب سر دست پا چشم آب باد خاک آتش نور خورشید زمین آسمان شمال جنوب شرق غرب شمالی "
        "جنوبی شرقی غربی میان میانه بالا پایین نو نوین کهنه بهار تابستان پاییز زمستان بزرگ کوچک بلند کوتاه خوب بد زیبا یک دو سه چهار پنج شش هفت هشت نه ده "
        "بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد هزار میلیون نخست اول دوم سوم آخر دیگر خود ما شما آنها او وی من تو مردم مرد زن "
        "کودک خانواده خانوار جوان پیر دولت کشور ملت ملی ارتش سپاه نیرو نیروها پلیس امنیت صلح جنگ آتش‌بس توافق نشست دیدار سفر "
        "گفتگو مذاکره کاروان کامیون کمک امداد غذا دارو نفت گاز برق سیل سیلاب باران حمله انفجار کشته زخمی کار کارگر پول حق عدالت "
        "آزادی پیروزی انقلاب اسلامی اسلام جمهوری ایالات متحده سازمان ملل هلال احمر صلیب سرخ خارجه کشور دفاع بهداشت سرخ سبز سفید "
        "سیاه آبی زرد تازه جدید قدیم پایگاه فرودگاه بندر جزیره چاه چشمه کلاه تخت گل سنگ شیر کل جز حد حدود رو روی زیر کنار کنون "
        "بار باره مورد طی طرف سوی نزد بین میان مان شان تان اش ام ات ای ها های همین همان چنین چنان بسیار کم بیش کمی همچنین البته "
        "تنها فقط حتی مگر بلکه زمان وقت حال شرح متن نام سند پرونده دادگاه مجلس شورا کمیته گروه تیم عضو اعضا نظر نامه سخن حرف پاسخ "
        "بیرون درون داخل خارج عقب جلو پشت پایان آغاز زود دیر راد شاد آباد برج دژ قلعه ده کند کن شو شوند دهد گیرد رسید رسیده رفت آمد آمده ماند بماند برد برده ساخت باز بسته بازگشت قرار"
    ),
    "ru": _set(
        "в на и но или а с по за от до из о об при для под над между без через после перед однако также это эти этот эта тот та те "
        "он она они мы вы я его её их наш ваш мой свой все всё весь вся как так что кто где когда куда почему если чтобы пока уже "
        "ещё только даже лишь более менее один два три четыре пять первый первые второй третий новый новая новое новые старый "
        "большой малый мир мира победа октябрь ноябрь декабрь январь февраль март апрель май июнь июль август сентябрь понедельник "
        "вторник среда среды среду четверг пятница суббота воскресенье вчера сегодня завтра утром днём вечером ночью ранее позже "
        "сообщения сообщение источник источники представитель представители полковник генерал министр председатель глава мэр "
        "союз совет комитет фронт армия войска полиция власти жители семьи люди дети мужчины женщины дом школа больница мост "
        "дорога вода река озеро гора поле лес сад колонна конвой помощь переговоры заявление красный красная белый чёрный северный "
        "южный восточный западный центральный север юг восток запад центр город село район область край республика федерация "
        "некоторые многие другие сам сама сами самое тем там тут здесь теперь потом затем снова опять вместе против около "
        "никаких никто ничто ничего ни не нет да же ли бы по-прежнему тепло свет звезда заря правда известия труд свобода дружба "
        "восход маяк прогресс искра родина союзный советский советская октябрьский первомайский комсомольский"
    ),
}  # fmt: skip

# Particles with a pronoun behind: أنه، لأنهم، منها. Short, so some town is always called the same.
_PARTICLES = "ان لان بان كان وان فان لكن من عن في على الي مع عند بين كل بعض به له لدي"
_ARABIC_PRONOUNS = ("", "ه", "ها", "هم", "هن", "نا", "ك", "كم", "ني", "هما", "ي")
COMMON["ar"] |= {"ليبي"}  # Libyan; the same letters are Persian for the country
COMMON["ar"] |= {word_key(p + suffix) for p in _PARTICLES.split() for suffix in _ARABIC_PRONOUNS}

# Words that end the name of an organisation, so that a place behind them stands alone.
BREAKS = {
    "ar": _set("أن إن قال قالت أكد أكدت أعلن أعلنت نفى نفت ذكر ذكرت أضاف أفاد أفادت و ثم أو"),
    "fa": _set("که گفت گفتند افزود اعلام کرد کردند نوشت و یا را است بود شد"),
    "ru": _set("что как и или"),
    "en": _set("that said says told"),
}

# Prefix letters of Arabic that join with the following word.
PROCLITICS = ("و", "ف", "ب", "ل", "ك")

DIRECTIONS = _set(
    "north south east west northern southern eastern western central greater upper lower downtown old northeast northwest "
    "southeast southwest north-eastern mid inner outer"
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one language."""

    before_place: frozenset[str]
    feature: frozenset[str]
    feature_after: frozenset[str]
    region_before: frozenset[str]
    region_after: frozenset[str]
    organisation_before: frozenset[str]
    organisation_after: frozenset[str]
    title: frozenset[str]
    first_name: frozenset[str]
    common: frozenset[str]
    breaks: frozenset[str]


@cache
def lists_of(language: str) -> Lists:
    none: frozenset[str] = frozenset()
    return Lists(
        before_place=BEFORE_PLACE[language],
        feature=FEATURE[language],
        feature_after=FEATURE_AFTER.get(language, none),
        region_before=REGION_BEFORE[language],
        region_after=REGION_AFTER.get(language, none),
        organisation_before=ORGANISATION_BEFORE[language],
        organisation_after=ORGANISATION_AFTER.get(language, none),
        title=TITLE[language],
        first_name=FIRST_NAME[language],
        common=COMMON[language],
        breaks=BREAKS[language],
    )
