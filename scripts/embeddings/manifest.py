"""MANIFEST.json of models/assets: what each shipped asset is, whence, under which licence, by which command."""

import hashlib
import json
import os


def register(path, entry):
    """Puts `entry` about the file `path`, with its size and checksum, into MANIFEST.json beside it; others stay."""
    with open(path, "rb") as f:
        content = f.read()
    entry = {
        "file": os.path.basename(path),
        "version": 1,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        **entry,
    }
    manifest_path = os.path.join(os.path.dirname(path), "MANIFEST.json")
    assets = []
    if os.path.exists(manifest_path):
        with open(manifest_path, encoding="utf-8") as f:
            assets = [a for a in json.load(f)["assets"] if a["file"] != entry["file"]]
    assets = sorted([*assets, entry], key=lambda a: a["file"])
    with open(manifest_path, "w", encoding="utf-8") as f:
        json.dump({"assets": assets}, f, indent=1, ensure_ascii=False)
        f.write("\n")
