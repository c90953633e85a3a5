"""The console command ``technopark``: one short function a command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from technopark import russian_click
from technopark.command_line import PROGRAM, root_of
from technopark.problems import ConfigurationError, TechnoparkError
from technopark.russian_click import Group
from technopark.setup.programs import wait_for
from technopark.site_config import config_trouble
from technopark.target import site_folder

russian_click.install()

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class LazyGroup(Group):
    """A group some of whose commands are imported when they are asked for: they need the libraries of Word and PDF."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return sorted([*super().list_commands(ctx), "documents", "manual"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command or group of a name."""
        if cmd_name == "documents":
            from technopark.artefacts.documents.commands import documents

            return documents
        if cmd_name == "manual":
            from technopark.artefacts.manual.commands import manual

            return manual
        return super().get_command(ctx, cmd_name)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--root", type=FOLDER, metavar="ПАПКА", help="Папка базы; по умолчанию — текущая или выше.")
@click.pass_context
def cli(context: click.Context, root: Path | None) -> None:
    """База знаний о практиках наставничества: собрать сайт, проверить записи, добавить новые."""
    context.obj = (root or Path.cwd()).resolve()


@cli.command()
@click.option("--runner", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", show_default=True, help="Чем собирать.")
@click.option("--site-dir", metavar="ПАПКА", type=click.Path(path_type=Path), help="Куда собрать; по умолчанию — папка site.")
@click.option("--no-search", is_flag=True, help="Не строить поиск: быстрее, для черновой сборки.")
@click.pass_context
def build(context: click.Context, runner: str, site_dir: Path | None, no_search: bool) -> None:
    """Собрать сайт в папку site.

    Если в записях есть ошибки, сборка останавливается до начала и прежний сайт остаётся как был.
    """
    root = root_of(context)
    target = site_folder(root, site_dir or root / "site")
    report = root / ".cache" / "report.json"
    report.unlink(missing_ok=True)
    builder = start_builder(root, runner, ["build", "--strict", "--quiet", "--site-dir", str(target)], search=not no_search)
    from technopark.summary import print_summary  # imported while the builder works: it takes a third of a second

    code = wait_for(builder)
    if code == 0:
        print_summary(report, target)
    sys.exit(code)


@cli.command()
@click.option("--address", metavar="АДРЕС", default="127.0.0.1:8000", show_default=True, help="Адрес и порт, по которому открывать сайт.")
@click.pass_context
def serve(context: click.Context, address: str) -> None:
    """Показывать сайт на этом компьютере и обновлять его после каждой правки."""
    from technopark.preview import checked_address

    root = root_of(context)
    click.echo(f"Сайт откроется по адресу http://{checked_address(address)}/  Остановить: Ctrl+C")
    sys.exit(wait_for(start_builder(root, "mkdocs", ["serve", "--quiet", "--dev-addr", address])))


def start_builder(root: Path, runner: str, arguments: list[str], *, search: bool = True) -> subprocess.Popen[bytes]:
    """Start the site builder in the repository.

    Raises:
        ConfigurationError: it could not start, and would say so in English.
    """
    if said := config_trouble(root):
        raise ConfigurationError(said)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    environment["TECHNOPARK_PROGRESS"] = "1" if arguments[0] == "build" else "0"
    environment["TECHNOPARK_SEARCH"] = "1" if search else "0"
    return subprocess.Popen([sys.executable, "-m", runner, *arguments], cwd=root, env=environment)


FORMATS = click.Choice(["text", "github", "json", "sarif"])


@cli.command()
@click.option("--format", "form", type=FORMATS, default="text", show_default=True, help="В каком виде показать замечания.")
@click.pass_context
def check(context: click.Context, form: str) -> None:
    """Проверить записи, ничего не собирая. Если есть ошибки, код завершения 1."""
    from technopark.problems_output import run_check

    sys.exit(run_check(root_of(context), form, sys.stdout))


@cli.command()
@click.argument("kind", metavar="ВИД")
@click.argument("title", metavar="НАЗВАНИЕ")
@click.pass_context
def new(context: click.Context, kind: str, title: str) -> None:
    """Завести новую запись: вид (например «практика») и название в кавычках."""
    from technopark.editing.new import new_record

    new_record(root_of(context), kind, title, sys.stdout)


@cli.command()
@click.pass_context
def schema(context: click.Context) -> None:
    """Обновить подсказки для редактора VS Code (папка .vscode)."""
    from technopark.jsonschema import write_editor_files
    from technopark.loading import load

    root = root_of(context)
    changed = write_editor_files(root, load(root).kb)
    click.echo("\n".join(changed) or "Подсказки для редактора уже свежие.")


def _sizes(_context: click.Context, _parameter: click.Parameter, text: str) -> list[int]:
    """«100,1000» → [100, 1000]."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise click.BadParameter("нужны целые числа через запятую, например 100,1000")
    return [int(part) for part in parts]


@cli.command()
@click.option("--sizes", metavar="ЧИСЛА", default="100,1000,5000", show_default=True, callback=_sizes, help="По сколько записей.")
@click.option("--runs", metavar="ЧИСЛО", type=click.IntRange(1), default=3, show_default=True, help="Сколько раз собрать каждым способом.")
@click.option("--materials", is_flag=True, help="Замерить материалы для передачи и пособие, а не страницы.")
@click.pass_context
def bench(context: click.Context, sizes: list[int], runs: int, materials: bool) -> None:
    """Замерить скорость: страницы рядом с обычными страницами Markdown или материалы из 300 практик."""
    if materials:
        from technopark.bench.materials import CASES
        from technopark.bench.materials import materials as measure_materials

        measure_materials(root_of(context), CASES, runs, sys.stdout)
        return
    from technopark.bench.measure import bench as measure

    measure(root_of(context), sizes, runs, sys.stdout)


@cli.command("search-quality")
@click.option("--site-dir", metavar="ПАПКА", type=FOLDER, help="Собранный сайт; по умолчанию — папка site.")
@click.pass_context
def search_quality(context: click.Context, site_dir: Path | None) -> None:
    """Проверить в браузере, находит ли поиск нужные записи по списку запросов."""
    from technopark.search.quality import search_quality as measure

    root = root_of(context)
    lists = [root / "tests" / "search" / name for name in ("pairs.yml", "heldout.yml")]
    sys.exit(0 if measure(site_dir or root / "site", lists, sys.stdout) else 1)


def main() -> None:
    """Entry point: errors of ours are sentences, not tracebacks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(prog_name=PROGRAM)
    except TechnoparkError as error:
        click.echo(f"Ошибка: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
