"""Where a site may be put: a slip of the hand must not overwrite somebody's files."""

from __future__ import annotations

from pathlib import Path

from technopark.problems import ConfigurationError

OF_A_SITE = ("index.html", "404.html")
"""Files at the root of every published site; one that was cut off has at least one of them."""


def site_folder(root: Path, target: Path) -> Path:
    """The folder to publish into: a new or empty one, or one that holds a site.

    Args:
        root: repository root.
        target: what a person named, absolute or relative to the current folder.

    Returns:
        Its absolute path.

    Raises:
        ConfigurationError: something else stands there.
    """
    try:
        folder = target.resolve()
        trouble = _trouble(root, folder)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links
        raise ConfigurationError(f"Папка «{target}» недоступна: {error}") from error
    if trouble:
        raise ConfigurationError(f"Сайт нельзя собрать в «{target}»: {trouble}")
    return folder


def _trouble(root: Path, folder: Path) -> str:
    """Why a site may not be put there; nothing if it may."""
    if root == folder or folder in root.parents:
        return "в этой папке лежит сама база. Укажите другую."
    above = next(place for place in (folder, *folder.parents) if place.exists())
    if not above.is_dir():
        return "это файл, а нужна папка." if above == folder else f"«{above}» — файл, в нём не сделать папку."
    if above != folder:
        return ""
    is_site = any((folder / name).is_file() for name in OF_A_SITE)
    return "" if is_site or not any(folder.iterdir()) else "там лежит что-то другое. Укажите новую или пустую папку."
