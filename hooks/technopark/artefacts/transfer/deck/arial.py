"""Widths of Arial's letters, for fitting text into slides where no font file is at hand.

Slides are set in Arial because every office computer has it (Liberation Sans, of the same widths,
stands for it on Linux), but its file may not be shipped. The numbers are advance widths in 1/2048
of the type's size, read from Liberation Sans 2.1, which is metric-compatible with Arial; a test
compares them with lines as LibreOffice sets them. PT Sans, which the locks do ship, is no
substitute: its running text is 6 % narrower, bold 14 %.
"""

from __future__ import annotations

from collections.abc import Mapping

EM = 2048
UNKNOWN = round(1.4 * EM)
"""Width of a character that is not in the tables: no letter of a substitute font is wider, nor is an emoji."""

SAFETY = 1.02
"""Screens round the width of every letter to whole pixels."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line of text in the units of its size."""
    table = BOLD if bold else REGULAR
    return sum(table.get(char, UNKNOWN) for char in text) * size * SAFETY / EM


def _table(rows: Mapping[int, str]) -> Mapping[str, int]:
    return {char: width for width, chars in rows.items() for char in chars}


REGULAR = _table(
    {
        384: "′",
        391: "'",
        455: "ijlіј‘’‚",
        532: "|¦",
        569: " !,./:;I[\\]ft\u00a0·ÌÍÎÏìíîïІЇї",
        682: "()-`r¡¨\u00ad²³´¸¹“”„‹›‐‑",
        684: "{}",
        717: "•",
        725: "″",
        727: "\"",
        747: "гѓ",
        748: "º",
        758: "ª",
        797: "*",
        819: "°",
        842: "ґ",
        896: "кќ",
        938: "т",
        939: "з",
        961: "^",
        1001: "Ґ",
        1024: "JcksvxyzçýÿЈсухѕў",
        1045: "эє",
        1067: "чь",
        1088: "в",
        1100: "¶",
        1109: "ЃГпя",
        1124: "±÷≈≠≤≥",
        1131: "¯нџ",
        1139: "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþаеорѐёђћ–€",
        1144: "ийѝ",
        1173: "бц",
        1180: "µ",
        1193: "ЌК",
        1195: "дл",
        1196: "+<=>~¬×−",
        1237: "З",
        1251: "FTZ¿ßøТ",
        1280: "ъ",
        1301: "ЎУ",
        1344: "БЛЬ",
        1365: "Ч",
        1366: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞЅАВЕРХ",
        1367: "Ё",
        1370: "ж",
        1387: "Д",
        1408: "м",
        1472: "ЄЏИЙПЭы",
        1479: "CDHNRUwÇÐÑÙÚÛÜЍНСЯ",
        1509: "©®",
        1515: "Ц",
        1536: "ю",
        1557: "Ф",
        1593: "GOQÒÓÔÕÖØО",
        1621: "Ъ",
        1643: "ш",
        1664: "њ",
        1685: "фщ",
        1706: "MmМ",
        1708: "¼½¾",
        1749: "Ћ",
        1771: "Ђ",
        1813: "Ы",
        1821: "%æ",
        1856: "љ",
        1877: "Ш",
        1891: "Ж",
        1920: "Щ",
        1933: "W",
        2048: "Æ—…‰™←→",
        2069: "ЊЮ",
        2079: "@",
        2165: "Љ",
        2197: "№",
    }
)
BOLD = _table(
    {
        487: "'",
        491: "′",
        565: "Ї",
        569: " ,./I\\ijl\u00a0·ÌÍÎÏìíîïІіј‘’‚",
        573: "|¦",
        576: "ї",
        682: "!()-:;[]`ft¡¨\u00ad²³´¸¹‹›‐‑",
        717: "•",
        748: "º",
        758: "ª",
        797: "*r{}",
        819: "°",
        853: "гѓ",
        915: "ґ",
        971: "\"",
        981: "″",
        997: "Ґ",
        1003: "т",
        1018: "з",
        1024: "z“”„",
        1025: "кќ",
        1124: "±÷≈≠≤≥",
        1131: "¯эє",
        1139: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿЈаесухѐёѕў–€",
        1161: "ЃГ",
        1180: "µ",
        1189: "ч",
        1195: "я",
        1196: "+<=>^~¬×−",
        1237: "нпџ",
        1250: "ЌК",
        1251: "?FLTZbdghnopqu¿ßðñòóôõöøùúûüþТорђћ",
        1259: "вийцьѝ",
        1265: "б",
        1274: "ЎУ",
        1283: "З",
        1300: "д",
        1301: "л",
        1366: "EPSVXYÈÉÊËÝÞЅЕРХ",
        1370: "Ё",
        1437: "Л",
        1439: "Ч",
        1452: "ж",
        1457: "ЄЭ",
        1459: "Д",
        1472: "ЏБИЙПЬЯ",
        1479: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜЍАВНС",
        1493: "ъ",
        1496: "Ц",
        1509: "©®",
        1515: "м",
        1593: "GOQwÒÓÔÕÖØО",
        1706: "MМ",
        1707: "ш",
        1708: "¼½¾",
        1728: "щ",
        1748: "Ф",
        1749: "ыю",
        1781: "Ъ",
        1792: "Ћф",
        1813: "Ђ",
        1821: "%mæ",
        1851: "Ж",
        1856: "њ",
        1933: "W",
        1984: "љ",
        1997: "@",
        2005: "Ы",
        2048: "Æ—…‰™←→",
        2058: "Ш",
        2087: "Щ",
        2112: "Ю",
        2176: "Њ",
        2240: "Љ",
        2283: "№",
    }
)
