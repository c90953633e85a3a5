"""What a build tells while it works and at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from technopark.progress import Report
from technopark.summary import print_summary


def test_summary_tells_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records by kind, pages, files, problems and seconds by step, in Russian and in Russian numbers."""
    seconds = {"чтение записей": 0.314, "поиск": 1.75}
    report = Report({"cases": 7, "adoptions": 0, "glossary": 1225}, 1, 1527, 40, 12, 3, 2, 1, 2, 415, seconds)
    report.save(tmp_path / "report.json")
    print_summary(tmp_path / "report.json", tmp_path / "site")
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line]
    assert lines == [
        f"Готово: {tmp_path / 'site'}",
        "Записи: 1232, и ещё учебных примеров: 1",
        "Практики 7",
        "Глоссарий 1225",
        "Страницы: 1527, из них записей отрисовано заново: 40",
        "Файлы: записано 12, без изменений 3, убрано 2",
        "Файлы для скачивания: 415",
        "Замечания: 1 ошибка, 2 предупреждения",
        "Время по шагам, с:",
        "чтение записей 0,31",
        "поиск 1,75",
        "всего 2,06",
    ]


@pytest.mark.parametrize("waits", ["1", "0"])
def test_steps_are_told_to_who_waits(waits: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The title comes before the step, so that a long one is no silence; a pipe is told nothing."""
    monkeypatch.setenv("TECHNOPARK_PROGRESS", waits)
    report = Report()
    with report.step("чтение записей"):
        assert capsys.readouterr().err == ("  Чтение записей…\n" if waits == "1" else "")
    assert list(report.seconds) == ["чтение записей"]
