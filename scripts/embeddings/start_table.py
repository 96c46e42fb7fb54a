"""The start table: every lemma embedded alone, the languages' means removed, Japanese turned onto English.

Steps 2 to 4 of the recipe. A lemma's vector is the encoder's for the lemma alone; subtracting each language's mean
removes most of what betrays the language; an orthogonal rotation (Procrustes) over dictionary pairs and a blend of each
Japanese vector with its glosses' removes most of the rest.
"""

import numpy as np


def gloss_pairs(glosses, index):
    """[(row of a Japanese lemma, [rows of its one-word English glosses]), ...]."""
    out = []
    for head, texts in glosses.items():
        row = index.get("j" + head.lower())
        if row is None:
            continue
        english = sorted({index[k] for k in ("e" + t for t in texts) if k in index})
        if english:
            out.append((row, english))
    return out


def blended_with_glosses(vectors, pairs):
    """`vectors` with each Japanese row half its own, half the mean of its glosses'. In: pairs of gloss_pairs."""
    blended = vectors.copy()
    for row, english in pairs:
        blended[row] = 0.5 * vectors[row] + 0.5 * vectors[english].mean(axis=0)
    return blended


def start_vectors(keys, encoder, glosses):
    """One vector a key, both languages in one space, float32."""
    vectors = encoder.encode([k[1:].replace("_", " ") for k in keys])
    japanese = np.array([k[0] == "j" for k in keys])
    for mask in (japanese, ~japanese):
        vectors[mask] -= vectors[mask].mean(axis=0)
    index = {k: i for i, k in enumerate(keys)}
    pairs = gloss_pairs(glosses, index)
    ja = np.array([r for r, english in pairs for _ in english])
    en = np.array([e for _, english in pairs for e in english])
    u, _, vt = np.linalg.svd(vectors[ja].T @ vectors[en])
    vectors[japanese] = vectors[japanese] @ (u @ vt)
    return blended_with_glosses(vectors, pairs).astype(np.float32)


def in_english_space(keys, start, encoder, glosses, ridge=0.01):
    """The start table in the space of an encoder that reads English only, one row a key.

    An English lemma has the encoder's vector of it, less the mean. A Japanese one is carried over by the linear map that
    takes the English rows of `start` to these (ridge regression; lengths as the English ones on average), and blended half
    and half with its glosses.
    """
    japanese = np.array([k[0] == "j" for k in keys])
    wanted = encoder.encode([k[1:].replace("_", " ") for k in keys if k[0] == "e"])
    wanted -= wanted.mean(axis=0)
    known = start[~japanese]
    square = known.T @ known
    square += ridge * np.trace(square) / len(square) * np.eye(len(square), dtype=np.float32)
    carried = start[japanese] @ np.linalg.solve(square, known.T @ wanted)
    carried *= np.linalg.norm(wanted, axis=1).mean() / np.maximum(np.linalg.norm(carried, axis=1, keepdims=True), 1e-6)
    whole = np.empty((len(keys), wanted.shape[1]), dtype=np.float32)
    whole[~japanese], whole[japanese] = wanted, carried
    return blended_with_glosses(whole, gloss_pairs(glosses, {k: i for i, k in enumerate(keys)}))
