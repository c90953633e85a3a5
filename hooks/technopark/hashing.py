"""Short content hashes: the keys of every cache."""

from __future__ import annotations

import hashlib


def digest(*parts: str | bytes) -> str:
    """A short hash of the parts; the boundary between parts counts."""
    out = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8") if isinstance(part, str) else part
        out.update(len(data).to_bytes(8, "big"))
        out.update(data)
    return out.hexdigest()
