"""TP81x, TP82x: photographs of cases. Nobody's face is published by chance, and no child's at all.

A linter, not a judge: it reads what is declared and what the words say; no face is looked for in
the picture itself. The help pages say so, and that the reviewer looks at every picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from technopark.artefacts.pictures.consent import FILE_NAME, child_word
from technopark.artefacts.pictures.photographs import FOLDER
from technopark.catalogue import Code
from technopark.fields import shown
from technopark.kinds.cases import PEOPLE, Case, Photograph
from technopark.rules._base import Base, Located, PictureName
from technopark.rules._rule import Finding, base_rule, record_rule
from technopark.rules._view import View
from technopark.russian.text import transliterate

_HEAD = "photos:\n  - file: masterskaya.jpg\n"
_TRUST = "Проверка верит записи и словам: лиц на снимке она не ищет, поэтому каждый снимок смотрит проверяющий."


def _photos(view: View) -> Iterable[tuple[int, Photograph]]:
    return enumerate(view.record.photos) if isinstance(view.record, Case) else ()


@record_rule(
    Code("TP811", "Снимок без лицензии", "error",
         "У снимка есть автор, и без его разрешения снимок нельзя ни показать, ни передать вместе с практикой (ст. 1270 ГК РФ).",
         "Добавьте поле «licence» — на каких условиях организация разрешает брать снимок, например «CC BY 4.0».",
         _HEAD + "    alt: Верстак и инструменты на стене\n    people: none\n",
         _HEAD + "    alt: Верстак и инструменты на стене\n    licence: CC BY 4.0\n    people: none\n"),
    Case, field="photos",
)
def no_licence(view: View) -> Iterator[Finding]:
    """A photograph that does not say on what terms it may be taken."""
    for number, photo in _photos(view):
        if not photo.licence:
            yield Finding(f"У снимка «{shown(photo.file)}» нет лицензии.", ("photos", number))


@record_rule(
    Code("TP812", "Снимок без описания", "error",
         "Тот, кто не видит снимка, узнает о нём только из описания; без него страница и печатные материалы для него неполны.",
         "Добавьте поле «alt»: скажите словами, что на снимке.",
         _HEAD + "    licence: CC BY 4.0\n    people: none\n",
         _HEAD + "    alt: Верстак и инструменты на стене\n    licence: CC BY 4.0\n    people: none\n"),
    Case, field="photos",
)
def no_alternative(view: View) -> Iterator[Finding]:
    """A photograph without words for those who do not see it."""
    for number, photo in _photos(view):
        if not photo.alt:
            yield Finding(f"У снимка «{shown(photo.file)}» нет описания.", ("photos", number))


@record_rule(
    Code("TP813", "Не сказано, есть ли на снимке люди", "error",
         "Изображение человека публикуют только с его согласия (ст. 152.1 ГК РФ), детей база не показывает вовсе. " + _TRUST,
         "Добавьте поле «people»: «none», если людей нет, или «adults_consented», если там взрослые и каждый согласен.",
         _HEAD + "    alt: Верстак и инструменты на стене\n    licence: CC BY 4.0\n",
         _HEAD + "    alt: Верстак и инструменты на стене\n    licence: CC BY 4.0\n    people: none\n"),
    Case, field="photos",
)
def no_people(view: View) -> Iterator[Finding]:
    """A photograph that does not say who is in it."""
    for number, photo in _photos(view):
        if not photo.people:
            yield Finding(f"У снимка «{shown(photo.file)}» не сказано, есть ли на нём люди.", ("photos", number))


_CHILDREN = frozenset({"children", "child", "kids", "minors", "teens"})


@record_rule(
    Code("TP814", "Такие снимки не публикуют", "error",
         "Ответов два: людей нет, или это взрослые, и каждый согласен. Снимков детей в базе не бывает, даже с согласия: "
         "по лицу и учреждению ребёнка легко узнать, а отозвать снимок из сети нельзя. " + _TRUST,
         "Возьмите снимок без людей и напишите «none»; взрослых показывайте только с письменного согласия: «adults_consented».",
         _HEAD + "    alt: Занятие в мастерской\n    licence: CC BY 4.0\n    people: children\n",
         _HEAD + "    alt: Верстак и инструменты на стене\n    licence: CC BY 4.0\n    people: none\n"),
    Case, field="photos",
)
def wrong_people(view: View) -> Iterator[Finding]:
    """``people`` is neither of the two answers."""
    for number, photo in _photos(view):
        if photo.people and photo.people not in PEOPLE:
            child = photo.people.lower() in _CHILDREN or child_word(photo.people)
            refusal = "Снимков детей в базе не бывает, даже с согласия." if child else ""
            message = refusal or f"В поле «Люди на снимке» написано «{shown(photo.people)}», а ответов два: «{PEOPLE[0]}» и «{PEOPLE[1]}»."
            hint = "Уберите снимок из записи и файл из папки." if child else ""
            yield Finding(message, ("photos", number, "people"), hint=hint)


@record_rule(
    Code("TP815", "Слова у снимка говорят о ребёнке", "error",
         "Написано, что детей на снимке нет, а описание или подпись говорит о ребёнке. Одно из двух неверно. " + _TRUST,
         "Если ребёнок на снимке есть, уберите снимок и его файл. Если нет, скажите только о том, что видно.",
         _HEAD + "    alt: Воспитанник за верстаком\n    licence: CC BY 4.0\n    people: none\n",
         _HEAD + "    alt: Верстак и инструменты на стене\n    licence: CC BY 4.0\n    people: none\n"),
    Case, field="photos",
)
def speaks_of_child(view: View) -> Iterator[Finding]:
    """A child in the words of a photograph that declares none."""
    for number, photo in _photos(view):
        for name, text in (("alt", photo.alt), ("caption", photo.caption)):
            if word := child_word(text or ""):
                label = "описании" if name == "alt" else "подписи"
                yield Finding(f"В {label} снимка «{shown(photo.file)}» сказано «{word}».", ("photos", number, name), word)


@record_rule(
    Code("TP816", "Имя файла снимка не годится", "error",
         "Имя файла должно читаться одинаково на всех компьютерах; сайт показывает снимки JPEG, PNG и WebP.",
         "Переименуйте файл: строчная латиница, цифры и дефисы, в конце «.jpg», «.jpeg», «.png» или «.webp».",
         "photos:\n  - file: Фото 1.JPG\n", "photos:\n  - file: foto-1.jpg\n"),
    Case, field="photos",
)
def bad_file_name(view: View) -> Iterator[Finding]:
    """A name with a folder in it, capitals, Cyrillic letters, or of another format."""
    for number, photo in _photos(view):
        if not FILE_NAME.fullmatch(photo.file):
            stem, _, ending = photo.file.rpartition(".")
            offer = f"{transliterate(stem)}.{ending.lower()}"
            near = offer if FILE_NAME.fullmatch(offer) and "/" not in photo.file and "\\" not in photo.file else ""
            hint = f"Переименуйте файл: «{near}»." if near else ""
            yield Finding(f"Имя файла «{shown(photo.file)}» не годится.", ("photos", number, "file"), hint=hint, nearest=near)


# --------------------------------------------------------------------------- files


def named_pictures(view: View) -> Iterator[PictureName]:
    """Photographs that a record names by a sound name; gathered when the record is read, so that none is unpacked later."""
    for number, photo in _photos(view):
        if FILE_NAME.fullmatch(photo.file):
            place = view.place(("photos", number, "file"))
            yield PictureName(view.entry.path, place, f"{FOLDER}/{view.entry.id}/{photo.file}")


@base_rule(
    Code("TP821", "Файла снимка нет", "error",
         "Запись называет снимок, а в папке практики его нет: показать нечего.",
         "Положите файл в папку practices/cases с именем записи или уберите снимок из записи.",
         "# файла practices/cases/edinstvo/masterskaya.jpg нет\n" + _HEAD,
         "# файл practices/cases/edinstvo/masterskaya.jpg есть\n" + _HEAD)
)
def file_missing(base: Base) -> Iterator[Located]:
    """A named file that is not in the case's own folder."""
    known = {picture.path for picture in base.pictures}
    for name in base.named:
        if name.file not in known:
            yield Located(name.path, name.place, f"Файла «{name.file}» нет.")


@base_rule(
    Code("TP822", "Файл снимка нельзя показать", "error",
         "Файл повреждён, слишком велик или это не снимок: на сайт и в материалы он не попадёт.",
         "Сохраните снимок заново в формате JPEG, не больше 20 МБ.",
         "# masterskaya.jpg — переименованный документ Word\n" + _HEAD, "# masterskaya.jpg — снимок в формате JPEG\n" + _HEAD)
)
def file_broken(base: Base) -> Iterator[Located]:
    """A named file that does not open, is too large, or is a link."""
    troubles = {picture.path: picture.trouble for picture in base.pictures if picture.trouble}
    for name in base.named:
        if name.file in troubles:
            yield Located(name.path, name.place, f"Файл «{name.file}» не годится: {troubles[name.file]}.")


@base_rule(
    Code("TP823", "Файл не назван ни в одной записи", "error",
         "О файле в папке практики ничего не сказано: ни кто на нём, ни чей он. В открытую базу такие файлы не кладут.",
         "Опишите снимок в поле «photos» этой практики или удалите файл.",
         "# в папке practices/cases/edinstvo лежит zal.jpg, а поля photos нет\n",
         "photos:\n  - file: zal.jpg\n    alt: Пустой зал со стульями\n    licence: CC BY 4.0\n    people: none\n")
)
def stray_file(base: Base) -> Iterator[Located]:
    """A file nobody answers for; folders of records with errors of their own are left alone."""
    named = {name.file for name in base.named}
    unread = {id for slug, id in base.broken if slug == "cases"}
    for picture in base.pictures:
        owner = picture.path.removeprefix(f"{FOLDER}/").partition("/")[0]
        if picture.path in named or owner in unread:
            continue
        known = base.kb.get("cases", owner) is not None
        message = "Файл не назван ни в одной записи." if known else f"Практики «{shown(owner)}» нет, а папка с файлами есть."
        yield Located(picture.path, (1, 1), message, "" if known else "Назовите папку так же, как запись, или удалите её.")


@base_rule(
    Code("TP824", "В файле снимка осталось место съёмки", "warning",
         "На сайт снимок попадает без этих сведений, но исходный файл лежит в открытом хранилище, и по нему видно, где снимали.",
         "Удалите сведения из файла: в Windows — «Свойства», «Подробно», «Удаление свойств и личной информации».",
         "# в masterskaya.jpg записаны широта и долгота\n" + _HEAD, "# в masterskaya.jpg сведений о месте нет\n" + _HEAD)
)
def tells_place(base: Base) -> Iterator[Located]:
    """GPS coordinates in the original."""
    for picture in base.pictures:
        if picture.tells_place:
            yield Located(picture.path, (1, 1), "В файле записано, где сделан снимок.")
