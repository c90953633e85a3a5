"""Practice cases: TIDieR, FRAME, RE-AIM and Blueprints items, and the deck's own set."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.kinds.contours import Contour
from technopark.schema import (
    About,
    ActRef,
    Age,
    Count,
    Day,
    DocumentRef,
    FormatRef,
    Hours,
    Kind,
    Line,
    ModelRef,
    Money,
    OrganisationRef,
    Part,
    ProgrammeRef,
    Prose,
    PublicationRef,
    Record,
    Score,
    Section,
    Stage,
    YesNo,
)

Form = Literal["индивидуальная", "групповая", "командная", "коллективная"]
CaseStatus = Literal["черновик", "на экспертизе", "рекомендовано", "архив"]


class LogicModel(Part):
    """The theory of change, left to right (TIDieR 2)."""

    resources: Annotated[tuple[Line, ...], About("Ресурсы", "Что вкладываем")] = ()
    activities: Annotated[tuple[Line, ...], About("Действия", "Что делаем")] = ()
    outputs: Annotated[tuple[Line, ...], About("Результаты", "Что получаем сразу")] = ()
    outcomes: Annotated[tuple[Line, ...], About("Эффекты", "Что меняется для ребёнка")] = ()


class TargetGroup(Part):
    """Whom the practice is for (TIDieR 1, Hexagon «need»)."""

    age_from: Annotated[Age | None, About("Возраст от", "Полных лет", "14", unit="лет")] = None
    age_to: Annotated[Age | None, About("Возраст до", "Полных лет", "17", unit="лет")] = None
    statuses: Annotated[tuple[Line, ...], About("Кто это", "Например: «воспитанники центра», «дети из замещающих семей»", facet="audience")] = ()
    inclusion: Annotated[tuple[Line, ...], About("Кого берут", "Условия участия")] = ()
    exclusion: Annotated[tuple[Line, ...], About("Кого не берут", "Когда практика не подходит")] = ()


class Context(Part):
    """Where the practice grew up."""

    municipality: Annotated[Line | None, About("Муниципалитет", "Город или район", "Ангарск", facet="municipality")] = None
    centre_type: Annotated[Line | None, About("Тип учреждения", "Как называется учреждение такого типа")] = None
    headcount: Annotated[Count | None, About("Воспитанников в центре", "Сколько детей в учреждении", unit="чел.")] = None


class Step(Part):
    """One step of the practice (TIDieR 4)."""

    title: Annotated[Line, About("Шаг", "Глаголом: «Провести встречу-знакомство»")]
    action: Annotated[Prose | None, About("Что делают", "Так, чтобы можно было повторить")] = None
    role: Annotated[Line | None, About("Кто", "Должность или роль, не фамилия", "куратор")] = None
    duration: Annotated[Line | None, About("Сколько длится", "С единицей", "2 недели")] = None
    output: Annotated[Line | None, About("Что получается", "Видимый итог шага")] = None
    stage: Annotated[Stage | None, About("Этап модели", "Обозначение этапа", "p1")] = None
    documents: Annotated[tuple[DocumentRef, ...], About("Документы шага", "Имена записей из practices/documents")] = ()


class Provider(Part):
    """Who carries the practice out (TIDieR 5)."""

    role: Annotated[Line, About("Роль", "Кто ведёт практику", "педагог-психолог")]
    qualification: Annotated[Line | None, About("Квалификация", "Образование, опыт")] = None
    training: Annotated[Line | None, About("Подготовка", "Чему учат до начала")] = None
    hours: Annotated[Hours | None, About("Часов в месяц", "Нагрузка одного человека", unit="ч")] = None


class Dose(Part):
    """How much of it a child gets (TIDieR 8)."""

    sessions: Annotated[Count | None, About("Встреч", "Сколько встреч всего")] = None
    frequency: Annotated[Line | None, About("Как часто", "", "раз в неделю")] = None
    months: Annotated[Count | None, About("Месяцев", "Сколько длится участие", unit="мес.")] = None


class Modification(Part):
    """A change made on the way (TIDieR 10, FRAME)."""

    what: Annotated[Line, About("Что изменили", "")]
    when: Annotated[Line | None, About("Когда", "")] = None
    reason: Annotated[Line | None, About("Почему", "")] = None
    keeps_core: Annotated[YesNo | None, About("Основа сохранена", "да или нет")] = None


class Cost(Part):
    """What it costs (Blueprints)."""

    startup: Annotated[Money | None, About("Разовые затраты", "Рублей на запуск", unit="₽")] = None
    annual: Annotated[Money | None, About("Затраты в год", "Рублей в год", unit="₽")] = None
    per_child: Annotated[Money | None, About("На одного ребёнка в год", "Рублей", unit="₽")] = None
    staff_posts: Annotated[Line | None, About("Ставки", "", "0,5 ставки куратора")] = None
    premises: Annotated[Line | None, About("Помещения", "Что нужно из помещений и оборудования")] = None
    price_year: Annotated[Count | None, About("В ценах года", "Год, в ценах которого посчитано", "2025")] = None
    basis: Annotated[Line | None, About("Как посчитано", "Откуда цифры")] = None


class Result(Part):
    """One measured result (RE-AIM, Blueprints)."""

    indicator: Annotated[Line, About("Показатель", "Что измеряли")]
    baseline: Annotated[float | None, About("Было", "Число до начала")] = None
    value: Annotated[float | None, About("Стало", "Число после")] = None
    unit: Annotated[Line | None, About("Единица", "", "%")] = None
    sample: Annotated[Line | None, About("Выборка", "Сколько человек и каких", "18 пар")] = None
    period: Annotated[Line | None, About("За какое время", "", "сентябрь 2016 — май 2017")] = None
    method: Annotated[Line | None, About("Чем измеряли", "Анкета, наблюдение, статистика")] = None
    source: Annotated[Line | None, About("Чем подтверждено", "Документ или отчёт")] = None


class Evidence(Part):
    """Self-assessment after the standard of evidence; never called a verification."""

    regulated: Annotated[Score | None, About("Регламентированность", "0 — нет, 1 — частично, 2 — есть, 3 — подтверждено")] = None
    grounded: Annotated[Score | None, About("Обоснованность практики", "0–3")] = None
    achieved: Annotated[Score | None, About("Достижение результатов", "0–3")] = None
    data_quality: Annotated[Score | None, About("Обоснованность данных", "0–3")] = None
    assigned_by: Annotated[Line | None, About("Кто оценил", "Роль, не фамилия; автор свою практику не оценивает", "экспертная группа УМЦ")] = None
    assigned_on: Annotated[Day | None, About("Когда оценили", "", "2026-11-23")] = None
    reason: Annotated[Prose | None, About("Почему так", "Чем обоснована оценка")] = None


class Review(Part):
    """One expert review line; by role, without names."""

    criterion: Annotated[Line, About("Критерий", "")]
    score: Annotated[int, About("Балл", "Целое число от 1 до 10", "8")]
    comment: Annotated[Prose | None, About("Пояснение", "")] = None
    role: Annotated[Line | None, About("Кто оценил", "Роль эксперта, не фамилия")] = None
    date: Annotated[Day | None, About("Дата", "")] = None


class MethodologicalSet(Part):
    """The deck's definition of a case: a manual, developments and recommendations."""

    manuals: Annotated[tuple[PublicationRef, ...], About("Пособие", "Имена записей из practices/publications")] = ()
    developments: Annotated[tuple[Line, ...], About("Методические разработки", "Названия разработок")] = ()
    recommendations: Annotated[tuple[Line, ...], About("Методические рекомендации", "Названия рекомендаций")] = ()


class Supports(Part):
    """What help the holder gives to those who adopt."""

    training: Annotated[Line | None, About("Обучение", "Какое, сколько часов")] = None
    consultation: Annotated[Line | None, About("Консультации", "Как и когда")] = None
    site_visit: Annotated[Line | None, About("Визит", "Можно ли приехать и посмотреть")] = None
    manual: Annotated[PublicationRef | None, About("Пособие", "Имя записи издания")] = None


class Mistake(Part):
    """«Как избежать ошибок»: one row of the register."""

    mistake: Annotated[Line, About("Ошибка", "Что сделали не так")]
    sign: Annotated[Line | None, About("Признак", "Как её заметить")] = None
    cause: Annotated[Line | None, About("Причина", "")] = None
    prevention: Annotated[Line | None, About("Как не допустить", "")] = None
    remedy: Annotated[Line | None, About("Что делать, если случилось", "")] = None


class ContourEntry(Part):
    """When the practice entered a contour of the technopark."""

    contour: Annotated[Contour, About("Контур", "ядро, инкубатор или трансфер", facet="contour")]
    since: Annotated[Day | None, About("С какого дня", "")] = None
    note: Annotated[Line | None, About("Пояснение", "")] = None


class Contact(Part):
    """An office to ask, never a private person."""

    office: Annotated[Line, About("Куда обратиться", "Учреждение и отдел, не фамилия")]
    site: Annotated[Line | None, About("Сайт", "")] = None
    email: Annotated[Line | None, About("Служебная почта", "Общий адрес учреждения")] = None
    phone: Annotated[Line | None, About("Служебный телефон", "Общий номер учреждения")] = None


class Case(Record):
    """A practice described so that another institution can repeat it."""

    short_title: Annotated[Line | None, About("Короткое название", "До 40 знаков, для карточек и слайдов")] = None
    summary: Annotated[Prose, About("Суть", "Два-три предложения: что делают, с кем и зачем", standard="TIDieR 1", section="essence")]
    holder: Annotated[OrganisationRef, About("Держатель практики", "Имя записи учреждения из practices/organisations", "cpd-angarsk", facet="holder")]
    partners: Annotated[tuple[OrganisationRef, ...], About("Партнёры", "Имена записей организаций", section="who")] = ()
    kind: Annotated[Literal["программа", "проект", "модель", "технология", "школа"], About("Вид практики", "Что это: программа, проект, модель, технология или школа", facet="case_kind")]
    status: Annotated[CaseStatus, About("Статус", "черновик, на экспертизе, рекомендовано или архив", facet="status")]
    problem: Annotated[Prose | None, About("Проблема", "Что было не так до практики", standard="Hexagon: нужда", section="essence", counts=True)] = None
    need_evidence: Annotated[Prose | None, About("Чем подтверждена нужда", "Опросы, статистика, наблюдения", standard="Hexagon: нужда", section="essence", counts=True)] = None
    goal: Annotated[Prose | None, About("Цель", "Что должно измениться", standard="TIDieR 2", section="essence", counts=True)] = None
    rationale: Annotated[Prose | None, About("Почему это должно работать", "Логика и опора на опыт или исследования", standard="TIDieR 2", section="essence", counts=True)] = None
    logic_model: Annotated[LogicModel | None, About("Логическая модель", "Ресурсы → действия → результаты → эффекты", standard="TIDieR 2", section="essence", counts=True)] = None
    results: Annotated[tuple[Result, ...], About("Результаты", "Только измеренное, с выборкой и способом", standard="RE-AIM", section="results", counts=True)] = ()
    negative_effects: Annotated[Prose | None, About("Нежелательные последствия", "Что пошло хуже, чем ждали", standard="RE-AIM", section="results", counts=True)] = None
    evidence: Annotated[Evidence | None, About("Самооценка доказательности", "По мотивам Стандарта доказательности; это не верификация", section="results", counts=True)] = None
    reviews: Annotated[tuple[Review, ...], About("Экспертные оценки", "По ролям, без фамилий", section="results")] = ()
    target_group: Annotated[TargetGroup | None, About("Для кого", "Возраст, кто эти дети, кого берут и не берут", standard="TIDieR 1", section="fit", counts=True)] = None
    context: Annotated[Context | None, About("Где работает", "Муниципалитет и учреждение", standard="TIDieR 7", section="fit")] = None
    process_model: Annotated[ModelRef | None, About("Модель процесса", "Какой из моделей следует практика", "model-1", section="fit", facet="model", counts=True)] = None
    stages: Annotated[tuple[Stage, ...], About("Этапы", "Какие этапы модели охватывает", "p1", section="fit", facet="stage", counts=True)] = ()
    mentoring_form: Annotated[tuple[Form, ...], About("Форма наставничества", "индивидуальная, групповая, командная, коллективная", section="fit", facet="form", counts=True)] = ()
    steps: Annotated[tuple[Step, ...], About("Шаги", "По порядку, каждый можно повторить", standard="TIDieR 4", section="how", counts=True)] = ()
    mode: Annotated[Line | None, About("Как проходит", "Очно, дистанционно, смешанно; с кем сразу", standard="TIDieR 6", section="how", counts=True)] = None
    setting: Annotated[Line | None, About("Место", "Где проходят встречи", standard="TIDieR 7", section="how", counts=True)] = None
    dose: Annotated[Dose | None, About("Сколько и как часто", "Число встреч, частота, месяцы", standard="TIDieR 8", section="how", counts=True)] = None
    documents: Annotated[tuple[DocumentRef, ...], About("Документы", "Какие шаблоны нужны практике", standard="TIDieR 3", section="need", counts=True)] = ()
    providers: Annotated[tuple[Provider, ...], About("Кто ведёт", "Роли, квалификация, подготовка, часы", standard="TIDieR 5", section="need", counts=True)] = ()
    programmes: Annotated[tuple[ProgrammeRef, ...], About("Программы обучения", "Где этому учат", section="need")] = ()
    cost: Annotated[Cost | None, About("Сколько стоит", "Разово, в год, на ребёнка; чем обосновано", standard="Blueprints", section="need", counts=True)] = None
    legal_basis: Annotated[tuple[ActRef, ...], About("Правовая основа", "Имена записей актов", section="need", counts=True)] = ()
    core_components: Annotated[tuple[Line, ...], About("Что менять нельзя", "Без чего это уже другая практика", standard="TIDieR 9", section="core", counts=True)] = ()
    adaptable: Annotated[tuple[Line, ...], About("Что можно менять", "Что подстраивают под своё учреждение", standard="FRAME", section="core", counts=True)] = ()
    modifications: Annotated[tuple[Modification, ...], About("Что уже меняли", "Изменения по ходу, с причиной", standard="TIDieR 10, FRAME", section="core")] = ()
    mistakes: Annotated[tuple[Mistake, ...], About("Ошибки", "Ошибка, признак, причина, профилактика, что делать", section="mistakes", counts=True)] = ()
    risks: Annotated[tuple[Line, ...], About("Риски", "Что может пойти не так", section="mistakes", counts=True)] = ()
    safeguarding: Annotated[Prose | None, About("Безопасность ребёнка", "Как защищены дети и их данные", section="mistakes", counts=True)] = None
    contours: Annotated[tuple[ContourEntry, ...], About("Контур технопарка", "Где практика сейчас и с какого времени", section="who", facet="contour")] = ()
    contact: Annotated[Contact | None, About("Контакт", "Отдел учреждения, не частное лицо", section="who", counts=True)] = None
    methodological_set: Annotated[MethodologicalSet | None, About("Методический комплект", "Пособие, методические разработки, методические рекомендации", standard="определение кейса в презентации УМЦ", section="take", counts=True)] = None
    supports: Annotated[Supports | None, About("Помощь внедряющим", "Чему учит и чем помогает держатель", section="take", counts=True)] = None
    transfer_ready: Annotated[YesNo | None, About("Готова к передаче", "да, если держатель готов учить других", section="take")] = None
    transfer_formats: Annotated[tuple[FormatRef, ...], About("Форматы передачи", "Какими форматами практику уже передают", section="take")] = ()
    version: Annotated[Line | None, About("Версия", "", "1.0")] = None
    last_reviewed_on: Annotated[Day | None, About("Проверена", "Когда в последний раз пересматривали")] = None
    review_in: Annotated[Line | None, About("Пересмотр", "Когда пересмотреть", "через год")] = None
    licence: Annotated[Line | None, About("Лицензия", "На каких условиях можно брать материалы")] = None


KIND = Kind(
    slug="cases",
    folder="practices/cases",
    model=Case,
    one="практика",
    forms=("практика", "практики", "практик"),
    title="Практики",
    lead="Описания практик наставничества: что делают, кому подходит, что нужно, чтобы повторить.",
    sections=(
        Section("essence", "Что это и зачем"),
        Section("results", "Что это дало"),
        Section("fit", "Подойдёт ли вашему центру"),
        Section("how", "Как это делают, шаг за шагом"),
        Section("need", "Что нужно, чтобы начать"),
        Section("core", "Что менять нельзя, а что можно"),
        Section("mistakes", "Где ошибаются и как уберечь ребёнка"),
        Section("who", "Кто это делал и кого спросить"),
        Section("take", "Взять практику"),
    ),
    columns=("holder", "kind", "process_model", "mentoring_form", "status"),
    group_by="holder",
)
