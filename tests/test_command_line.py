"""The console command itself: what it says to slips of the hand. Never a traceback, never somebody's file overwritten."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from technopark.cli import cli
from technopark.problems import ConfigurationError
from technopark.target import site_folder


def run(*words: str, cwd: Path, module: str = "technopark", **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command, or another one of the environment, in a folder."""
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(command, cwd=cwd, env={**os.environ, **more}, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bench", "--sizes", "сто"], "нужны целые числа"),
        (["bench", "--sizes", ""], "нужны целые числа"),
        (["bench", "--runs", "0"], "не подходит"),
        (["build", "--runner", "hugo"], "«hugo» не подходит"),
        (["new", "практика"], "НАЗВАНИЕ"),
        (["new", "рецепт", "Щи"], "Нет вида записи «рецепт»"),
        (["check", "--format", "xml"], "«xml» не подходит"),
        (["check", "--formt", "xml"], "Возможно, '--format'"),
        (["frobnicate"], "Нет команды"),
        (["documents", "fill"], "ИМЯ"),
    ],
)
def test_wrong_words_are_answered_in_russian(root: Path, words: list[str], said: str) -> None:
    """The exit code is 2 and the answer is a sentence."""
    done = run(*words, cwd=root)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not any(word in done.stderr for word in ("Usage", "OPTIONS", "Error", "Invalid", "range", "Did you"))


def test_all_of_every_help_is_russian() -> None:
    """No word of click's own English is left on any help page."""

    def pages(command: click.Command, context: click.Context) -> Iterator[str]:
        yield command.get_help(context)
        if isinstance(command, click.Group):
            inner = {name: command.get_command(context, name) for name in command.list_commands(context)}
            for name, one in inner.items():
                assert one is not None
                yield from pages(one, click.Context(one, info_name=name, parent=context))

    text = "\n".join(pages(cli, click.Context(cli, info_name="technopark")))
    assert not re.search(r"\b(Usage|Options|OPTIONS|COMMAND|ARGS|TEXT|INTEGER|FILE|PATH|DIRECTORY|required|default|Show)\b", text), text


@pytest.mark.parametrize("prog", ["python3 run.py", "technopark"])
def test_help_names_the_command_the_person_typed(root: Path, prog: str) -> None:
    """What started us is in the usage line, so that it can be copied."""
    assert run("check", "--help", cwd=root, TECHNOPARK_PROG=prog).stdout.startswith(f"Как вызвать: {prog} check ")


def test_folder_without_a_base_is_named_as_such(tmp_path: Path) -> None:
    """Started outside the base, every command says where to go."""
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Ошибка: Не нашёл базу")


def test_site_goes_into_a_new_an_empty_or_its_own_folder(tmp_path: Path) -> None:
    """A slip of the hand does not overwrite the base, a file or a folder with something else in it."""
    root = tmp_path / "base"
    for name in ("empty", "site", "docs"):
        (root / name).mkdir(parents=True)
    (root / "site" / "404.html").touch()
    (root / "docs" / "index.md").touch()
    for good in ("new", "empty", "site"):
        assert site_folder(root, root / good) == root / good
    for bad in (root, tmp_path, root / "docs", root / "docs" / "index.md", root / "docs" / "index.md" / "site"):
        with pytest.raises(ConfigurationError):
            site_folder(root, bad)


@pytest.mark.parametrize("module", ["technopark", "mkdocs"])
def test_folder_with_something_else_in_it_is_left_alone(root: Path, tmp_path: Path, module: str) -> None:
    """What does not belong to the site is removed from its folder, so another folder is never taken for one."""
    (tmp_path / "письмо.txt").write_text("дорогое", encoding="utf-8")
    done = run("build", "--site-dir", str(tmp_path), cwd=root, module=module, NO_MKDOCS_2_WARNING="1")
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "там лежит что-то другое" in said
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["письмо.txt"]
