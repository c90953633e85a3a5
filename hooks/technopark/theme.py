"""The theme's templates as the site builder sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, FileSystemLoader


class _OwnFiles(FileSystemLoader):
    """Finds templates in every folder of the theme, lists those of the first one, which is ours.

    The builder asks for the list to copy a theme's scripts and styles. Of Material we use none, and its folder
    holds fourteen thousand icons: to walk through them took longer than all else before the first page.
    """

    def list_templates(self) -> list[str]:
        """Names of the files in our own folder."""
        return FileSystemLoader(self.searchpath[:1]).list_templates()


def lighten(theme: Any) -> None:
    """Let the environment of a builder's theme list no files of the theme it is built on; no event is given it before it is asked."""
    make: Callable[[], Environment] = theme.get_env

    def get_env() -> Environment:
        environment = make()
        if isinstance(environment.loader, FileSystemLoader):
            environment.loader = _OwnFiles(environment.loader.searchpath)
        return environment

    theme.get_env = get_env
