"""The summary a build ends with."""

from __future__ import annotations

from pathlib import Path

import click

from technopark.kinds import KINDS
from technopark.progress import Report
from technopark.russian.text import number, plural


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
    click.echo(f"Замечания: {problems_line(report)}")
    click.echo("Время по шагам, с:")
    for title, seconds in report.seconds.items():
        click.echo(f"  {title:<24} {number(round(seconds, 2)):>8}")
    click.echo(f"  {'всего':<24} {number(round(sum(report.seconds.values()), 2)):>8}")


def problems_line(report: Report) -> str:
    """«нет» or «2 ошибки, 5 предупреждений»."""
    parts = []
    if report.errors:
        parts.append(plural(report.errors, ("ошибка", "ошибки", "ошибок")))
    if report.warnings:
        parts.append(plural(report.warnings, ("предупреждение", "предупреждения", "предупреждений")))
    return ", ".join(parts) or "нет"
