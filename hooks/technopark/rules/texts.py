"""TP90x: how texts are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from technopark.catalogue import Code
from technopark.nearest import TO_CYRILLIC, TO_LATIN
from technopark.rules._rule import Finding, record_rule
from technopark.rules._shape import INVISIBLE
from technopark.rules._view import Text, View

_TAG = re.compile(r"`[^`\n]*`|(<(?:!--|/?[A-Za-z](?![a-z0-9+.-]*:)[^<>]*>?))")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")
_PICTURE = re.compile(r"!\[[^\[\]]*$")
_ALLOWED = re.compile(r"(?:https?://|record:|#)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MIXED = re.compile(r"(?:[а-яё]{1,40}[a-z]|[a-z]{1,40}[а-яё])[a-zа-яё]*", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z][A-Za-z]*")  # not "+": only a set at the beginning makes the search fast
_TOUCHING = re.compile("[A-Za-z](?:[А-Яа-яЁё]|(?<=[А-Яа-яЁё].))")
_TOUCHING_SHAPE = re.compile(b"a(?:[rR]|(?<=[rR]a))")
_HYPHEN = re.compile(r"[\w»).,!?] +(?:-|–)(?= +[\w«(])")
_BARE_HYPHEN_SHAPE = re.compile(b"-(?<= -) ")
_SPACED = re.compile(r"[\w»)][ \u00a0]+[,;:!?](?=\s|$)")
_SPACED_SHAPE = re.compile(b",(?<= ,)")


@record_rule(
    Code("TP901", "Тег HTML в тексте", "error",
         "Тексты записей — простой Markdown. Теги показались бы читателю как есть, а вставки с чужих сайтов следят за ним.",
         "Уберите тег; для списка, выделения и ссылки есть простые знаки Markdown.",
         "definition: Взрослый<br>помощник\n", "definition: Взрослый помощник\n")
)
def html_tag(view: View) -> Iterator[Finding]:
    """Any tag or comment outside of code."""
    for text, found in view.search(_TAG, b"<", "<"):
        if found[1]:
            yield Finding(f"В поле «{text.info.about.label}» стоит тег «{found[1][:30]}».", text.path, found[1])


def _links(view: View) -> Iterator[tuple[Text, str, bool, re.Match[str]]]:
    """Markdown links: the text, the address, whether it is a picture, the match at the closing bracket."""
    for text, found in view.search(_LINK, "]", "]("):
        before = text.value[max(0, found.start() - 300) : found.start()]
        yield text, found[1], bool(_PICTURE.search(before)), found


@record_rule(
    Code("TP902", "Опасная ссылка", "error",
         "Ссылка может запустить чужой код или открыть файл на компьютере читателя.",
         "Оставьте только ссылки на https:// и на записи базы (record:вид/имя).",
         "definition: См. [здесь](javascript:alert(1))\n", "definition: См. [здесь](https://umc38.ru/)\n")
)
def dangerous_link(view: View) -> Iterator[Finding]:
    """javascript:, data:, file: and whatever else is not a web address."""
    for text, address, picture, _ in _links(view):
        if not picture and not _ALLOWED.match(address) and _SCHEME.match(address):
            yield Finding(f"Ссылка ведёт не на сайт: «{address[:40]}».", text.path, address)


@record_rule(
    Code("TP903", "Картинка с чужого сайта", "error",
         "Чужой сайт узнаёт о каждом читателе, а картинка однажды пропадёт.",
         "Уберите картинку или дайте на неё ссылку.",
         "definition: ![схема](https://example.org/shema.png)\n", "definition: Есть [схема](https://example.org/shema.png).\n")
)
def foreign_picture(view: View) -> Iterator[Finding]:
    """Pictures inside texts of records are not supported at all."""
    for text, address, picture, found in _links(view):
        if picture:
            start = text.value.rfind("![", 0, found.start())
            yield Finding(f"В тексте вставлена картинка «{address[:60]}».", text.path, text.value[start : found.end()])


@record_rule(
    Code("TP904", "Ссылка внутри сайта записана адресом", "error",
         "Такой адрес работает не на всех страницах и сломается при переезде.",
         "На запись ссылайтесь по имени: record:вид/имя-файла.",
         "definition: См. [куратора](/glossary/kurator/)\n", "definition: См. [куратора](record:glossary/kurator)\n")
)
def address_of_own_page(view: View) -> Iterator[Finding]:
    """A relative address, or one without a scheme."""
    for text, address, picture, found in _links(view):
        if not picture and not _ALLOWED.match(address) and not _SCHEME.match(address):
            near = re.sub(r"^[./]*", "record:", address).rstrip("/")
            yield Finding(f"Ссылка «{address[:60]}» записана адресом.", text.path, address or found[0], nearest=near)


def _right_word(word: str) -> str:
    """The word in one alphabet, if only look-alike letters are foreign; else nothing."""
    latin = sum(len(run) for run in _LATIN.findall(word))
    fixed = word.translate(TO_CYRILLIC if latin * 2 <= len(word) else TO_LATIN)
    return "" if _MIXED.fullmatch(fixed) else fixed


@record_rule(
    Code("TP905", "Латинская буква в русском слове", "warning",
         "На вид слово верное, но поиск и подсказки глоссария его не узнают.",
         "Наберите слово заново в одной раскладке.",
         "definition: Опытный нaставник\n", "definition: Опытный наставник\n")
)
def foreign_letter(view: View) -> Iterator[Finding]:
    """Look-alike letters only: «PDF-файл» and «Wi-Fi» are fine."""
    for text, found in view.search(_MIXED, _TOUCHING_SHAPE, _TOUCHING):
        if right := _right_word(found[0]):
            script = "русском слове латинские" if _LATIN.search(found[0]) and not _LATIN.search(right) else "латинском слове русские"
            yield Finding(f"В {script} буквы: «{found[0]}».", text.path, found[0], nearest=right)


@record_rule(
    Code("TP906", "Прямые кавычки", "warning",
         "В русском тексте кавычки — «ёлочки», внутри них — „лапки“.",
         "Замените кавычки на «ёлочки».",
         "definition: Программа \"Маяк\"\n", "definition: Программа «Маяк»\n")
)
def straight_quotes(view: View) -> Iterator[Finding]:
    """Straight quotes, said once a value."""
    if view.holds('"'):
        for text in view.texts:
            if '"' in text.value:
                yield Finding(f"В поле «{text.info.about.label}» прямые кавычки.", text.path)


@record_rule(
    Code("TP907", "Невидимый знак в тексте", "error",
         "Мягкие переносы, нулевые пробелы и знаки направления письма прячут текст от поиска и меняют его вид.",
         "Удалите знак: наберите слово заново.",
         "definition: настав␣ник\n", "definition: наставник\n")
)
def invisible(view: View) -> Iterator[Finding]:
    """Soft hyphens, zero-width and direction marks."""
    for text, found in view.search(INVISIBLE, b"|"):
        message = f"В поле «{text.info.about.label}» невидимый знак U+{ord(found[0]):04X}."
        yield Finding(message, text.path, found[0])


@record_rule(
    Code("TP908", "Дефис вместо тире", "warning",
         "Дефис соединяет части слова, между словами стоит длинное тире.",
         "Замените на длинное тире: « — ».",
         "definition: Наставник - взрослый\n", "definition: Наставник — взрослый\n")
)
def hyphen_for_dash(view: View) -> Iterator[Finding]:
    """A hyphen or a short dash with spaces round it, said once a value."""
    seen = set()
    for text, found in view.search(_HYPHEN, _BARE_HYPHEN_SHAPE):
        if text.path not in seen:
            seen.add(text.path)
            yield Finding(f"В поле «{text.info.about.label}» вместо тире стоит дефис.", text.path, found[0])


@record_rule(
    Code("TP909", "Кавычки без пары", "warning",
         "Открытых и закрытых «ёлочек» в тексте разное число: где-то кавычка потерялась.",
         "Поставьте недостающую кавычку.",
         "definition: Программа «Маяк\n", "definition: Программа «Маяк»\n")
)
def unpaired_quotes(view: View) -> Iterator[Finding]:
    """As many « as »."""
    quoting = [value for value in view.values if "«" in value or "»" in value]  # counting is slower, and most texts hold none
    if any(value.count("«") != value.count("»") for value in quoting):
        for text in view.texts:
            if text.value.count("«") != text.value.count("»"):
                yield Finding(f"В поле «{text.info.about.label}» кавычки без пары.", text.path)


@record_rule(
    Code("TP910", "Пробел перед знаком препинания", "warning",
         "Знак препинания ставят сразу за словом, иначе он перейдёт на новую строку один.",
         "Уберите пробел.",
         "definition: Взрослый , который помогает\n", "definition: Взрослый, который помогает\n")
)
def space_before_sign(view: View) -> Iterator[Finding]:
    """A space before , ; : ! ? — never before a dash."""
    for text, found in view.search(_SPACED, _SPACED_SHAPE):
        yield Finding(f"В поле «{text.info.about.label}» пробел перед знаком «{found[0][-1]}».", text.path, found[0])
