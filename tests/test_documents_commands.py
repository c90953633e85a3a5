"""``technopark documents``: fill, pack, read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from documents_kit import all_sheets, sample_values, stripped
from technopark.artefacts.documents.commands import (
    documents,
    fill_command,
    find_sheet,
    pack_command,
    read_command,
    read_values,
    yaml_text,
)
from technopark.problems import TechnoparkError


def run(root: Path, *arguments: str) -> Result:
    """The command as a person types it, from the base's folder."""
    return CliRunner().invoke(documents, list(arguments), obj=root)


def write(path: Path, text: str) -> Path:
    """A file of values."""
    path.write_text(text, encoding="utf-8")
    return path


GOOD = "org_full: ОГКУСО «Центр» (пример)\norder_date: 2026-12-01\norder_number: 010\ndirector_name: Иванов И. И. (пример)\n"


def test_round_trip(root: Path, tmp_path: Path) -> None:
    """Values in YAML → document → YAML give the same values; «010» stays «010»."""
    sheet = find_sheet(root, "prikaz-o-vnedrenii")
    data = write(tmp_path / "values.yml", yaml_text(sample_values(sheet)) + "\n")
    out = tmp_path / "заполнено.docx"
    assert run(root, "fill", "prikaz-o-vnedrenii", "--data", str(data), "-o", str(out)).exit_code == 0
    done = run(root, "read", str(out))
    assert done.exit_code == 0
    assert done.output == yaml_text(sample_values(sheet))
    assert read_values(write(tmp_path / "again.yml", done.output)) == sample_values(sheet)
    read_command(root, out, tmp_path / "out.yml")
    assert (tmp_path / "out.yml").read_text(encoding="utf-8") == done.output


@pytest.mark.parametrize("id", sorted(all_sheets().keys() - {"dogovor-primer", "reestr-primer"}))
def test_a_stripped_document_is_recognised(id: str, root: Path, tmp_path: Path) -> None:
    """With controls and data gone the form is recognised by its words, or the person is asked to name it."""
    sheet = find_sheet(root, id)
    data = write(tmp_path / "values.yml", yaml_text(sample_values(sheet)))
    out = fill_command(root, id, data, tmp_path / "a.docx")
    out.write_bytes(stripped(out.read_bytes()))
    try:
        text = read_command(root, out, None)
    except TechnoparkError as error:
        assert "--form" in str(error)  # noqa: PT017 - either outcome is right for a form of few words
        text = read_command(root, out, None, form=id)
    assert text == yaml_text(sample_values(sheet))


def test_a_draft_may_be_incomplete(root: Path, tmp_path: Path) -> None:
    """Without required fields only a draft is written."""
    data = write(tmp_path / "values.yml", "order_number: 010\n")
    with pytest.raises(TechnoparkError, match="обязательное поле"):
        fill_command(root, "prikaz-o-vnedrenii", data, tmp_path / "a.docx")
    assert not (tmp_path / "a.docx").exists()
    fill_command(root, "prikaz-o-vnedrenii", data, tmp_path / "a.docx", draft=True)
    assert read_command(root, tmp_path / "a.docx", None) == "order_number: '010'\n"


@pytest.mark.parametrize(
    ("id", "text", "name", "message"),
    [
        ("prikaz-o-vnedrenie", GOOD, "a.docx", "Может быть, «prikaz-o-vnedrenii»"),
        ("../../etc/passwd", GOOD, "a.docx", "нет"),
        ("prikaz-o-vnedrenii", "org_full: [", "a.docx", "строка 1"),
        ("prikaz-o-vnedrenii", "org_full:\n  a: b\n", "a.docx", "не текст и не список"),
        ("prikaz-o-vnedrenii", GOOD + "org_inn: 12\n", "a.docx", "такого поля в документе нет"),
        ("prikaz-o-vnedrenii", GOOD + "order_date: завтра\n", "a.docx", "дважды|повтор|уже|нет такой даты"),
        ("prikaz-o-vnedrenii", "order_date: завтра\n", "a.docx", "нет такой даты"),
        ("prikaz-o-vnedrenii", GOOD, "a.doc", r"кончаться на \.docx"),
        ("prikaz-o-vnedrenii", GOOD, "нет/a.docx", "нет. Создайте"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(id: str, text: str, name: str, message: str, root: Path, tmp_path: Path) -> None:
    """A wrong name, YAML, value or place gives a sentence with a remedy; no file appears, whole or half."""
    data = write(tmp_path / "values.yml", text)
    if name in ("a.doc", "нет/a.docx"):
        sheet = find_sheet(root, id)
        data = write(tmp_path / "values.yml", yaml_text(sample_values(sheet)))
    with pytest.raises(TechnoparkError, match=message):
        fill_command(root, id, data, tmp_path / name)
    assert {path.name for path in tmp_path.iterdir()} == {"values.yml"}


def test_an_existing_file_survives_a_failed_command(root: Path, tmp_path: Path) -> None:
    """What was in the target stays when the values are wrong."""
    out = write(tmp_path / "a.docx", "прежнее")
    with pytest.raises(TechnoparkError):
        fill_command(root, "prikaz-o-vnedrenii", write(tmp_path / "values.yml", "x: 1\n"), out)
    assert out.read_text(encoding="utf-8") == "прежнее"


def test_pack(root: Path, tmp_path: Path) -> None:
    """A pack is written under its name; an unknown one names those there are."""
    out = pack_command(root, "p3", tmp_path / "p3.zip")
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
    with pytest.raises(TechnoparkError, match="model-1"):
        pack_command(root, "model-9", tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_other_files_are_refused(root: Path, tmp_path: Path) -> None:
    """A file that is no Word document, or a document of no form, is told so."""
    with pytest.raises(TechnoparkError, match="документ Word"):
        read_command(root, write(tmp_path / "a.docx", "текст"), None)
    import docx

    docx.Document().save(str(tmp_path / "b.docx"))
    with pytest.raises(TechnoparkError, match="--form"):
        read_command(root, tmp_path / "b.docx", None)
