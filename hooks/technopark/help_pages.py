"""A help page for every code, and their index: generated from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from technopark.catalogue import Code, index
from technopark.catalogue.layout_codes import LAYOUT_CODES
from technopark.catalogue.schema_codes import SCHEMA_CODES
from technopark.catalogue.source_codes import SOURCE_CODES
from technopark.pages import Page
from technopark.rules import BASE_RULES, RECORD_RULES

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "1": "Файл не читается",
        "2": "Поле заполнено не так",
        "3": "Имя файла и папка",
        "4": "Ссылки и названия",
        "5": "Даты и границы",
        "6": "Модели процесса",
        "7": "Достоверность",
        "8": "Персональные данные",
        "9": "Тексты и страницы",
    }
)
"""Heading of each hundred of codes."""

_SEVERITY = {
    "error": ("warn", "ошибка", "пока её не исправить, сайт не соберётся"),
    "warning": ("plain", "предупреждение", "сайт соберётся и с ним"),
}
"""Tone of the mark, the word and what follows from it."""

_WARNING = ' <span class="tag tag-plain">предупреждение</span>'


def all_codes() -> Mapping[str, Code]:
    """Every code there is, in order."""
    rules = [rule.code for rule in RECORD_RULES] + [rule.code for rule in BASE_RULES]
    codes = (*SOURCE_CODES.values(), *SCHEMA_CODES.values(), *LAYOUT_CODES.values(), *rules)
    return index(sorted(codes, key=lambda code: code.code))


def help_address(code: str) -> str:
    """Address of a code's page from the site's root."""
    return f"help/{code.lower()}/"


def help_pages() -> list[Page]:
    """The index ``help/`` and one page a code."""
    codes = all_codes()
    return [_index_page(codes), *(_code_page(code) for code in codes.values())]


def _index_page(codes: Mapping[str, Code]) -> Page:
    parts = []
    for digit, family in FAMILIES.items():
        rows = "".join(
            f'<li><a href="{code.code.lower()}/"><b>{code.code}</b> {escape(code.title)}</a>'
            f"{_WARNING if code.severity == 'warning' else ''}</li>"
            for code in codes.values()
            if code.code[2] == digit
        )
        parts.append(f'<section id="tp{digit}"><h2>{escape(family)}</h2><ul>{rows}</ul></section>')
    lead = "Каждое замечание проверки говорит, где оно, что не так и что сделать. Здесь все замечания по номерам."
    body = (
        f"{_crumbs('../', '')}<article class=\"record help-page\"><header class=\"record-head\"><h1>Замечания проверки</h1>"
        f'<p class="lead">{lead}</p></header>{"".join(parts)}</article>\n'
    )
    return Page("help/", "Замечания проверки", lead, body, section="editors", indexed=False)


def _code_page(code: Code) -> Page:
    tone, word, what = _SEVERITY[code.severity]
    body = (
        f"{_crumbs('../../', code.code)}<article class=\"record help-page\"><header class=\"record-head\">"
        f'<p class="kicker">{code.code} <span class="tag tag-{tone}">{word}</span> {what}</p><h1>{escape(code.title)}</h1></header>'
        f'<section id="why"><h2>Почему это важно</h2><p>{escape(code.why)}</p></section>'
        f'<section id="fix"><h2>Как исправить</h2><p>{escape(code.fix)}</p></section>'
        f'<div class="example"><section id="bad"><h2>Так не надо</h2><pre><code>{escape(code.bad)}</code></pre></section>'
        f'<section id="good"><h2>А так верно</h2><pre><code>{escape(code.good)}</code></pre></section></div></article>\n'
    )
    return Page(help_address(code.code), f"{code.code}. {code.title}", code.why, body, section="editors", indexed=False)


def _crumbs(base: str, code: str) -> str:
    """The way here; a code's page lies under the index."""
    here = f'<li><a href="../">Замечания</a></li><li aria-current="page">{code}</li>' if code else '<li aria-current="page">Замечания</li>'
    return (
        '<nav class="crumbs" aria-label="Вы здесь" data-pagefind-ignore><ol>'
        f'<li><a href="{base}">Главная</a></li><li><a href="{base}editors/">Руководство редактора</a></li>{here}</ol></nav>'
    )
