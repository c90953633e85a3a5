"""Values of forms: normal forms, checks, messages."""

from __future__ import annotations

import pytest

from technopark.artefacts.documents.values import (
    MAX_ROWS,
    MAX_TEXT,
    Value,
    check_text,
    check_values,
    chosen,
    clean,
    inn_is_right,
    normal,
    normal_values,
    ogrn_is_right,
    padded,
)
from technopark.kinds.documents import Column, TemplateField

OPTIONS = ("да, всегда", "чаще да", "нет")


@pytest.mark.parametrize("text", ["7707083893", "7736050003", "500100732259"])
def test_real_inn_passes(text: str) -> None:
    """An ИНН with right check digits is accepted: 10 digits of an organisation, 12 of a person."""
    assert inn_is_right(text)
    assert check_text(text, "текст", "ИНН") == ""


@pytest.mark.parametrize(
    "text", ["7707083894", "500100732258", "500100732269", "77070838", "77070838930", "0000000000", "٧٧٠٧٠٨٣٨٩٣", "7707 083893"]
)
def test_wrong_inn_is_refused(text: str) -> None:
    """A wrong check digit, a wrong length, zeros, foreign digits and spaces are refused with a remedy."""
    assert not inn_is_right(text)
    assert "ИНН" in check_text(text, "текст", "ИНН")


@pytest.mark.parametrize(
    ("text", "right"), [("1027700132195", True), ("304500116000157", True), ("1027700132196", False), ("102770013219", False)]
)
def test_ogrn_check_digit(text: str, right: bool) -> None:
    """ОГРН of 13 digits and ОГРНИП of 15 are told from misprints by their last digit."""
    assert ogrn_is_right(text) is right
    assert (check_text(text, "текст", "ОГРН") == "") is right


@pytest.mark.parametrize(
    ("format", "good", "bad"),
    [
        ("телефон", ("+7 3952 12-34-56", "8 (395) 212-34-56 доб. 4", "112345", "8 800 2000-122"),
         ("звоните", "12", "+7 3952 12-34-56-78-90")),
        ("почта", ("centre@example.ru", "центр@пример.рф"), ("centre", "a b@example.ru", "a@b", "<a@b.ru>", "a@b..ru")),
        ("ФИО", ("Иванов И. И.", "Иванов И.И.", "Иванов Иван Иванович", "Римский-Корсаков Н. А. (пример)", "Оглы Али Гасан оглы"),
         ("иванов", "Иванов", "Иванов 1", "=Иванов И. И.")),
    ],
)  # fmt: skip
def test_formats(format: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    """Usual ways of writing pass; what is not a phone, an address or a name gets a message that says how to write it."""
    assert [text for text in good if check_text(text, "текст", format)] == []
    assert [text for text in bad if not check_text(text, "текст", format)] == []


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("2026-12-01", "01.12.2026"), ("1.2.2026", "01.02.2026"), ("01/02/2026", "01.02.2026"), ("2026-12-01T00:00:00Z", "01.12.2026"),
        ("10.10.26", "10.10.2026"), ("10.10.2026", "10.10.2026"), ("10 октября 2026", "10.10.2026"), ("10 октября 2026 г.", "10.10.2026"),
        ("«10» октября 2026 года", "10.10.2026"), ("1 мая 26", "01.05.2026"), ("10 ОКТ. 2026", "10.10.2026"),
        ("5 сент 2026г", "05.09.2026"),
        ("10 октябрь 2026", "10.10.2026"), ("10\u00a0октября\u00a02026", "10.10.2026"), ("10 10 26", "10.10.2026"),
        ("10,10,26", "10.10.2026"),
        ("10-10-2026", "10.10.2026"), ("10. 10. 2026 г.", "10.10.2026"), ("10.10.26.", "10.10.2026"), ("10102026", "10.10.2026"),
        ("101026", "10.10.2026"), ("05.03.78", "05.03.1978"), ("05.03.49", "05.03.2049"), ("05.03.50", "05.03.1950"),
        ("29.02.28", "29.02.2028"),
    ],
)  # fmt: skip
def test_dates_have_one_form(text: str, out: str) -> None:
    """Dates written in any usual way become dd.mm.yyyy."""
    assert normal(text, "дата") == out
    assert check_text(text, "дата") == ""


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2026", "завтра", "2026", "00.00.0000", "31.02.26", "29.02.27", "10 октобря 2026", "10 ок 2026", "32 мая 2026", "10.13.26",
        "10.10.026", "10.10", "октябрь 2026", "131326", "1010202", "10 марта", "10.10.26 утром",
    ],
)  # fmt: skip
def test_impossible_dates_are_refused(text: str) -> None:
    """A day that does not exist is a problem and is not silently changed."""
    assert "нет такой даты" in check_text(text, "дата")
    assert normal(text, "дата") == text


def test_choices_may_hold_commas() -> None:
    """Options are taken apart by «; », so a comma inside an option does no harm; the order is the form's."""
    assert chosen("нет; да, всегда", OPTIONS) == ("да, всегда", "нет")
    assert normal("нет; да, всегда", "выбор", OPTIONS) == "да, всегда; нет"
    assert chosen("первое; второе", ("первое; второе", "третье")) == ("первое; второе",)
    assert check_text("иногда", "выбор", None, OPTIONS).startswith("такого варианта нет")
    assert check_text("нет; иногда", "выбор", None, OPTIONS) != ""
    assert check_text("нет; да, всегда", "выбор", None, OPTIONS) == ""


def test_clean_takes_away_what_xml_cannot_hold() -> None:
    """Control characters, lone surrogates and non-characters disappear; line breaks stay only where allowed."""
    assert clean("а\x00б\x1bв\ud800г\ufffe") == "абвг"
    assert clean("а\r\nб\tв") == "а б в"
    assert clean("а\r\nб\tв", lines=True) == "а\nб в"


FIELDS = {
    field.key: field
    for field in (
        TemplateField(key="name", label="Наставник", format="ФИО", required=True),
        TemplateField(key="hours", label="Часов", type="число"),
        TemplateField(
            key="plan", label="План", type="таблица", rows=3,
            columns=(Column(key="day", label="День", type="дата"), Column(key="theme", label="Тема")),
        ),
    )
}  # fmt: skip


def test_problems_name_field_row_and_remedy() -> None:
    """Every kind of wrong value gives one problem with the field's label and, in a table, the row."""
    plan = [{"day": "01.12.2026"}, {"day": "вчера", "them": "опечатка"}]
    values: dict[str, Value] = {"hours": "много", "plan": plan, "nam": "Иванов И. И."}
    said = [str(problem) for problem in check_values(FIELDS, values, complete=True)]
    assert said == [
        "«nam»: такого поля в документе нет. Проверьте ключ или удалите строку.",
        "«Наставник»: обязательное поле не заполнено.",
        "«Часов»: нужно число, например 12 или 2,5.",
        "«План: День», строка 2: нет такой даты. Напишите день, месяц и год: 01.12.2026.",
        "«План», строка 2: столбца «them» в таблице нет.",
    ]


def test_wrong_shapes_are_problems_not_crashes() -> None:
    """A list for a text, a text for a table, and too much of either are told."""
    assert "список" in str(check_values(FIELDS, {"hours": [{"a": "1"}]})[0])
    assert "список строк" in str(check_values(FIELDS, {"plan": "первая встреча"})[0])
    assert "слишком много строк" in str(check_values(FIELDS, {"plan": [{}] * (MAX_ROWS + 1)})[0])
    assert "слишком длинный" in check_text("а" * (MAX_TEXT + 1), "текст")
    assert "управляющие" in check_text("а\x07", "текст")


def test_normal_values_drop_what_is_empty_or_unknown() -> None:
    """Only declared, filled fields remain; empty rows at the end go, those in the middle stay in place."""
    rows = [{"day": "2026-12-01"}, {}, {"theme": " Музей "}, {}, {}]
    assert normal_values(FIELDS, {"hours": " ", "plan": rows, "other": "x"}) == {"plan": [{"day": "01.12.2026"}, {}, {"theme": "Музей"}]}
    assert len(padded(FIELDS["plan"], [])) == 3
    assert len(padded(FIELDS["plan"], [{}] * 5)) == 5
