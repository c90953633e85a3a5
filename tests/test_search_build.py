"""The index and the data of the query layer: what gets in, that nothing is done twice, the same bytes."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from technopark.knowledge import KnowledgeBase
from technopark.search import SearchPage, SearchReport, build_search
from technopark.search.aliases import FAMILY, aliases
from technopark.search.build import read_documents
from technopark.search.index import lean_page
from technopark.search.postings import Stems, count
from technopark.search.query_layer import Layer
from technopark.search.records import day_words, describe

TITLES = {"nastavnik": "наставник", "rebenok": "ребёнок", "cpd": "центр помощи детям"}


def page(address: str, title: str, text: str = "Текст о детях.", year: str = "2017") -> SearchPage:
    """A small page as published."""
    return SearchPage(
        address,
        f'<nav>меню</nav><article data-pagefind-body><div hidden><i data-pagefind-filter="kind:Раздел {title}"></i>'
        f'<i data-pagefind-filter="year:{year}"></i></div><h1>{title}</h1>'
        f'<section id="essence"><h2>Что это</h2><p>{text}</p></section></article>',
    )


PAGES = [*(page(f"glossary/{id}/", title) for id, title in TITLES.items()), page("about/", "О проекте", "Дневник встреч.", "2018")]


@pytest.fixture(scope="module")
def built(kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> tuple[SearchReport, Path]:
    """A search over a few pages."""
    folder = tmp_path_factory.mktemp("search")
    return build_search(PAGES, kb, folder / "out", folder / "cache"), folder / "out"


def value_of(path: Path) -> Any:
    """The value of a shard."""
    found = re.fullmatch(r'technoparkSearch\.put\("[a-z]+\d*",(.*)\);\n', path.read_text(encoding="utf-8"), re.S)
    assert found is not None
    return json.loads(found.group(1))


def tree(folder: Path) -> Mapping[str, bytes]:
    """All files of a folder with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_same_pages_same_bytes(kb: KnowledgeBase, built: tuple[SearchReport, Path], tmp_path: Path) -> None:
    """Pages in another order, another folder and an empty cache give the same files, Pagefind's included."""
    build_search(PAGES[::-1], kb, tmp_path / "out", tmp_path / "cache")
    assert tree(tmp_path / "out") == tree(built[1])


def test_nothing_is_done_when_nothing_changed(kb: KnowledgeBase, tmp_path: Path) -> None:
    """The same content is reused, though what is outside the searched part differs; a changed word is not."""
    first = build_search(PAGES, kb, tmp_path / "out", tmp_path / "cache")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    outside = [SearchPage(one.address, one.html.replace("меню", "другое меню")) for one in PAGES]
    again = build_search(outside, kb, tmp_path / "out", tmp_path / "cache")
    assert (again.reused, again.pages, again.words) == (True, first.pages, first.words)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before
    changed = [page("about/", "О проекте", "Журнал встреч."), *PAGES[:-1]]
    assert not build_search(changed, kb, tmp_path / "out", tmp_path / "cache").reused


def test_lost_output_is_built_again(kb: KnowledgeBase, tmp_path: Path) -> None:
    """A cache that remembers is not enough when the files are gone."""
    build_search(PAGES, kb, tmp_path / "out", tmp_path / "cache")
    (tmp_path / "out" / "search" / "data" / "manifest.js").unlink()
    assert not build_search(PAGES, kb, tmp_path / "out", tmp_path / "cache").reused
    assert (tmp_path / "out" / "search" / "data" / "manifest.js").is_file()


def test_pagefind_holds_every_page(built: tuple[SearchReport, Path]) -> None:
    """Each page is a Pagefind fragment with facets, title and its section's id as an anchor; the manifest knows the fragment."""
    bundle = built[1] / "pagefind"
    entry = json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert [entry["languages"]["ru"]["page_count"], list(entry["languages"])] == [len(PAGES), ["ru"]]
    manifest = value_of(built[1] / "search" / "data" / "manifest.js")
    addresses = [row[1] for row in value_of(built[1] / "search" / "data" / "d0.js")]
    for number, address in enumerate(addresses):
        id = manifest["fragments"][number * 7 : number * 7 + 7]
        data = gzip.decompress((bundle / "fragment" / f"ru_{id}.pf_fragment").read_bytes())
        fragment = json.loads(data.removeprefix(b"pagefind_dcd"))
        assert fragment["url"] == "/" + address
        assert fragment["filters"]["year"]
        assert [anchor["id"] for anchor in fragment["anchors"]] == ["essence"]


def test_ready_made_interfaces_stay_out(built: tuple[SearchReport, Path]) -> None:
    """Only what the browser needs of Pagefind is published."""
    assert {path.name for path in (built[1] / "pagefind").glob("*.js")} == {"pagefind.js", "pagefind-worker.js"}


def test_teaching_examples_and_the_search_itself_are_not_found(kb: KnowledgeBase) -> None:
    """A fictional record is left out even if its page carries the mark; so are the search page and lists."""
    fictional = next(entry for entry in kb.entries.values() if entry.record.fictional)
    pages = [
        page(fictional.address, fictional.title),
        SearchPage("search/", '<article data-pagefind-body><h1>Поиск</h1><div id="search-app"></div></article>'),
        SearchPage("cases/", "<h1>Практики</h1>"),
        PAGES[0],
    ]
    assert [document.address for document in read_documents(pages, kb)] == ["glossary/nastavnik/"]


def test_facets_list_their_pages(built: tuple[SearchReport, Path]) -> None:
    """Facet values hold the numbers of the pages that have them."""
    facets = value_of(built[1] / "search" / "data" / "facets.js")
    assert facets["year"] == {"2017": "1,1,1", "2018": "0"}


def test_lean_page_moves_ids_to_headings(kb: KnowledgeBase) -> None:
    """Pagefind makes sub-results of headings with ids; ours stand on sections."""
    html = lean_page(read_documents(PAGES, kb)[1])
    assert '<h2 id="essence">' in html
    assert "меню" not in html


def test_aliases_work_both_ways(kb: KnowledgeBase) -> None:
    """«ЦПД» leads to «центр помощи детям» and back; a phrase the site lacks leads nowhere."""
    stems = Stems()
    known = {"цпд", "центр", "помощ", "дет"}
    found = {key: [row for row in rows if row[2] != FAMILY] for key, rows in aliases(kb, stems, known).items()}
    assert ("", "центр помощи детям") in {alias[:2] for alias in found["цпд"]}
    assert ("помощ дет", "ЦПД") in {alias[:2] for alias in found["центр"]}
    assert all({stems[word] for word in re.findall(r"[а-я]+", shown.lower())} <= known for rows in found.values() for _, shown, *_ in rows)


def test_particles_a_phrase_lives_by_are_kept(kb: KnowledgeBase) -> None:
    """«Не хочет» leads to the child's opinion only with its «не»; a phrase of two full words needs no particles."""
    stems = Stems()
    found = aliases(kb, stems, {"мнен", "ребенк", "собеседован", "кандидат"})
    assert {needs for rest, shown, _, needs in found[stems["хочет"]] if not rest and shown == "мнение ребёнка"} == {"не"}
    assert ("кандидат", "собеседование с кандидатом", 7, "") in found[stems["разговор"]]


def test_record_is_known_by_all_its_names(kb: KnowledgeBase) -> None:
    """Titles, short names, abbreviations, numbers, what stands in quotes and the id are names."""
    law = kb.get("acts", "159-fz")
    term = kb.get("glossary", "cpd")
    case = kb.get("cases", "vzglyad-v-budushchee")
    assert law is not None
    assert term is not None
    assert case is not None
    assert {"159-ФЗ", "закон 159-ФЗ", "федеральный закон 159-ФЗ", "159 fz"} <= set(describe(law, kb).names)
    assert "ЦПД" in describe(term, kb).names
    assert "Взгляд в будущее" in describe(case, kb).names
    assert "Ангарск" in describe(case, kb).headings


def test_word_of_a_family_leads_on(kb: KnowledgeBase) -> None:
    """«Поругались» is another word for «ссора», which the site may lack, but what is said instead of a quarrel it has."""
    stems = Stems()
    found = aliases(kb, stems, {stems["замена"], stems["наставника"]})
    assert ("", "ссора", FAMILY, "") in found[stems["поругаться"]]
    assert "замена наставника" in {row[1] for row in found[stems["ссора"]]}


def test_plain_words_are_those_the_site_lacks(built: tuple[SearchReport, Path]) -> None:
    """The browser gets stems of plain words that are neither on a page nor lead to another word."""
    plain = value_of(built[1] / "search" / "data" / "manifest.js")["plain"].split()
    assert "уделя" in plain
    assert not {"дет", "текст", "экскурс"} & set(plain)


def test_article_of_an_act_is_a_name(kb: KnowledgeBase) -> None:
    """An act is found by the number of the article people are sent to."""
    law = kb.get("acts", "120-fz")
    assert law is not None
    assert {"статья 8.2", "статья 9"} <= set(describe(law, kb).names)


def test_list_is_known_by_what_visitors_call_it(kb: KnowledgeBase) -> None:
    """The list of a kind has its title, «список …» and the everyday names of the section."""
    (found,) = read_documents([page("documents/", "Документы")], kb)
    assert {"Документы", "список документов", "шаблоны документов"} <= set(found.described.names)
    assert found.described.about


def test_days_as_people_type_them() -> None:
    """A date is found in words and in figures."""
    assert day_words(date(2017, 10, 5)) == "5 октября 2017 05.10.2017"


def test_counts_are_per_page(kb: KnowledgeBase) -> None:
    """A stem's list names each page once, in order, with a weight from 1 to 9; stop words have none."""
    documents = read_documents([page("a/", "А", "дети дети и дети"), page("b/", "Б", "и")], kb)
    postings, _ = count([(document.page, document.described) for document in documents])
    assert [number for number, _ in postings.body["дет"]] == [0]
    assert all(1 <= weight <= 9 for rows in postings.body.values() for _, weight in rows)
    assert "и" not in postings.body


def test_every_stem_is_in_the_shard_its_place_says(kb: KnowledgeBase, tmp_path: Path) -> None:
    """The first keys of shards are sorted and each shard's keys lie between its first key and the next."""
    layer = Layer.build(read_documents(PAGES, kb), kb, tmp_path)
    files = layer.files({document.address: "0000000" for document in layer.documents})
    (tmp_path / "m.js").write_bytes(files["manifest.js"])
    for letter in "lbr":
        first = value_of(tmp_path / "m.js")["first"][letter]
        assert first == sorted(first)
        for number, start in enumerate(first):
            (tmp_path / "s.js").write_bytes(files[f"{letter}{number}.js"])
            value = value_of(tmp_path / "s.js")
            keys = decoded(value if letter == "r" else value["k"])
            assert keys[0] == start
            assert number + 1 == len(first) or keys[-1] < first[number + 1]


def decoded(text: str) -> list[str]:
    """Front-coded words as they were."""
    last, out = "", []
    for line in text.split("\n"):
        last = last[: int(line[0], 36)] + line[1:]
        out.append(last)
    return out
