"""Any sentence encoder exported for ONNX Runtime as koe's sentence encoder.

  encode.py MODEL_FOLDER PREFIX POOLING              one text a line in, little-endian 32-bit floats a text out
                                                     (models/encoder/encoder_process.h)
  encode.py --describe MODEL_FOLDER PREFIX POOLING   encoder.json: what this encoder is, with the checksum of its model

MODEL_FOLDER holds model.onnx (or onnx/model.onnx) and tokenizer.json, as the usual exporters write them. PREFIX is put
before every text. POOLING is mean (over the tokens of the text) or cls (the first token). A model that gives one vector a
text by itself is taken at its word.
"""

import hashlib
import json
import os
import sys
from importlib.metadata import version

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

MOST_TOKENS = 512


class Encoder:
    """The model with its tokenizer."""

    def __init__(self, folder, prefix, pooling):
        if pooling not in ("mean", "cls"):
            sys.exit(f"pooling is mean or cls, not {pooling}")
        self.path = next(
            (p for p in (os.path.join(folder, n) for n in ("model.onnx", "onnx/model.onnx")) if os.path.exists(p)), None
        )
        if self.path is None:
            sys.exit(f"no model.onnx in {folder}")
        self._prefix, self._pooling = prefix, pooling
        self._tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.no_padding()
        self._session = onnxruntime.InferenceSession(self.path, providers=["CPUExecutionProvider"])
        self._inputs = {i.name for i in self._session.get_inputs()}

    def encode(self, text):
        """The vector of one text. Text by text: padding beside others would change the last digits."""
        tokens = self._tokenizer.encode(self._prefix + text)
        given = {
            "input_ids": np.array([tokens.ids], dtype=np.int64),
            "attention_mask": np.array([tokens.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([tokens.type_ids], dtype=np.int64),
        }
        out = self._session.run(None, {name: value for name, value in given.items() if name in self._inputs})[0][0]
        if out.ndim == 1:
            return out
        if self._pooling == "cls":
            return out[0]
        return out.mean(axis=0)


def main():
    given = sys.argv[1:]
    describe = given[:1] == ["--describe"]
    folder, prefix, pooling = given[1:] if describe else given
    encoder = Encoder(folder, prefix, pooling)
    if not describe:
        for line in sys.stdin.buffer:
            text = line.decode("utf-8", errors="replace").rstrip("\n")
            sys.stdout.buffer.write(np.asarray(encoder.encode(text), dtype="<f4").tobytes())
            sys.stdout.buffer.flush()
        return
    with open(encoder.path, "rb") as file:
        checksum = hashlib.sha256(file.read()).hexdigest()
    facts = {
        "name": os.path.basename(os.path.normpath(folder)),
        "version": "onnxruntime " + version("onnxruntime"),
        "dimensions": int(np.asarray(encoder.encode("a")).shape[-1]),
        "program": ["venv/bin/python", "encode.py", os.path.abspath(folder), prefix, pooling],
        "sha256": checksum,
    }
    print(json.dumps(facts, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
