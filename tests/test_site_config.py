"""Mistakes of mkdocs.yml are told in Russian with file, line and remedy before the builder starts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from technopark.preview import guarded
from technopark.site_config import config_trouble


@pytest.fixture
def base(root: Path, tmp_path: Path) -> Path:
    """A base whose mkdocs.yml can be spoilt; everything it names is the repository's own."""
    for name in ("docs", "hooks", "macros", "practices", "glossary"):
        (tmp_path / name).symlink_to(root / name)
    (tmp_path / "mkdocs.yml").write_bytes((root / "mkdocs.yml").read_bytes())
    return tmp_path


def spoil(base: Path, was: str, put: str) -> int:
    """Replace a piece of the file; returns its line."""
    path = base / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, put, 1), encoding="utf-8")
    return text[: text.index(was)].count("\n") + 1


def test_the_repositorys_own_file_is_right(root: Path) -> None:
    """Its tags, its theme, its extensions."""
    assert config_trouble(root) == ""


@pytest.mark.parametrize(
    ("was", "put", "said"),
    [
        ("theme:", "theme: [x", "Скобка открыта здесь"),
        ("  - practices", "\t- practices", "В отступе стоит табуляция"),
        ("docs_dir: ", "docs_dir:", "После двоеточия нет пробела"),
        ("name: material", "name: materiel", "Тема «materiel» не установлена"),
        ("plugins: []", "plugins: [netakogo]", "Дополнение «netakogo»"),
        ("- tables", "- tabels", "Напишите «tables»"),
        ("docs_dir: docs", "docs_dir: dosc", "указано «dosc»"),
        ("hooks/events.py", "hooks/evnts.py", "указано «hooks/evnts.py»"),
        ("custom_dir: macros/theme", "custom_dir: macros/them", "указано «macros/them»"),
        ("nav:", "nva:", "Напишите «nav»"),
        ("site_name: Практики наставничества", "site_name:", "Не указано название сайта"),
    ],
)
def test_a_mistake_is_told_at_its_line(was: str, put: str, said: str, base: Path) -> None:
    """What is wrong, where, what to do; no English but names."""
    line = spoil(base, was, put)
    told = config_trouble(base)
    assert told.startswith(f"Файл mkdocs.yml, строка {line}. ")
    assert said in told
    assert "Что делать: " in told
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", told)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"- a\n", b"a", "название: x\n".encode("cp1251")])
def test_a_file_that_is_no_settings(raw: bytes, base: Path) -> None:
    """Empty, a list, another encoding: a sentence all the same."""
    (base / "mkdocs.yml").write_bytes(raw)
    assert config_trouble(base).startswith("Файл mkdocs.yml, строка 1. ")


def test_an_extension_may_be_a_module_with_settings(base: Path) -> None:
    """Not every extension has a short name."""
    spoil(base, "  - tables", "  - tables\n  - pymdownx.details\n  - markdown.extensions.toc:\n      permalink: false")
    assert config_trouble(base) == ""


@pytest.mark.parametrize("command", ["build", "serve"])
def test_the_command_says_it(command: str, base: Path) -> None:
    """Not a word of the builder's; the exit code tells of the failure."""
    spoil(base, "theme:", "theme: [x")
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "technopark", command], cwd=base, capture_output=True, check=False, env=environment)
    said = done.stderr.decode("utf-8")
    assert done.returncode == 2
    assert "Файл mkdocs.yml, строка 8. Скобка открыта здесь" in said
    assert "MkDocs" not in said


def test_the_preview_says_it(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The builder's own complaint is not even asked for."""
    spoil(base, "name: material", "name: materiel")
    guarded(lambda: sys.exit("Aborted with a configuration error!"), base, lambda: True)()
    assert "Сайт не пересобран, показан прежний. Файл mkdocs.yml, строка 9." in capsys.readouterr().err
