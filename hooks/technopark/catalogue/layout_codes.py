"""TP3xx: the file's name or place is wrong."""

from __future__ import annotations

from technopark.catalogue import Code, index

LAYOUT_CODES = index(
    (
        Code("TP301", "Имя файла записано не так", "error",
             "Имя файла становится адресом страницы: только строчная латиница, цифры и дефисы читаются одинаково везде.",
             "Переименуйте файл: строчные латинские буквы, цифры и дефисы.",
             "glossary/Наставник_1.yml\n", "glossary/nastavnik-1.yml\n"),
        Code("TP302", "Слишком длинное имя файла", "error",
             "Длинный адрес не помещается в письмо и обрезается в Windows.",
             "Сократите имя файла до 60 знаков.",
             "glossary/ochen-dlinnoe-imya-….yml\n", "glossary/nastavnik.yml\n"),
        Code("TP303", "Другое расширение файла", "error",
             "Читаются только файлы с расширением .yml: этот остался бы незамеченным.",
             "Переименуйте файл: расширение должно быть .yml.",
             "glossary/nastavnik.yaml\n", "glossary/nastavnik.yml\n"),
        Code("TP304", "Запись лежит не в той папке", "error",
             "Папка говорит, что это за запись. Из неизвестной или вложенной папки записи не читаются.",
             "Перенесите файл в папку своего вида записей.",
             "practices/keysy/edinstvo.yml\n", "practices/cases/edinstvo.yml\n"),
        Code("TP305", "Поле id не совпадает с именем файла", "error",
             "Имя записи — это имя файла; второе, другое имя сделало бы ссылки неоднозначными.",
             "Удалите поле id: имя записи берётся из имени файла.",
             "# glossary/nastavnik.yml\nid: mentor\n", "# glossary/nastavnik.yml\n"),
        Code("TP306", "Имена файлов отличаются только регистром букв", "error",
             "В Windows и macOS это один и тот же файл: одна из записей пропадёт.",
             "Переименуйте один из файлов.",
             "glossary/nastavnik.yml\nglossary/Nastavnik.yml\n", "glossary/nastavnik.yml\nglossary/kurator.yml\n"),
        Code("TP307", "Имя файла занято системой", "error",
             "Файл с таким именем нельзя создать в Windows: хранилище не скачается на такой компьютер.",
             "Переименуйте файл.",
             "glossary/con.yml\n", "glossary/kontrakt.yml\n"),
        Code("TP308", "Имя записи занято страницей сайта", "error",
             "По этому адресу уже стоит страница, которую сайт делает сам: запись её закроет.",
             "Переименуйте файл.",
             "practices/cases/compare.yml\n", "practices/cases/sravnenie.yml\n"),
    )
)
