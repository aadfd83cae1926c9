"""`the ministry`, «в ведомстве», «این شرکت»: a common word for a body, which means the one that was named before."""

import re

from diwan.core.languages import Language

_MEANT = {
    Language.EN: re.compile(
        r"\b(?:the|its|their|this|that) (?:\w+ )?(?:ministry|company|firm|group|movement|organi[sz]ation|party|commission|board|council|committee|body"
        r"|union|federation|association|authority|administration|department|operator|operators?|army|militia|charity|front|office|foundation|institute|service)\b"
        r"(?! of| for|'s|’s)",
        re.IGNORECASE,
    ),
    Language.AR: re.compile(
        r"(?<!\w)[وفبل]?(?:ال|لل)(?:وزارة|شركة|هيئة|منظمة|حركة|جماعة|لجنة|حزب|مجلس|سلطة|اتحاد|نقابة|جمعية|مؤسسة|إدارة|مديرية|فصيل|جيش|جبهة|ميليشيا|مكتب|بعثة|جهاز)(?!\w)"
        r"(?= (?:إن|ان|أن|في|عن|عبر|على|من|نفسها|المذكورة|المشغلة|المعنية|ذلك|،)|[،:.\"«]|$)"
    ),
    Language.FA: re.compile(
        r"(?<![\w\u200c])(?:این|آن) (?:وزارتخانه|وزارت|شرکت|سازمان|گروه|جنبش|نهاد|حزب|کمیسیون|کمیته|شورا|هیئت|هیأت|اداره|اتحادیه|انجمن|بنیاد|مؤسسه|موسسه|جبهه|ارتش|ستاد|دفتر|مرکز)(?![\w\u200c])"
    ),
    Language.RU: re.compile(
        r"\b(?:ведомств\w{1,3}|министерств\w{1,3}|компани[ияей]\w?|организаци[ияей]\w?|движени[еияю]\w?|группировк\w{1,3}|администраци[ияей]|предприяти[еия]"
        r"|фирм[аеы]|комисси[ияей]|парти[ияей]|совет[еа]?|штаб[еа]?|профсоюз[еа]?|фонд[еа]?|управлени[еия]|департамент[еа]?|комитет[еа]?|избирком\w?|командовани[еия])\b(?! [А-ЯЁ«])",
        re.IGNORECASE,
    ),
}


def meant(text: str, language: Language, start: int, end: int) -> bool:
    return _MEANT[language].search(text, start, end) is not None
