"""Which files are records, and what is wrong with names and folders. Pure: paths in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from technopark.catalogue.layout_codes import LAYOUT_CODES as CODES
from technopark.kinds import KINDS
from technopark.nearest import nearest_value
from technopark.problems import Problem
from technopark.russian.text import transliterate
from technopark.schema import Kind
from technopark.value_types import ID_MAX, ID_RE

ROOTS = ("practices", "glossary")
"""Top folders that hold records."""

_FOLDERS = {kind.folder: kind for kind in KINDS.values()}
_LIKE_YAML = re.compile(r"\.(?:ya?ml)(?:\.\w+)?$", re.IGNORECASE)

PLAIN = frozenset({"", ".txt", ".уml", ".уаml"})
"""Endings of plain text, and those that only look like .yml: their «у» is Cyrillic."""

_WRITTEN = PLAIN | {".doc", ".docx", ".odt", ".rtf"}

CLEARLY = 2
"""By so many fields a record must fit another kind better to be taken for one of it."""
TELLING = 2
"""And so many of its fields must be of that kind alone."""

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names Windows keeps for devices, whatever the extension."""

COMPARISON = "cases/compare/"
"""Address of the page where practices are compared."""

OWN_PAGES: Mapping[str, str] = {COMPARISON: "Сравнение практик"}
"""Pages of the engine at addresses records could have, with their titles: no record and no hand-written page may take them."""


@dataclass(frozen=True)
class RecordFile:
    """A file that holds a record: its kind and its path from the root, with forward slashes."""

    kind: Kind
    path: str


def examine(paths: Iterable[str]) -> tuple[list[RecordFile], list[Problem]]:
    """Sort files under the record folders into records and problems.

    A record with a bad name is still returned: its name and content are checked when it is read.
    """
    records: list[RecordFile] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in sorted(paths):
        if path.startswith((".", "~")) or "/." in path or "/~" in path:
            continue
        folder, _, name = path.rpartition("/")  # thousands of files at every build: no paths are made of them
        if not _LIKE_YAML.search(name):
            pure = PurePosixPath(path)
            problems += [_foreign(path, pure)] if _is_written(pure) else []
            continue
        kind = _FOLDERS.get(folder)
        if kind is None:
            problems.append(_misplaced(path, PurePosixPath(path)))
            continue
        first = seen.setdefault(path.casefold(), path)
        if first != path:
            problems.append(
                CODES["TP306"].at(path, (1, 1), f"Имя файла отличается от «{PurePosixPath(first).name}» только регистром букв.")
            )
        if not name.endswith(".yml"):
            problems.append(_extension(path, PurePosixPath(path)))
            continue
        records.append(RecordFile(kind, path))
    return records, problems


def out_of_place(problems: Iterable[Problem]) -> dict[tuple[str, str], str]:
    """Records under a wrong ending or in a wrong folder, by the kind and id they should have: whoever names one is not wrong.

    Nothing is known of their titles.
    """
    found = ((PurePosixPath(problem.path), problem) for problem in problems if problem.code in ("TP303", "TP304"))
    homes = ((path, problem.nearest if problem.code == "TP304" else path.parent.as_posix()) for path, problem in found)
    return {(_FOLDERS[home].slug, _LIKE_YAML.sub("", path.name).removesuffix(path.suffix)): "" for path, home in homes if home}


def misfiled(kind: Kind, path: str, keys: frozenset[str]) -> Problem | None:
    """A record of another kind in a kind's folder, if its fields say so beyond doubt; ``None`` for a record that is only wrong."""
    misfits = sorted((_misfit(other, keys), slug) for slug, other in KINDS.items() if other is not kind)
    least, slug = misfits[0]
    home = KINDS[slug]
    telling = keys & home.fields().keys() - kind.fields().keys()
    if len(telling) < TELLING or least == misfits[1][0] or _misfit(kind, keys) < least + CLEARLY:
        return None
    message = f"По полям это {home.one}, а в папке «{kind.folder}» лежат записи вида «{kind.one}»."
    return CODES["TP304"].at(path, (1, 1), message, f"Перенесите файл в папку «{home.folder}».", home.folder)


def _misfit(kind: Kind, keys: frozenset[str]) -> int:
    """How many fields a record would have to lose or to get to be of a kind."""
    fields = kind.fields()
    return len(keys - fields.keys()) + sum(info.required and name != "id" and name not in keys for name, info in fields.items())


def name_problems(path: str) -> list[Problem]:
    """What is wrong with the name of a record's file."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yml")
    if not ID_RE.match(stem):
        offer = _offer(stem)
        return [CODES["TP301"].at(path, (1, 1), f"Имя файла «{stem}» не годится: {_why_bad(stem)}.", _rename(offer), offer)]
    if len(stem) > ID_MAX:
        return [CODES["TP302"].at(path, (1, 1), f"В имени файла {len(stem)} знаков, а можно не больше {ID_MAX}.")]
    if stem in RESERVED:
        return [CODES["TP307"].at(path, (1, 1), f"Имя «{stem}» в Windows занято системой.")]
    kind = _FOLDERS.get(folder)
    if kind and (title := own_page(kind, stem)):
        return [CODES["TP308"].at(path, (1, 1), f"Имя «{stem}» занято страницей «{title}».")]
    return []


def own_page(kind: Kind, id: str) -> str:
    """Title of the page of the engine that stands where a record with this id would; nothing if there is none."""
    return OWN_PAGES.get(f"{kind.slug}/{id}/", "")


def _why_bad(stem: str) -> str:
    if re.search("[а-яё]", stem, re.IGNORECASE):
        return "в нём русские буквы"
    if stem != stem.lower():
        return "в нём прописные буквы"
    if "_" in stem or " " in stem:
        return "слова разделяют дефисом"
    if stem.startswith("-") or stem.endswith("-") or "--" in stem:
        return "дефис стоит не между словами"
    return "можно только строчную латиницу, цифры и дефисы"


def _offer(stem: str) -> str:
    """A good name made from a bad one, or nothing when letters would have to be guessed."""
    plain = transliterate(re.sub(r"[\s_-]+", " ", stem))
    return plain if ID_RE.match(plain) and len(plain) <= ID_MAX else ""


def _rename(offer: str) -> str:
    return f"Переименуйте файл: «{offer}.yml», если такого ещё нет." if offer else CODES["TP301"].fix


def _extension(path: str, pure: PurePosixPath) -> Problem:
    good = _LIKE_YAML.sub("", pure.name) + ".yml"
    return CODES["TP303"].at(
        path,
        (1, 1),
        f"Файл «{pure.name}» не читается: расширение должно быть .yml.",
        f"Переименуйте файл: «{good}», если такого ещё нет.",
        good,
    )


def _is_written(pure: PurePosixPath) -> bool:
    """Whether a file beside records looks like one saved by Notepad or Word, which put an ending of their own."""
    return pure.parent.as_posix() in _FOLDERS and pure.suffix.lower() in _WRITTEN


def _foreign(path: str, pure: PurePosixPath) -> Problem:
    """A text or a Word document where a record should be."""
    plain = pure.suffix.lower() in PLAIN
    hint = "" if plain else "Записи — простой текст: создайте файл .yml в Блокноте или VS Code и перенесите в него слова."
    message = f"Файл «{pure.name}» не читается: расширение должно быть .yml." if plain else f"Файл «{pure.name}» — не запись, а документ."
    return CODES["TP303"].at(path, (1, 1), message, hint)


def _misplaced(path: str, pure: PurePosixPath) -> Problem:
    """A record in an unknown folder, in a subfolder, or beside the folders."""
    folder = pure.parent.as_posix()
    inside = next((known for known in _FOLDERS if folder.startswith(known + "/")), "")
    if inside:
        return CODES["TP304"].at(
            path, (1, 1), f"Запись лежит во вложенной папке «{folder}».", f"Перенесите файл в папку «{inside}».", inside
        )
    near = "" if folder in ROOTS else nearest_value(folder, _FOLDERS, 0.75)
    if folder in ROOTS:
        message = f"Запись лежит прямо в папке «{folder}», и непонятно, какого она вида."
    else:
        message = f"Папки «{folder}» для записей нет."
    hint = f"Перенесите файл в папку «{near}»." if near else f"Папки записей: {', '.join(_FOLDERS)}."
    return CODES["TP304"].at(path, (1, 1), message, hint, near)
