"""From terms to rows: the pooling of models/embedding/pooling.cpp, for training and evaluation."""

import numpy as np
from scipy.sparse import csr_matrix


def _pair_row(index, first, second):
    for left in first:
        for right in second:
            if left[0] == right[0]:
                row = index.get(f"{left}_{right[1:]}")
                if row is not None:
                    return row
    return None


def rows_of(index, terms):
    """Row numbers of a text's terms; two adjacent terms with an entry of their own are that entry, left to right."""
    out, i = [], 0
    while i < len(terms):
        pair = _pair_row(index, terms[i], terms[i + 1]) if i + 1 < len(terms) else None
        if pair is not None:
            out.append(pair)
            i += 2
            continue
        out += [index[k] for k in terms[i] if k in index][:1]
        i += 1
    return out


def bag_matrix(index, weights, texts):
    """Sparse texts x rows matrix of the weights that pooling sums; `texts` are lists of terms."""
    indptr, indices = [0], []
    for terms in texts:
        indices += rows_of(index, terms)
        indptr.append(len(indices))
    indices = np.array(indices, dtype=np.int32)
    bag = csr_matrix((weights[indices].astype(np.float32), indices, np.array(indptr)), (len(texts), len(weights)))
    bag.sum_duplicates()
    return bag


def unit(vectors):
    """Rows brought to length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def centred_unit(vectors):
    """Rows of one language less their mean, at length one: what the program compares."""
    return unit(vectors - vectors.mean(axis=0))
