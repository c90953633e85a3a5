"""Bytes → text. Names the encoding a file was wrongly saved in."""

from __future__ import annotations

import codecs
import re

from technopark.catalogue.source_codes import SOURCE_CODES as CODES
from technopark.problems import Problem
from technopark.russian.signs import codes_of, signs_of

MAX_BYTES = 200 * 1024
"""Largest record file; the longest real one is a tenth of it."""

LINE_BREAK = re.compile(r"\r\n|\r|\n")
# NEL and the two Unicode separators break lines for YAML but not for editors: places would shift.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_ORDINARY = codes_of(lambda sign: not CONTROL.match(sign))
"""Signs of the code page that are no control characters."""

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""How files begin that are no text whatever their name says: DOCX and ZIP, DOC, PDF, RTF."""

_GUESSES = (("cp1251", "Windows-1251"), ("cp866", "DOS-866"), ("koi8-r", "КОИ-8"))
_COMMON = frozenset("оеаинтсрвлкмдпу ")
_SHOWN_CONTROLS = 10


def place_of(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column, in characters, of an offset."""
    before = LINE_BREAK.split(text[:offset])
    return len(before), len(before[-1]) + 1


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Read the bytes as UTF-8.

    Returns:
        The text, ready for the parser (a byte order mark dropped, control characters
        replaced by spaces so that places stay), or ``None``; and what is wrong.
    """
    if len(raw) > MAX_BYTES:
        size = len(raw) // 1024
        return None, [CODES["TP114"].at(path, (1, 1), f"Файл слишком большой: {size} КБ, а можно не больше 200 КБ.")]
    if raw.startswith(_NOT_TEXT):
        hint = "Создайте файл заново в Блокноте или VS Code и перенесите в него слова."
        return None, [CODES["TP115"].at(path, (1, 1), "Это документ Word, PDF или архив, а не текст.", hint)]
    if wide := _wide(raw):
        return None, [CODES["TP116"].at(path, (1, 1), f"Файл сохранён в кодировке {wide}, а нужна UTF-8.")]
    problems = []
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw[len(codecs.BOM_UTF8) :]
        problems.append(CODES["TP117"].at(path, (1, 1), "В начале файла стоит невидимая метка порядка байтов (BOM)."))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*problems, _wrong_encoding(raw, error.start, path)]
    return _without_controls(text, path, problems), problems


def _wide(raw: bytes) -> str:
    """Name of a two- or four-byte encoding, or nothing."""
    for mark, name in _WIDE_MARKS:
        if raw.startswith(mark):
            return name
    zeros = sorted((raw[0:400:2].count(0), raw[1:400:2].count(0)))
    # Keys and spaces are ASCII: half of their bytes are zeros, all on one side.
    return "UTF-16" if zeros[0] == 0 and zeros[1] >= 4 and zeros[1] * 24 >= min(len(raw), 400) else ""


def _wrong_encoding(raw: bytes, start: int, path: str) -> Problem:
    """Say at which character UTF-8 ends and what the file probably is."""
    before = raw[:start].decode("utf-8")
    place = place_of(before, len(before))
    readable = raw.decode("utf-8", "replace")
    if readable.count("\ufffd") > sum("а" <= char.lower() <= "я" for char in readable):
        name = max(_GUESSES, key=lambda guess: _likeness(raw, guess[0]))[1]
        hint = f"Откройте файл в редакторе в кодировке {name} и сохраните в UTF-8."
        return CODES["TP115"].at(path, place, f"Файл сохранён не в UTF-8; похоже, это {name}.", hint)
    return CODES["TP115"].at(
        path,
        place,
        "В файле UTF-8 есть повреждённый знак.",
        "Удалите знак в указанном месте, наберите его заново и сохраните файл в UTF-8.",
    )


def _likeness(raw: bytes, encoding: str) -> int:
    """How many of the characters are common Russian lower-case letters."""
    return sum(char in _COMMON for char in raw.decode(encoding, "replace"))


def named(control: str) -> str:
    """A control character in words."""
    return "нулевой знак" if control == "\0" else f"управляющий знак U+{ord(control):04X}"


def _without_controls(text: str, path: str, problems: list[Problem]) -> str:
    """Report control characters and blank them out, keeping every place."""
    signs = signs_of(text)
    if signs is not None and not signs.translate(None, _ORDINARY):  # nearly every text
        return text
    found = list(CONTROL.finditer(text))
    for hit in found[:_SHOWN_CONTROLS]:
        more = f" Всего таких в файле: {len(found)}." if len(found) > _SHOWN_CONTROLS else ""
        problems.append(CODES["TP118"].at(path, place_of(text, hit.start()), f"В тексте стоит {named(hit[0])}.{more}"))
    return CONTROL.sub(" ", text) if found else text
