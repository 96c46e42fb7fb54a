"""The table's file format, KOETAB01: little-endian, sections at multiples of 64 bytes.

    0 magic "KOETAB01"   8 u32 header bytes (96)   12 u32 dims d   16 u32 rows n   20 u32 flags (0)
    24 u64 key index offset: u32[n+1], byte offsets into the key blob
    32 u64 key blob offset   40 u64 key blob bytes
    48 u64 scale offset: f32[n]   56 u64 weight offset: f32[n]
    64 u64 vector offset: i8[n*d], row by row; a value is scale[row] * q
    72 u64 mean offset: f32[2*d], Japanese then English
    80 u64 file bytes   88 u64 reserved (0)

Keys ascend bytewise and are unique: a language byte, 'j' or 'e', and the lemma in UTF-8; "a_b" is a two-lemma entry.
"""

import struct

import numpy as np

MAGIC = b"KOETAB01"
_HEADER = struct.Struct("<8s4I9Q")
_ALIGN = 64


def quantise(vectors):
    """(scale, q): each row as int8 with its own scale."""
    peak = np.abs(vectors).max(axis=1)
    scale = np.where(peak > 0, peak / 127.0, 1.0).astype(np.float32)
    q = np.clip(np.rint(vectors / scale[:, None]), -127, 127).astype(np.int8)
    return scale, q


def write_table(path, keys, weights, vectors, means):
    """Writes the table; keys in any order."""
    encoded = [k.encode() for k in keys]
    order = sorted(range(len(keys)), key=encoded.__getitem__)
    ordered = [encoded[i] for i in order]
    if len(set(ordered)) != len(ordered):
        raise ValueError("a key stands in the table twice")
    scale, q = quantise(np.asarray(vectors, dtype=np.float32)[order])
    n, d = q.shape
    ends = np.cumsum([0] + [len(k) for k in ordered]).astype("<u4")
    sections = [
        ends.tobytes(),
        b"".join(ordered),
        scale.astype("<f4").tobytes(),
        np.asarray(weights, dtype="<f4")[order].tobytes(),
        q.tobytes(),
        np.asarray(means, dtype="<f4").tobytes(),
    ]
    at, offsets = _HEADER.size, []
    for section in sections:
        at = -(-at // _ALIGN) * _ALIGN
        offsets.append(at)
        at += len(section)
    index_at, blob_at, scale_at, weight_at, vector_at, mean_at = offsets
    header = _HEADER.pack(
        MAGIC, _HEADER.size, d, n, 0, index_at, blob_at, len(sections[1]), scale_at, weight_at, vector_at, mean_at, at, 0
    )  # fmt: skip
    with open(path, "wb") as f:
        f.write(header)
        for offset, section in zip(offsets, sections):
            f.write(b"\0" * (offset - f.tell()))
            f.write(section)
    return at


class Table:
    """A table as read back from its file."""

    def __init__(self, path):
        with open(path, "rb") as f:
            raw = f.read()
        magic, size, d, n, _, index_at, blob_at, blob_bytes, scale_at, weight_at, vector_at, mean_at, total, _ = (
            _HEADER.unpack_from(raw)
        )
        if magic != MAGIC or size != _HEADER.size or total != len(raw):
            raise ValueError(f"{path} is not a whole table")
        ends = np.frombuffer(raw, "<u4", n + 1, index_at)
        blob = raw[blob_at : blob_at + blob_bytes]
        self.keys = [blob[a:b].decode() for a, b in zip(ends[:-1], ends[1:])]
        self.index = {k: i for i, k in enumerate(self.keys)}
        self.weights = np.frombuffer(raw, "<f4", n, weight_at)
        scale = np.frombuffer(raw, "<f4", n, scale_at)
        self.vectors = np.frombuffer(raw, np.int8, n * d, vector_at).reshape(n, d) * scale[:, None]
        self.means = np.frombuffer(raw, "<f4", 2 * d, mean_at).reshape(2, d)
