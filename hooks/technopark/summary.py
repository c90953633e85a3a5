"""The summary a build ends with."""

from __future__ import annotations

from pathlib import Path

import click

from technopark.kinds import KINDS
from technopark.problems_output import counted
from technopark.progress import Report
from technopark.russian.text import number


def print_summary(report_path: Path, site: Path) -> None:
    """Print what the build did: records by kind, pages, problems, artefacts, seconds by step."""
    report = Report.read(report_path)
    total = sum(report.records.values())
    click.echo(f"\nГотово: {site}")
    click.echo(f"\nЗаписи: {total}" + (f", и ещё учебных примеров: {report.fictional}" if report.fictional else ""))
    for slug, count in report.records.items():
        if count:
            click.echo(f"  {KINDS[slug].title:<24} {count:>5}")
    click.echo(f"Страницы: {report.pages}, из них записей отрисовано заново: {report.rendered}")
    click.echo(f"Файлы: записано {report.written}, без изменений {report.kept}, убрано {report.removed}")
    click.echo(f"Файлы для скачивания: {report.artefacts}")
    click.echo(f"Замечания: {counted(report.errors, report.warnings) or 'нет'}")
    click.echo("Время по шагам, с:")
    for title, seconds in report.seconds.items():
        click.echo(f"  {title:<24} {number(round(seconds, 2)):>8}")
    click.echo(f"  {'всего':<24} {number(round(sum(report.seconds.values()), 2)):>8}")
