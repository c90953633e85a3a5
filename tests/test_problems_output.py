"""The four formats: golden outputs, and nothing an author writes is obeyed."""

from __future__ import annotations

import io
import json
import re
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from technopark.problems import Problem
from technopark.problems_output import as_sarif, github_line, render, run_check, summary

GOLDEN = Path(__file__).parent / "golden" / "problems"
FORMATS = ("text", "github", "json", "sarif")
FILES = {
    "glossary/a.yml": ["title: наставник", "status: рабочий \x1b[31mкрасный", "x" * 150 + " плохо " + "y" * 150],
    "practices/cases/имя, с: знаками%.yml": ["\ttitle: a"],
}
HOSTILE = "«\x1b]0;взлом\x07», ::error::взлом\r\n::warning file=a::ещё 100% \u202eобратно"
PROBLEMS = (
    Problem("practices/cases/имя, с: знаками%.yml", 1, 1, "TP103", "В отступе стоит табуляция.", "Замените табуляцию двумя пробелами."),
    Problem("glossary/a.yml", 2, 9, "TP211", f"Недопустимо {HOSTILE}.", "Напишите «рабочее».", "error", "рабочее"),
    Problem("glossary/a.yml", 3, 152, "TP908", "Вместо тире стоит дефис.", "Замените.", "warning"),
    Problem("glossary/a.yml", 9, 1, "TP201", "Места нет в файле.", "Добавьте поле."),
)


def source(path: str) -> Sequence[str]:
    """Lines of the made-up files."""
    return FILES.get(path, [])


@pytest.mark.parametrize("format", FORMATS)
def test_golden(format: str) -> None:
    """The output is the golden file, byte for byte."""
    expected = (GOLDEN / f"{format}.txt").read_bytes().decode("utf-8")
    assert render(PROBLEMS, format, source) == expected


def test_colour_only_paints() -> None:
    """On a terminal the same text is painted: without the paint nothing differs."""
    painted = render(PROBLEMS, "text", source, colour=True)
    assert "\x1b[31m" in painted
    assert re.sub(r"\x1b\[\d+m", "", painted) == render(PROBLEMS, "text", source)


@pytest.mark.parametrize(
    ("errors", "warnings", "text"),
    [
        (1, 0, "1 ошибка в 1 файле"),
        (3, 1, "3 ошибки, 1 предупреждение в 2 файлах"),
        (5, 22, "5 ошибок, 22 предупреждения в 2 файлах"),
        (0, 11, "11 предупреждений в 2 файлах"),
    ],
)
def test_summary_has_russian_plurals(errors: int, warnings: int, text: str) -> None:
    """The count reads as a Russian sentence."""
    problems = [Problem(f"{n % 2}.yml", n, 1, "TP101", "", "", "error") for n in range(errors)]
    problems += [Problem(f"{n % 2}.yml", n, 1, "TP101", "", "", "warning") for n in range(1, warnings + 1)]
    assert summary(problems).replace("\u00a0", " ") == text


def test_clean_base_says_so() -> None:
    """No problems: one calm sentence, nothing for machines, valid empty JSON and SARIF."""
    assert render((), "text", source, records=5) == "Замечаний нет. Проверено записей: 5.\n"
    assert render((), "github", source) == ""
    assert json.loads(render((), "json", source))["problems"] == []
    assert json.loads(render((), "sarif", source))["runs"][0]["results"] == []


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_is_obeyed(path: str, message: str) -> None:
    """No text can start a second annotation or send a control character to a terminal."""
    problem = Problem(path, 1, 1, "TP101", message, message)
    line = github_line(problem)
    assert len(line.splitlines()) == 1 or not set(line) & set("\r\n\x0b\x0c\x1b")
    assert line.count("::error ") + line.count("::warning ") >= 1
    assert line.startswith("::error file=")
    text = render((problem,), "text", lambda _: [message])
    assert all(char == "\n" or char.isprintable() or unicodedata.category(char) == "Zs" for char in text)
    assert "\x1b" not in text
    raw = render((problem,), "json", lambda _: [message])
    assert all(char == "\n" or char.isprintable() or unicodedata.category(char) == "Zs" for char in raw)
    assert json.loads(raw)["problems"][0]["message"] == message


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x1b", "\u200b", "\u202e", "\u3164", "\U000e0041"])
def test_what_nobody_sees_is_shown(char: str) -> None:
    """The excerpt names the character, and the caret still stands under the place."""
    shown = f"<U+{ord(char):04X}>"
    text = render((Problem("a.yml", 1, 4, "TP118", f"Знак {char}."),), "text", lambda _: [f"а{char}б{char}в"])
    assert f"Знак {shown}." in text
    line, caret = text.split("\n")[2:4]
    assert line.endswith(f"| а{shown}б{shown}в")
    assert line[caret.index("^") :] == f"{shown}в"


def test_sarif_is_whole() -> None:
    """The log has what SARIF 2.1.0 requires, every result names its rule by id and index, and rules have help."""
    log = as_sarif(sorted(PROBLEMS))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].isascii()
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


@pytest.mark.parametrize(("which", "code"), [("bad", 1), ("good", 0)])
def test_exit_code(which: str, code: int, tmp_path: Path) -> None:
    """The command ends with 1 when there are errors and with 0 when there are none."""
    problems = Path(__file__).parent / "problems"
    shutil.copytree(problems / "base", tmp_path, dirs_exist_ok=True)
    shutil.copyfile(problems / "TP211" / f"{which}.yml", tmp_path / "glossary" / "nastavnik.yml")
    for format in FORMATS:
        assert run_check(tmp_path, format, io.StringIO()) == code


def test_warnings_alone_pass(tmp_path: Path) -> None:
    """Warnings are shown and do not fail the check."""
    problems = Path(__file__).parent / "problems"
    shutil.copytree(problems / "base", tmp_path, dirs_exist_ok=True)
    shutil.copyfile(problems / "TP213" / "bad.yml", tmp_path / "glossary" / "nastavnik.yml")
    out = io.StringIO()
    assert run_check(tmp_path, "text", out) == 0
    assert "TP213" in out.getvalue()
