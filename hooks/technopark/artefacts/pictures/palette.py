"""Colours of drawings: the light theme of ``docs/assets/css/tokens.css``.

On pages the stylesheet puts the theme's own values in their place by class (``f-accent``,
``s-accent`` in ``drawings.css``); on paper and slides these values stand.
"""

from __future__ import annotations

from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
    "ink": "#1b2429",
    "ink-2": "#435058",
    "bg": "#ffffff",
    "surface-2": "#e6eff0",
    "rule": "#c5d0d3",
    "control": "#6b7a82",
    "accent": "#00525c",
    "on-accent": "#ffffff",
    "warn": "#7a3300",
    "warn-bg": "#fdf1e4",
    "core": "#1d3f8f",
    "incubator": "#2b5d12",
    "transfer": "#7a1f63",
    "core-bg": "#edf1fb",
    "incubator-bg": "#eef5e9",
    "transfer-bg": "#f9edf5",
}
"""Hex value by name; the name is that of the stylesheet's variable."""

FACES = "PT Sans, Segoe UI, Helvetica Neue, Arial, sans-serif"
"""Typefaces of drawings, the first found is used; Typst is given PT Sans."""
