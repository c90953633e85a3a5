"""Practice cases: TIDieR, FRAME, RE-AIM and Blueprints items, and the deck's own set."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from technopark.kinds.contours import Contour
from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import (
    LINE_MAX,
    ActRef,
    Age,
    Count,
    Day,
    DocumentRef,
    FormatRef,
    Hours,
    Line,
    ModelRef,
    Money,
    OrganisationRef,
    ProgrammeRef,
    Prose,
    PublicationRef,
    Real,
    Score,
    Stage,
    Whole,
    Year,
    YesNo,
)

Form = Literal["индивидуальная", "групповая", "командная", "коллективная"]
CaseStatus = Literal["черновик", "на экспертизе", "рекомендовано", "архив"]


class LogicModel(Part):
    """The theory of change, left to right (TIDieR 2)."""

    resources: Annotated[tuple[Line, ...], About("Ресурсы", "Что вкладываем", ask="что вы вкладываете")] = ()
    activities: Annotated[tuple[Line, ...], About("Действия", "Что делаем", ask="что вы делаете")] = ()
    outputs: Annotated[tuple[Line, ...], About("Результаты", "Что получаем сразу", ask="что получаете сразу")] = ()
    outcomes: Annotated[tuple[Line, ...], About("Эффекты", "Что меняется для ребёнка", ask="что меняется для ребёнка")] = ()


class TargetGroup(Part):
    """Whom the practice is for (TIDieR 1, Hexagon «need»)."""

    age_from: Annotated[Age | None, About("Возраст от", "Полных лет", "14", unit="лет")] = None
    age_to: Annotated[Age | None, About("Возраст до", "Полных лет", "17", unit="лет")] = None
    statuses: Annotated[tuple[Line, ...], About("Кто это", "Например: «воспитанники центра», «дети из замещающих семей»", facet="audience", ask="кто эти дети")] = ()
    inclusion: Annotated[tuple[Line, ...], About("Кого берут", "Условия участия", ask="кого берут в практику")] = ()
    exclusion: Annotated[tuple[Line, ...], About("Кого не берут", "Когда практика не подходит", ask="кого не берут и почему")] = ()


class Context(Part):
    """Where the practice grew up."""

    municipality: Annotated[Line | None, About("Муниципалитет", "Город или район", "Ангарск", facet="municipality", ask="в каком городе или районе работает практика")] = None
    centre_type: Annotated[Line | None, About("Тип учреждения", "Как называется учреждение такого типа")] = None
    headcount: Annotated[Count | None, About("Воспитанников в центре", "Сколько детей в учреждении", unit="чел.", ask="сколько в центре воспитанников")] = None


class Step(Part):
    """One step of the practice (TIDieR 4)."""

    title: Annotated[Line, About("Шаг", "Глаголом: «Провести встречу-знакомство»")]
    action: Annotated[Prose | None, About("Что делают", "Так, чтобы можно было повторить", ask="что именно делают на этом шаге, так, чтобы можно было повторить")] = None
    role: Annotated[Line | None, About("Кто", "Должность или роль, не фамилия", "куратор", ask="кто отвечает за этот шаг")] = None
    duration: Annotated[Line | None, About("Сколько длится", "С единицей", "2 недели", ask="сколько длится этот шаг")] = None
    output: Annotated[Line | None, About("Что получается", "Видимый итог шага", ask="что видно в конце этого шага")] = None
    stage: Annotated[Stage | None, About("Этап модели", "Обозначение этапа", "p1")] = None
    documents: Annotated[tuple[DocumentRef, ...], About("Документы шага", "Имена записей из practices/documents")] = ()


class Provider(Part):
    """Who carries the practice out (TIDieR 5)."""

    role: Annotated[Line, About("Роль", "Кто ведёт практику", "педагог-психолог")]
    qualification: Annotated[Line | None, About("Квалификация", "Образование, опыт", ask="какое образование и опыт нужны")] = None
    training: Annotated[Line | None, About("Подготовка", "Чему учат до начала", ask="чему учат до начала")] = None
    hours: Annotated[Hours | None, About("Часов в месяц", "Нагрузка одного человека", unit="ч", ask="сколько часов в месяц это занимает")] = None


class Dose(Part):
    """How much of it a child gets (TIDieR 8)."""

    sessions: Annotated[Count | None, About("Встреч", "Сколько встреч всего")] = None
    frequency: Annotated[Line | None, About("Как часто", "Сколько раз за какое время", "раз в неделю")] = None
    months: Annotated[Count | None, About("Месяцев", "Сколько длится участие", unit="мес.")] = None


class Modification(Part):
    """A change made on the way (TIDieR 10, FRAME)."""

    what: Annotated[Line, About("Что изменили", "Одно изменение одним предложением")]
    when: Annotated[Line | None, About("Когда", "День, месяц или год изменения")] = None
    reason: Annotated[Line | None, About("Почему", "Что заставило изменить")] = None
    keeps_core: Annotated[YesNo | None, About("Основа сохранена", "да или нет")] = None


class Cost(Part):
    """What it costs (Blueprints)."""

    startup: Annotated[Money | None, About("Разовые затраты", "Рублей на запуск", unit="₽")] = None
    annual: Annotated[Money | None, About("Затраты в год", "Рублей в год", unit="₽")] = None
    per_child: Annotated[Money | None, About("На одного ребёнка в год", "Рублей", unit="₽")] = None
    staff_posts: Annotated[Line | None, About("Ставки", "Чьи ставки нужны и сколько", "0,5 ставки куратора", ask="сколько ставок нужно")] = None
    premises: Annotated[Line | None, About("Помещения", "Что нужно из помещений и оборудования", ask="какие помещения и вещи нужны")] = None
    price_year: Annotated[Year | None, About("В ценах года", "Год, в ценах которого посчитано", "2025")] = None
    basis: Annotated[Line | None, About("Как посчитано", "Откуда цифры")] = None


class Result(Part):
    """One measured result (RE-AIM, Blueprints)."""

    indicator: Annotated[Line, About("Показатель", "Что измеряли")]
    baseline: Annotated[Real | None, About("Было", "Число до начала")] = None
    value: Annotated[Real | None, About("Стало", "Число после")] = None
    unit: Annotated[Line | None, About("Единица", "В чём измеряют показатель", "%")] = None
    sample: Annotated[Line | None, About("Выборка", "Сколько человек и каких", "18 пар", ask="у скольких человек это измерили")] = None
    period: Annotated[Line | None, About("За какое время", "Между первым и вторым измерением", "сентябрь 2016 — май 2017", ask="за какое время")] = None
    method: Annotated[Line | None, About("Чем измеряли", "Анкета, наблюдение, статистика", ask="чем измеряли")] = None
    source: Annotated[Line | None, About("Чем подтверждено", "Документ или отчёт", ask="чем это подтверждено")] = None


class Evidence(Part):
    """Self-assessment after the standard of evidence; never called a verification."""

    regulated: Annotated[Score | None, About("Регламентированность", "0 — нет, 1 — частично, 2 — есть, 3 — подтверждено")] = None
    grounded: Annotated[Score | None, About("Обоснованность практики", "0–3")] = None
    achieved: Annotated[Score | None, About("Достижение результатов", "0–3")] = None
    data_quality: Annotated[Score | None, About("Обоснованность данных", "0–3")] = None
    assigned_by: Annotated[Line | None, About("Кто оценил", "Роль, не фамилия; автор свою практику не оценивает", "экспертная группа УМЦ")] = None
    assigned_on: Annotated[Day | None, About("Когда оценили", "День, когда выставлены оценки", "2026-11-23")] = None
    reason: Annotated[Prose | None, About("Почему так", "Чем обоснована оценка")] = None


class Review(Part):
    """One expert review line; by role, without names."""

    criterion: Annotated[Line, About("Критерий", "Что проверяли")]
    score: Annotated[Whole, About("Балл", "Целое число от 1 до 10", "8")]
    comment: Annotated[Prose | None, About("Пояснение", "Почему такая оценка")] = None
    role: Annotated[Line | None, About("Кто оценил", "Роль эксперта, не фамилия")] = None
    date: Annotated[Day | None, About("Дата", "День, когда дана оценка")] = None


class MethodologicalSet(Part):
    """The deck's definition of a case: a manual, developments and recommendations."""

    manuals: Annotated[tuple[PublicationRef, ...], About("Пособие", "Имена записей из practices/publications")] = ()
    developments: Annotated[tuple[Line, ...], About("Методические разработки", "Названия разработок", ask="какие методические разработки есть к практике")] = ()
    recommendations: Annotated[tuple[Line, ...], About("Методические рекомендации", "Названия рекомендаций", ask="какие методические рекомендации есть к практике")] = ()


class Supports(Part):
    """What help the holder gives to those who adopt."""

    training: Annotated[Line | None, About("Обучение", "Какое, сколько часов", ask="чему вы учите тех, кто внедряет")] = None
    consultation: Annotated[Line | None, About("Консультации", "Как и когда", ask="как и когда вы консультируете")] = None
    site_visit: Annotated[Line | None, About("Визит", "Можно ли приехать и посмотреть", ask="можно ли приехать и посмотреть")] = None
    manual: Annotated[PublicationRef | None, About("Пособие", "Имя записи издания")] = None


class Mistake(Part):
    """«Как избежать ошибок»: one row of the register."""

    mistake: Annotated[Line, About("Ошибка", "Что сделали не так")]
    sign: Annotated[Line | None, About("Признак", "Как её заметить", ask="как эту ошибку заметить")] = None
    cause: Annotated[Line | None, About("Причина", "Отчего так выходит", ask="почему так вышло")] = None
    prevention: Annotated[Line | None, About("Как не допустить", "Что сделать заранее", ask="как её не допустить")] = None
    remedy: Annotated[Line | None, About("Что делать, если случилось", "Первые действия, по порядку", ask="что делать, если она уже случилась")] = None


class ContourEntry(Part):
    """When the practice entered a contour of the technopark."""

    contour: Annotated[Contour, About("Контур", "ядро, инкубатор или трансфер", facet="contour")]
    since: Annotated[Day | None, About("С какого дня", "День, с которого практика в этом контуре")] = None
    note: Annotated[Line | None, About("Пояснение", "На чём это основано")] = None


class Contact(Part):
    """An office to ask, never a private person."""

    office: Annotated[Line, About("Куда обратиться", "Учреждение и отдел, не фамилия", ask="в какой отдел учреждения обращаться")]
    site: Annotated[Line | None, About("Сайт", "Адрес страницы учреждения с https://")] = None
    email: Annotated[Line | None, About("Служебная почта", "Общий адрес учреждения")] = None
    phone: Annotated[Line | None, About("Служебный телефон", "Общий номер учреждения")] = None


PEOPLE = ("none", "adults_consented")
"""Whom a photograph may show: nobody, or adults who agreed. There is no third answer."""

People = Annotated[str, StringConstraints(min_length=1, max_length=LINE_MAX), Field(json_schema_extra={"enum": list(PEOPLE)})]


class Photograph(Part):
    """A photograph with what must be known before it is shown; the rules TP811–TP826 see to it.

    Only the file's name is required by the schema: what else is missing is told by rules that explain why.
    """

    file: Annotated[Line, About("Файл", "Имя файла в папке practices/cases/<имя записи>: .jpg, .jpeg, .png или .webp, до 20 МБ", "masterskaya.jpg")]
    alt: Annotated[Line | None, About("Что на снимке", "Словами для тех, кто не видит: что показано, а не какое хорошее")] = None
    caption: Annotated[Line | None, About("Подпись", "Что важно знать: где, когда, на каком шаге")] = None
    licence: Annotated[Line | None, About("Лицензия", "На каких условиях снимок можно брать", "CC BY 4.0")] = None
    source: Annotated[Line | None, About("Кто снял", "Организация, не человек")] = None
    people: Annotated[People | None, About("Люди на снимке", "none — людей нет; adults_consented — только взрослые, и каждый согласен. Детей на снимках не бывает, даже с согласия", "none")] = None
    consent_note: Annotated[Line | None, About("Где согласия", "Где лежат письменные согласия взрослых; без имён")] = None


class Case(Record):
    """A practice described so that another institution can repeat it."""

    short_title: Annotated[Line | None, About("Короткое название", "До 40 знаков, для карточек и слайдов")] = None
    summary: Annotated[Prose, About("Суть", "Два-три предложения: что делают, с кем и зачем", standard="TIDieR 1", section="essence", ask="в двух-трёх предложениях, что делают, с кем и зачем")]
    holder: Annotated[OrganisationRef, About("Держатель практики", "Имя записи учреждения из practices/organisations", "cpd-angarsk", facet="holder")]
    partners: Annotated[tuple[OrganisationRef, ...], About("Партнёры", "Имена записей организаций", section="who", ask="кто вам помогал и что взял на себя")] = ()
    kind: Annotated[Literal["программа", "проект", "модель", "технология", "школа"], About("Вид практики", "Что это: программа, проект, модель, технология или школа", facet="case_kind")]
    status: Annotated[CaseStatus, About("Статус", "черновик, на экспертизе, рекомендовано или архив", facet="status")]
    problem: Annotated[Prose | None, About("Проблема", "Что было не так до практики", standard="Hexagon: нужда", section="essence", counts=True, ask="какая проблема была до практики и у кого")] = None
    need_evidence: Annotated[Prose | None, About("Чем подтверждена нужда", "Опросы, статистика, наблюдения", standard="Hexagon: нужда", section="essence", counts=True, ask="чем подтверждена нужда, опросом, наблюдением или статистикой")] = None
    goal: Annotated[Prose | None, About("Цель", "Что должно измениться", standard="TIDieR 2", section="essence", counts=True, ask="что должно было измениться и к какому сроку")] = None
    rationale: Annotated[Prose | None, About("Почему это должно работать", "Логика и опора на опыт или исследования", standard="TIDieR 2", section="essence", counts=True, ask="почему это должно было сработать, на что вы опирались")] = None
    logic_model: Annotated[LogicModel | None, About("Логическая модель", "Ресурсы → действия → результаты → эффекты", standard="TIDieR 2", section="essence", counts=True, ask="что вы вкладываете, что делаете, что получаете сразу и что меняется потом")] = None
    results: Annotated[tuple[Result, ...], About("Результаты", "Только измеренное, с выборкой и способом", standard="RE-AIM", section="results", counts=True, ask="что вы измерили, сколько было и стало, у скольких человек и чем")] = ()
    negative_effects: Annotated[Prose | None, About("Нежелательные последствия", "Что пошло хуже, чем ждали", standard="RE-AIM", section="results", counts=True, ask="что не получилось или пошло хуже, чем ждали")] = None
    evidence: Annotated[Evidence | None, About("Самооценка доказательности", "По мотивам Стандарта доказательности; это не верификация", section="results", counts=True, ask="кто и как оценивал практику со стороны")] = None
    reviews: Annotated[tuple[Review, ...], About("Экспертные оценки", "По ролям, без фамилий", section="results")] = ()
    target_group: Annotated[TargetGroup | None, About("Для кого", "Возраст, кто эти дети, кого берут и не берут", standard="TIDieR 1", section="fit", counts=True, ask="какого возраста дети, кто они, кого берут и кого нет")] = None
    context: Annotated[Context | None, About("Где работает", "Муниципалитет и учреждение", standard="TIDieR 7", section="fit", ask="в каком городе или районе и в каком учреждении работает практика, сколько там воспитанников")] = None
    process_model: Annotated[ModelRef | None, About("Модель процесса", "Какой из моделей следует практика", "model-1", section="fit", facet="model", counts=True, ask="по какой модели вы работаете, сам центр или вместе с НКО")] = None
    stages: Annotated[tuple[Stage, ...], About("Этапы", "Какие этапы модели охватывает", "p1", section="fit", facet="stage", counts=True, ask="какие этапы работы охватывает практика")] = ()
    mentoring_form: Annotated[tuple[Form, ...], About("Форма наставничества", "индивидуальная, групповая, командная, коллективная", section="fit", facet="form", counts=True, ask="один наставник с одним ребёнком, с группой или команда")] = ()
    steps: Annotated[tuple[Step, ...], About("Шаги", "По порядку, каждый можно повторить", standard="TIDieR 4", section="how", counts=True, ask="что вы делали шаг за шагом, кто и сколько времени, что получилось")] = ()
    mode: Annotated[Line | None, About("Как проходит", "Очно, дистанционно, смешанно; с кем сразу", standard="TIDieR 6", section="how", counts=True, ask="как проходят встречи, очно или на расстоянии, с кем сразу")] = None
    setting: Annotated[Line | None, About("Место", "Где проходят встречи", standard="TIDieR 7", section="how", counts=True, ask="где проходят встречи")] = None
    dose: Annotated[Dose | None, About("Сколько и как часто", "Число встреч, частота, месяцы", standard="TIDieR 8", section="how", counts=True, ask="сколько было встреч, как часто и сколько месяцев")] = None
    photos: Annotated[tuple[Photograph, ...], About("Снимки", "Файлы лежат в папке practices/cases/<имя записи>. Детей на снимках не бывает, даже с согласия", section="photos")] = ()
    documents: Annotated[tuple[DocumentRef, ...], About("Документы", "Какие шаблоны нужны практике", standard="TIDieR 3", section="need", counts=True, ask="какими документами вы пользуетесь")] = ()
    providers: Annotated[tuple[Provider, ...], About("Кто ведёт", "Роли, квалификация, подготовка, часы", standard="TIDieR 5", section="need", counts=True, ask="кто ведёт практику, чему этих людей учат и сколько часов она у них занимает")] = ()
    programmes: Annotated[tuple[ProgrammeRef, ...], About("Программы обучения", "Где этому учат", section="need", ask="где учат тому, что нужно для практики")] = ()
    cost: Annotated[Cost | None, About("Сколько стоит", "Разово, в год, на ребёнка; чем обосновано", standard="Blueprints", section="need", counts=True, ask="сколько практика стоит на запуск, в год и на одного ребёнка")] = None
    legal_basis: Annotated[tuple[ActRef, ...], About("Правовая основа", "Имена записей актов", section="need", counts=True, ask="на какие акты опирается практика")] = ()
    core_components: Annotated[tuple[Line, ...], About("Что менять нельзя", "Без чего это уже другая практика", standard="TIDieR 9", section="core", counts=True, ask="без чего это будет уже другая практика")] = ()
    adaptable: Annotated[tuple[Line, ...], About("Что можно менять", "Что подстраивают под своё учреждение", standard="FRAME", section="core", counts=True, ask="что можно подстроить под своё учреждение")] = ()
    modifications: Annotated[tuple[Modification, ...], About("Что уже меняли", "Изменения по ходу, с причиной", standard="TIDieR 10, FRAME", section="core", ask="что вы уже меняли по ходу и почему")] = ()
    mistakes: Annotated[tuple[Mistake, ...], About("Ошибки", "Ошибка, признак, причина, профилактика, что делать", section="mistakes", counts=True, ask="какие ошибки вы сделали, как их заметили и что сделали")] = ()
    risks: Annotated[tuple[Line, ...], About("Риски", "Что может пойти не так", section="mistakes", counts=True, ask="что может пойти не так")] = ()
    safeguarding: Annotated[Prose | None, About("Безопасность ребёнка", "Как защищены дети и их данные", section="mistakes", counts=True, ask="как защищены дети и их данные")] = None
    contours: Annotated[tuple[ContourEntry, ...], About("Контур технопарка", "Где практика сейчас и с какого времени", section="who", facet="contour")] = ()
    contact: Annotated[Contact | None, About("Контакт", "Отдел учреждения, не частное лицо", section="who", counts=True, ask="в какой отдел учреждения обращаться")] = None
    methodological_set: Annotated[MethodologicalSet | None, About("Методический комплект", "Пособие, методические разработки, методические рекомендации", standard="определение кейса в презентации УМЦ", section="take", counts=True, ask="какие разработки и рекомендации есть к практике")] = None
    supports: Annotated[Supports | None, About("Помощь внедряющим", "Чему учит и чем помогает держатель", section="take", counts=True, ask="чему вы учите и чем помогаете тем, кто внедряет")] = None
    transfer_ready: Annotated[YesNo | None, About("Готова к передаче", "да, если держатель готов учить других", section="take")] = None
    transfer_formats: Annotated[tuple[FormatRef, ...], About("Форматы передачи", "Какими форматами практику уже передают", section="take")] = ()
    version: Annotated[Line | None, About("Версия", "Номер версии этого описания", "1.0")] = None
    last_reviewed_on: Annotated[Day | None, About("Проверена", "Когда в последний раз пересматривали")] = None
    review_in: Annotated[Line | None, About("Пересмотр", "Когда пересмотреть", "через год")] = None
    licence: Annotated[Line | None, About("Лицензия", "На каких условиях можно брать материалы", ask="на каких условиях можно брать материалы")] = None


KIND = Kind(
    slug="cases",
    folder="practices/cases",
    model=Case,
    one="практика",
    forms=("практика", "практики", "практик"),
    title="Практики",
    lead="Описания практик наставничества: что делают, кому подходит, что нужно, чтобы повторить.",
    called=("опыт учреждений", "описания практик", "лучшие практики"),
    sections=(
        Section("essence", "Что это и зачем"),
        Section("results", "Что это дало"),
        Section("fit", "Подойдёт ли вашему центру"),
        Section("how", "Как это делают, шаг за шагом"),
        Section("photos", "Снимки"),
        Section("need", "Что нужно, чтобы начать"),
        Section("core", "Что менять нельзя, а что можно"),
        Section("mistakes", "Где ошибаются и как уберечь ребёнка"),
        Section("who", "Кто это делал и кого спросить"),
        Section("take", "Взять практику"),
    ),
    columns=("holder", "kind", "process_model", "mentoring_form", "status"),
    group_by="holder",
)
