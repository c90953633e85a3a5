"""What a photograph's record must say before anyone sees it. Words only: no picture is opened here.

The base shows no children at all. Faces cannot be found by this engine, so it trusts what is
declared and what the words say, and a person looks at every picture before it is published.
"""

from __future__ import annotations

import re

from technopark.kinds.cases import PEOPLE, Photograph
from technopark.layout import RESERVED

FILE_NAME = re.compile(rf"(?!(?:{'|'.join(sorted(RESERVED))})\.)[a-z0-9]+(?:-[a-z0-9]+)*\.(?:jpg|jpeg|png|webp)")
"""Names that mean the same in every file system; those of devices are no files under Windows."""

_CHILD = re.compile(
    r"\b(?:реб[её]н(?:ок|к)[а-яё]*|реб[яё]т[а-яё]*|(?<!помощи )(?<!помощи\u00a0)дет(?:и|ей|ям|ях|ьми|к[аиуое][а-яё]*|иш[а-яё]+)"
    r"|воспитанни[кц][а-яё]*|подрост(?:ок|к)[а-яё]*|подопечн[а-яё]*|несовершеннолетн[а-яё]*|малыш[а-яё]*|малолетн[а-яё]*|младен[а-яё]*"
    r"|мальчи[кш][а-яё]*|девочк[а-яё]*|девчон[а-яё]*|пацан[а-яё]*|школьни[кц][а-яё]*|дошкольни[кц][а-яё]*|сирот(?:а|ы|е|у|ой|ам|ами|ах)?|детвор[а-яё]*"
    r"|child(?:ren)?|kids?|boys?|girls?|teen(?:ager)?s?)\b",
    re.IGNORECASE,
)
"""Words that speak of a child; the name «центр помощи детям» does not."""


def child_word(text: str) -> str:
    """The first word that speaks of a child, or nothing."""
    found = _CHILD.search(text)
    return found[0] if found else ""


def may_be_shown(photo: Photograph) -> bool:
    """Whether everything is declared and nothing forbids it; the rules TP811–TP816 say the same in words."""
    declared = photo.licence and photo.alt and photo.people in PEOPLE and FILE_NAME.fullmatch(photo.file)
    return bool(declared) and not child_word(f"{photo.alt}\n{photo.caption or ''}")
