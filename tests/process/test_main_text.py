from hypothesis import given
from hypothesis import strategies as st

from diwan.process.main_text import main_text, parse_page, text_of_fragment

FIRST = "Рыбаки Мурмана вышли в море впервые за две недели, сообщил порт."
SECOND = "Лёд у причалов взломали два буксира, третий остался на ремонте до весны."
PERSIAN = "ماهی‌گیران پس از دو هفته به دریا رفتند، این را بندر می‌گوید."


def _text(page: str, title: str = "") -> str:
    root = parse_page(page)
    assert root is not None
    return main_text(root, title)


def test_what_stands_around_the_article_is_left_out():
    page = f"""<html><body>
      <header><a href=/>Порт сегодня</a></header><nav><ul><li><a href=/a>Новости</a></li></ul></nav>
      <div class="cookie-banner"><p>Мы используем файлы cookie, чтобы сайт работал лучше.</p></div>
      <div class="layout has-sidebar"><div class="column"><h1>Рыбаки вышли в море</h1>
        <p class="byline">Иван Ким, 12:40</p><p>{FIRST}</p>
        <ul class="related"><li><a href=/1>Другая новость о погоде на севере</a></li></ul><p>{SECOND}</p>
        <div class="social-share"><a href=#>f</a><a href=#>t</a></div></div>
        <div class="column"><h4>Читают сейчас</h4><ol><li><a href=/2>Длинный заголовок о совсем другом</a></li>
        <li><a href=/3>Ещё один длинный заголовок о совсем другом</a></li></ol></div></div>
      <section id="comments"><p>Спасибо за новость! Очень интересно было прочитать.</p></section>
      <footer>© Порт сегодня</footer></body></html>"""
    assert _text(page, "Рыбаки вышли в море") == f"{FIRST}\n\n{SECOND}"


def test_the_persian_half_space_comes_out_as_it_went_in():
    page = f"<html><body><article><p>{PERSIAN}</p></article></body></html>"
    assert _text(page) == PERSIAN


def test_a_page_laid_out_in_tables_with_line_breaks_has_paragraphs():
    page = f"""<table><tr><td>Home :: World :: Sport</td></tr><tr><td width=20%><a href=/1>One old story</a><br>
      <a href=/2>Another old story</a></td><td><h1>H</h1><small>Desk, 2019-02-03</small>{FIRST}<br><br>{SECOND}
      <hr><i>Print</i></td></tr></table>"""
    assert _text(page, "H") == f"{FIRST}\n\n{SECOND}"


def test_links_inside_a_sentence_stay():
    page = f'<div><p>{FIRST}</p><p>Об этом <a href="/x">пишет</a> газета «Лов», а не порт.</p></div>'
    assert _text(page).endswith("Об этом пишет газета «Лов», а не порт.")


def test_a_caption_that_comes_back_is_told_once():
    page = f"<article><figure>{FIRST}</figure><p>{SECOND}</p><figure>{FIRST}</figure></article>"
    assert _text(page) == f"{FIRST}\n\n{SECOND}"


def test_the_element_that_the_page_marks_as_the_article_wins_over_longer_comments():
    remarks = "".join(f"<p>Мне кажется, что это неверно, и вот почему: {n}.</p>" for n in range(60))
    page = f"<body><div itemprop=articleBody><p>{FIRST * 3}</p><p>{SECOND * 3}</p></div><div>{remarks}</div></body>"
    assert _text(page) == f"{FIRST * 3}\n\n{SECOND * 3}"


def test_words_that_follow_a_removed_element_stay():
    page = f"<div><p>{FIRST}</p><p>До рекламы <script>x()</script>после рекламы остались слова.</p></div>"
    assert _text(page).endswith("До рекламы после рекламы остались слова.")


def test_scripts_in_every_place_give_no_text():
    page = f"""<html><head><script>bad()</script></head><body onload="bad()"><svg><script>bad()</script></svg>
      <article><p>{FIRST}<script>bad()</script></p><noscript>bad</noscript><template>bad</template>
      <p>{SECOND}</p><style>bad</style><iframe srcdoc="<p>bad</p>"></iframe></article></body></html>"""
    assert _text(page) == f"{FIRST}\n\n{SECOND}"


def test_a_fragment_of_a_feed_becomes_plain_text():
    assert text_of_fragment("<p>Fish &amp; ice</p><p>More<br>fish</p>") == "Fish & ice\n\nMore\nfish"
    assert text_of_fragment("plain words") == "plain words"


@given(st.text(alphabet="<>/apdivhr \"'=!-&;x\n", max_size=200))
def test_no_markup_however_broken_makes_it_fail(page):
    root = parse_page(page)
    assert root is None or isinstance(main_text(root), str)
