"""Document templates (schema.org DigitalDocument)."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import ActRef, Line, ModelRef, Prose, Stage, Whole, YesNo

FieldType = Literal["текст", "абзац", "дата", "число", "выбор", "таблица"]
FieldFormat = Literal["ИНН", "ОГРН", "телефон", "почта", "ФИО"]
FieldScope = Literal["учреждение", "документ", "человек"]


class Column(Part):
    """A column of a table that is filled row by row."""

    key: Annotated[Line, About("Ключ", "Латиницей", "code")]
    label: Annotated[Line, About("Заголовок столбца", "Что вписывают в этот столбец", "Код пары")]
    type: Annotated[Literal["текст", "дата", "число"], About("Тип", "текст, дата или число")] = "текст"
    width: Annotated[Whole | None, About("Ширина", "В миллиметрах", "30", unit="мм")] = None


class TemplateField(Part):
    """A blank of the template; the same key is the same value in every document."""

    key: Annotated[Line, About("Ключ", "Латиницей, одинаковый во всех документах", "org_full")]
    label: Annotated[Line, About("Что вписать", "Подпись под строкой бланка", "Полное наименование учреждения")]
    type: Annotated[FieldType, About("Тип", "текст, абзац, дата, число, выбор или таблица")] = "текст"
    format: Annotated[FieldFormat | None, About("Проверка", "ИНН, ОГРН, телефон, почта или ФИО")] = None
    scope: Annotated[FieldScope, About("К чему относится", "учреждение — можно запомнить; человек — никогда")] = "документ"
    required: Annotated[YesNo, About("Обязательно", "да или нет")] = False
    options: Annotated[tuple[Line, ...], About("Варианты", "Для типа «выбор»")] = ()
    columns: Annotated[tuple[Column, ...], About("Столбцы", "Для типа «таблица»")] = ()
    rows: Annotated[Whole | None, About("Пустых строк", "Для типа «таблица»: сколько строк в бланке", "12")] = None
    example: Annotated[Line | None, About("Пример", "Вымышленный, с пометкой «пример» у имён")] = None
    help: Annotated[Line | None, About("Подсказка", "Что объяснить тому, кто заполняет")] = None


class Signature(Part):
    """A line of the signature block."""

    role: Annotated[Line, About("Кто подписывает", "Должность или роль", "Директор")]
    name: Annotated[Line | None, About("Ключ поля с фамилией", "Ключ того поля бланка, из которого берут фамилию", "director_name")] = None
    date: Annotated[YesNo, About("С датой", "да или нет")] = False


class PersonalData(Part):
    """What personal data the filled document will hold (152-ФЗ)."""

    subjects: Annotated[tuple[Line, ...], About("Чьи данные", "О ком эти данные: роль, не имя", "наставник")]
    data: Annotated[tuple[Line, ...], About("Какие данные", "Только те, что есть в бланке", "ФИО, телефон")]
    basis: Annotated[Line | None, About("Основание обработки", "Согласие, договор или закон")] = None


class Document(Record):
    """A template of a document needed to organise mentoring."""

    number: Annotated[Whole | None, About("Номер в перечне", "Порядок в комплекте", "1")] = None
    short_title: Annotated[Line | None, About("Короткое название", "Для таблиц")] = None
    purpose: Annotated[Prose, About("Зачем нужен", "Какую задачу решает документ", section="essence")]
    kind: Annotated[
        Literal["положение", "приказ", "программа", "соглашение", "план", "заявление", "анкета", "согласие", "опись", "лист", "реестр", "журнал", "отчёт", "акт", "карта"],
        About("Вид документа", "положение, приказ, анкета…", facet="document_kind"),
    ]
    stages: Annotated[tuple[Stage, ...], About("Этапы", "На каких этапах нужен", "p0", section="essence", facet="stage")]
    models: Annotated[tuple[ModelRef, ...], About("Модели", "В каких моделях нужен", "model-1", section="essence", facet="model")]
    occasional: Annotated[YesNo, About("По случаю", "да, если нужен не всегда")] = False
    filled_by: Annotated[tuple[Line, ...], About("Кто заполняет", "Роль", "куратор", section="essence", facet="role")]
    signed_by: Annotated[tuple[Line, ...], About("Кто подписывает", "Роль", "директор", section="essence", counts=True)] = ()
    contents: Annotated[tuple[Line, ...], About("Что должно быть в документе", "Обязательные части", section="contents")] = ()
    fields: Annotated[tuple[TemplateField, ...], About("Поля", "Что вписывают в бланк", section="contents", counts=True)] = ()
    personal_data: Annotated[PersonalData | None, About("Персональные данные", "Чьи и какие окажутся в заполненном документе", section="law")] = None
    retention: Annotated[Line | None, About("Срок хранения", "Сколько хранить заполненный", section="law", counts=True)] = None
    legal_basis: Annotated[tuple[ActRef, ...], About("Основание", "Имена записей актов", section="law", counts=True)] = ()
    basis_note: Annotated[Line | None, About("Пояснение к основанию", "Например: «по аналогии»", section="law")] = None
    version: Annotated[Line | None, About("Версия", "Номер версии бланка", "1.0")] = None
    orientation: Annotated[Literal["книжная", "альбомная"], About("Ориентация листа", "альбомная — для реестров и журналов")] = "книжная"
    approval: Annotated[YesNo, About("Гриф утверждения", "да, если наверху справа нужно «УТВЕРЖДАЮ»")] = False
    heading: Annotated[Line | None, About("Заголовок к тексту", "О чём документ", "О внедрении программы наставничества")] = None
    text: Annotated[Prose | None, About("Текст", "Markdown с полями {{ключ}}", counts=True)] = None
    signatures: Annotated[tuple[Signature, ...], About("Подписи", "Блок подписей внизу")] = ()


KIND = Kind(
    slug="documents",
    folder="practices/documents",
    model=Document,
    one="документ",
    forms=("документ", "документа", "документов"),
    title="Документы",
    lead="Примерные формы документов, которые нужны, чтобы организовать наставничество.",
    called=("шаблоны документов", "бланки документов", "образцы документов", "документы для наставника", "документы волонтёра"),
    sections=(Section("essence", "Зачем и кому нужен"), Section("contents", "Что в документе"), Section("law", "Основание, данные, хранение")),
    columns=("kind", "stages", "models", "filled_by"),
    group_by="stages",
)
