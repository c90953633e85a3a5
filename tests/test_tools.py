"""Getting a program the tests need: named, found, installed, or refused with the exact command.

Both programs go through the same code, so every test runs for both. The made-up programs are
Python, so they start on any system.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from programs import write_program
from technopark import tools
from technopark.browser import BROWSER
from technopark.office import OFFICE
from technopark.problems import MissingToolError
from technopark.tools import Tool, advice, find, install_commands, print_path

VERSION = "print('Version 100.0')"


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on PATH; returns the folder of PATH."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs


@pytest.fixture(params=[BROWSER, OFFICE], ids=["browser", "office"])
def tool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """A program that is looked for on PATH only and answers ``--version`` when it works."""
    asked: Tool = request.param
    monkeypatch.delenv(asked.variable, raising=False)
    return replace(asked, candidates=lambda env, _platform, _home: tools.on_path(["wanted"], env), works=tools.tells_version, more=())


def test_program_on_path_is_found(tool: Tool, bare: Path) -> None:
    """Nothing is found on a bare machine, and what is installed is found."""
    assert find(tool) is None
    launcher = write_program(bare / "wanted", VERSION)
    assert find(tool) == launcher


def test_variable_wins_and_a_wrong_one_is_an_error(tool: Tool, bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a person names is used; if it does not work, nothing else is silently used instead."""
    write_program(bare / "wanted", VERSION)
    own = write_program(tmp_path / "своя программа", VERSION)
    monkeypatch.setenv(tool.variable, str(own))
    assert find(tool) == own
    monkeypatch.setenv(tool.variable, str(tmp_path / "нет"))
    with pytest.raises(MissingToolError, match=f"{tool.variable}.*не работающий"):
        find(tool)


@pytest.mark.parametrize("code", ["import sys; sys.exit('requires the snap')", "print('welcome')"])
def test_stub_is_passed_over(tool: Tool, bare: Path, code: str) -> None:
    """A program that fails, or does not tell a version, is not the program."""
    write_program(bare / "wanted", code)
    assert find(tool) is None


def test_program_is_installed_when_there_is_none(
    tool: Tool, bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first installer that brings it ends the search; only the path goes to standard output."""
    brings = f"import sys; sys.path[0] = {str(Path(__file__).parent)!r}\n"
    brings += f"from pathlib import Path; from programs import write_program\nwrite_program(Path({str(bare / 'wanted')!r}), {VERSION!r})"
    words = [[str(write_program(bare / "failing", "raise SystemExit(1)"))], [str(write_program(bare / "brings", brings))], ["never"]]
    monkeypatch.setattr(tools, "install_commands", lambda _tool: words)
    assert print_path(tool) == 0
    said = capsys.readouterr()
    assert Path(said.out.removesuffix("\n")).stem == "wanted"
    assert said.err.startswith(tool.absent)


def test_refusal_tells_the_reason_and_the_command(
    tool: Tool, bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The failure names the last real error and what an administrator types; nothing goes to standard output."""
    failing = write_program(bare / "failing", "raise SystemExit('no network')")
    monkeypatch.setattr(tools, "install_commands", lambda _tool: [[str(failing)]])
    assert print_path(tool) == 1
    said = capsys.readouterr()
    assert said.out == ""
    for words in (tool.needed, "no network", advice(tool.packages, sys.platform, apt=False), tool.variable):
        assert words in said.err


@pytest.mark.parametrize(
    ("platform", "installer", "administrator", "commands"),
    [
        ("linux", "apt-get", True, ["apt-get install", "apt-get update", "apt-get install"]),
        ("linux", "apt-get", False, ["sudo -n apt-get", "sudo -n apt-get", "sudo -n apt-get"]),
        ("darwin", "brew", False, ["brew install --cask"]),
        ("win32", "winget", False, ["winget install --exact"]),
        ("linux", "other", False, []),
    ],
)
def test_each_system_installs_its_own_way_without_questions(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, platform: str, installer: str, administrator: bool, commands: list[str]
) -> None:
    """As an administrator or by sudo without a password with apt; brew; winget; elsewhere nothing is tried."""
    monkeypatch.setattr(shutil, "which", {installer: installer, "sudo": "sudo"}.get)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if administrator else 1000, raising=False)
    found = [" ".join(command) for command in install_commands(tool)]
    assert len(found) == len(commands)
    for command, start in zip(found, commands, strict=True):
        assert command.startswith(start)


@pytest.mark.parametrize(
    ("platform", "apt", "start"),
    [
        ("win32", False, "winget install "),
        ("darwin", False, "brew install "),
        ("linux", True, "sudo apt install "),
        ("linux", False, "установите "),
    ],
)
def test_advice_fits_the_system(tool: Tool, platform: str, apt: bool, start: str) -> None:
    """Each system gets its own exact command."""
    assert advice(tool.packages, platform, apt).startswith(start)
