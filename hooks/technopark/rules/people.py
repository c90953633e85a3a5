"""TP80x: personal data that must not be in an open base (152-ФЗ).

A linter, not a judge: it knows the shapes of names, numbers and addresses. A name
followed by «(пример)» is a made-up one and is left alone, and so are people on title
pages of published books.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from technopark.catalogue import Code
from technopark.rules._rule import Finding, record_rule
from technopark.rules._view import Text, View

# Patterns begin with a set of characters, not with a look-behind: the search is then many times faster.
_SPACE = r"[ \u00a0\u202f]"
_REST = r"[а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_WORD = rf"[А-ЯЁ]{_REST}"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:[оеё]вич|ич|[оеё]вн|ичн|иничн)(?:а|у|ем|ом|е|ы|ой|ою)?"

FULL_NAME = re.compile(
    rf"[А-ЯЁ](?:{_REST}{_SPACE}(?:{_WORD}{_SPACE}{_PATRONYMIC}|{_PATRONYMIC}{_SPACE}{_WORD}|[А-ЯЁ]\.{_SPACE}?[А-ЯЁ]\.)"
    rf"|\.{_SPACE}?[А-ЯЁ]\.{_SPACE}?{_WORD})(?![а-яё])"
)
_CHILD_WORD = re.compile("[ВвПпДдМмРр](?:оспитанни[кц]|одопечн|евочк|альчик|ебён(?:ок|к))")
CHILD = re.compile(
    rf"{_CHILD_WORD.pattern}[а-яё]*{_SPACE}"
    rf"([А-ЯЁ][а-яё]{{2,}}(?:{_SPACE}[А-ЯЁ](?:\.|[а-яё]+))?)(?![а-яё])"
)
_CAPITAL_SHAPE = re.compile(rb"R(?:(?<=r R)r|(?=\. ?R\.))")  # of a word after a word, or of initials
_MADE_UP = re.compile(rf"(?:{_SPACE}[А-ЯЁ](?:\.|[а-яё]+))?\s*\((?:пример|вымышл)")
_HONOURED = re.compile(r"(?:(?:имени|им\.|улиц[аеыу]|ул\.|памяти)[ \u00a0]|\w)$")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\b")
MOBILE = re.compile(r"(?:\+7|8)[\s(.-]*9\d{2}[\s).-]*\d{3}[\s.-]*\d{2}[\s.-]*\d{2}(?!\d)")
_BIRTH = re.compile(r"\d{2}\.\d{2}\.\d{4}(?:\s*г\.?)?\s*(?:р\.|рожд)|(?:родил(?:ся|ась)|дата рождения)\D{0,20}\d", re.IGNORECASE)
_NUMBERS = re.compile(
    r"\d{3}-\d{3}-\d{3}[ -]\d{2}\b"
    r"|(?:[Пп]аспорт|[Сс]ерия)\D{0,20}\d{2}\s?\d{2}\D{0,5}\d{6}\b"
    r"|[Сс]видетельство о рождении\D{0,20}[IVX]+-[А-Я]{2}\D{0,5}\d{6}"
)
_NUMBER_SHAPE = re.compile(rb"0(?:[ \n(.-]*000[ \n).-]*000[ \n.-]*00[ \n.-]*00|00-000-000|00000)")
"""A telephone, or what every number of a document holds."""
_NUMBER_WORDS = ("аспорт", "ерия", "видетельство о рождении")
_FREE_MAIL = frozenset(
    (
        "mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru", "yandex.ru", "ya.ru", "yandex.com", "rambler.ru",
        "gmail.com", "hotmail.com", "outlook.com", "icloud.com", "yahoo.com",
    )
)  # fmt: skip
_PUBLISHED = frozenset({"authors", "editors", "sources"})
_NEAR = 120
"""Characters within which a number belongs to a name."""


def _may_be_named(view: View) -> bool:
    """Whether a name begins with initials, or with a word before a capital: the first word of a full name, or a word for a child."""
    text, shape = view.joined, view.shape
    for found in _CAPITAL_SHAPE.finditer(shape):
        here = found.start()
        if found[0] == b"R" and FULL_NAME.match(text, here):
            return True
        word = shape.rfind(b" ", 0, here - 1) + 1
        if _CHILD_WORD.search(text, word, here):
            return True
        if shape.find(b"R", word, here) >= 0 and any(FULL_NAME.match(text, place) for place in range(word, here)):
            return True
    return False


def _names(view: View) -> Iterator[tuple[Text, re.Match[str]]]:
    """Full names outside of title pages and citations."""
    for text, found in view.search(FULL_NAME, _may_be_named):
        if _HONOURED.search(text.value, max(0, found.start() - 12), found.start()) or _MADE_UP.match(text.value, found.end()):
            continue
        published = text.path[0] in _PUBLISHED or (view.entry.kind.slug == "glossary" and text.path[0] == "source")
        if not published and not (view.entry.kind.slug == "publications" and text.path[0] == "title"):
            yield text, found


def _private_near(text: str, found: re.Match[str]) -> str:
    """What private thing stands near a name, in words."""
    near = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
    for what, pattern in (("почта", EMAIL), ("телефон", MOBILE), ("дата рождения", _BIRTH), ("номер документа", _NUMBERS)):
        if pattern.search(near):
            return what
    return ""


@record_rule(
    Code("TP801", "Персональные данные рядом с именем", "error",
         "Имя вместе с почтой, телефоном, датой рождения или номером документа — персональные данные: "
         "публиковать их без согласия человека нельзя (152-ФЗ).",
         "Уберите имя и данные; оставьте должность и служебный контакт учреждения.",
         "summary: Звоните Петровой Анне Ивановне, +7 902 555-01-01 (пример)\n", "summary: Звоните куратору по номеру учреждения\n")
)
def name_with_data(view: View) -> Iterator[Finding]:
    """A full name and something private within a sentence or two."""
    for text, found in _names(view):
        if what := _private_near(text.value, found):
            yield Finding(f"Рядом с именем «{found[0]}» стоит {what}.", text.path, found[0])


@record_rule(
    Code("TP802", "Имя человека в записи", "warning",
         "База хранит роли, а не людей: человек сменится, а согласия на публикацию имени может не быть.",
         "Замените имя ролью; вымышленное имя пометьте словом «(пример)».",
         "checked_by: Петрова А. И.\n", "checked_by: юрист УМЦ\n")
)
def full_name(view: View) -> Iterator[Finding]:
    """A full name by itself; with data beside it, it is TP801. Authors of publications are public."""
    if view.entry.kind.slug == "publications":
        return
    for text, found in _names(view):
        if not _private_near(text.value, found):
            yield Finding(f"В поле «{text.info.about.label}» названо имя: «{found[0]}».", text.path, found[0])


def _may_be_numbered(view: View) -> bool:
    """Whether there are digits as in СНИЛС, or a word for another document."""
    return view.holds(b"000-000-000") or any(map(view.holds, _NUMBER_WORDS))


@record_rule(
    Code("TP803", "Номер личного документа", "error",
         "СНИЛС, паспорт и свидетельство о рождении публиковать нельзя никогда.",
         "Удалите номер.",
         "text: СНИЛС 112-233-445 95\n", "text: СНИЛС — по документу\n")
)
def document_number(view: View) -> Iterator[Finding]:
    """СНИЛС, passport, birth certificate."""
    for text, found in view.search(_NUMBERS, _NUMBER_SHAPE, _may_be_numbered):
        yield Finding(f"В поле «{text.info.about.label}» похоже на номер личного документа.", text.path, found[0])


@record_rule(
    Code("TP804", "Имя ребёнка", "error",
         "По имени и учреждению ребёнка легко узнать. Даже имя без фамилии в открытой базе недопустимо.",
         "Напишите «воспитанник» без имени; вымышленное имя пометьте словом «(пример)».",
         "summary: Воспитанник Саша К. нашёл работу\n", "summary: Один из воспитанников нашёл работу\n")
)
def child_name(view: View) -> Iterator[Finding]:
    """«Воспитанник Саша К.», «подопечная Маша»."""
    for text, found in view.search(CHILD, _may_be_named):
        if not _MADE_UP.match(text.value, found.end()):
            yield Finding(f"В поле «{text.info.about.label}» названо имя ребёнка: «{found[1]}».", text.path, found[0])


@record_rule(
    Code("TP805", "Почта не на домене учреждения", "warning",
         "Ящик на бесплатной почте обычно личный: по нему не видно, куда пишет читатель, и он пропадает вместе с сотрудником.",
         "Укажите служебную почту учреждения или адрес его сайта.",
         "contact:\n  office: Отдел помощи\n  email: otdel-primer@mail.ru\n",
         "contact:\n  office: Отдел помощи\n  email: info@example.org\n")
)
def free_mail(view: View) -> Iterator[Finding]:
    """Addresses of free mail services."""
    for text, found in view.search(EMAIL, b"@", "@"):
        if found[0].rpartition("@")[2].lower() in _FREE_MAIL:
            yield Finding(f"В поле «{text.info.about.label}» почта на бесплатном домене: «{found[0]}».", text.path, found[0])


@record_rule(
    Code("TP806", "Мобильный телефон", "warning",
         "Мобильный номер обычно личный, даже если по нему отвечают на работе.",
         "Укажите городской номер учреждения.",
         "contact:\n  office: Отдел помощи\n  phone: +7 902 555-01-01\n",
         "contact:\n  office: Отдел помощи\n  phone: 8 (3952) 55-01-01\n")
)
def mobile_phone(view: View) -> Iterator[Finding]:
    """+7 9xx numbers."""
    for text, found in view.search(MOBILE, _NUMBER_SHAPE):
        yield Finding(f"В поле «{text.info.about.label}» мобильный номер.", text.path, found[0])
