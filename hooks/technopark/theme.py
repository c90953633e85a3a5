"""The theme's templates as the site builder sees them."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader


class _OwnFiles(FileSystemLoader):
    """Finds templates in every folder of the theme, lists those of the first one, which is ours.

    The builder asks for the list to copy a theme's scripts and styles. Of Material we use none, and its folder
    holds fourteen thousand icons: to walk through them took longer than all else before the first page.
    """

    def list_templates(self) -> list[str]:
        """Names of the files in our own folder."""
        return FileSystemLoader(self.searchpath[:1]).list_templates()


def light(environment: Environment) -> Environment:
    """The environment of a theme that takes no files from the theme it is built on."""
    if isinstance(environment.loader, FileSystemLoader):
        environment.loader = _OwnFiles(environment.loader.searchpath)
    return environment
