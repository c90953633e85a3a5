"""The little of CBOR (RFC 8949) that Pagefind's metadata uses: numbers, texts, lists."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4


def decode(data: bytes) -> Value:
    """The one value in ``data``; anything else in it is a ``ValueError``."""
    value, end = _read(data, 0)
    if end != len(data):
        raise ValueError("trailing bytes")
    return value


def _read(data: bytes, at: int) -> tuple[Value, int]:
    kind, short = data[at] >> 5, data[at] & 31
    at += 1
    if short < 24:
        size = short
    elif short < 28:
        width = 1 << (short - 24)
        size = int.from_bytes(data[at : at + width], "big")
        at += width
    else:
        raise ValueError("indefinite length")
    if kind == _UNSIGNED:
        return size, at
    if kind == _TEXT:
        return data[at : at + size].decode("utf-8"), at + size
    if kind != _ARRAY:
        raise ValueError(f"type {kind}")
    items: list[Value] = []
    for _ in range(size):
        item, at = _read(data, at)
        items.append(item)
    return items, at


def encode(value: Value) -> bytes:
    """The shortest encoding of a value."""
    if isinstance(value, int):
        return _head(_UNSIGNED, value)
    if isinstance(value, str):
        raw = value.encode("utf-8")
        return _head(_TEXT, len(raw)) + raw
    return _head(_ARRAY, len(value)) + b"".join(encode(item) for item in value)


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    width = next(w for w in (1, 2, 4, 8) if size < 1 << (8 * w))
    return bytes([kind << 5 | 23 + width.bit_length()]) + size.to_bytes(width, "big")
