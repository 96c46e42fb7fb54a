"""Learning from whole sentences: one damped least-squares problem over all rows of the table.

A text's pooled vector, brought to about unit length, should be the encoder's vector of that text (each language
centred), while no row strays far from its start:  min  sum_t c_t |d_t b_t W - y_t|^2  +  damp^2 |W - W0|^2,
b_t the weighted bag of text t, d_t the reciprocal of its length under the start table, c_t its importance. The columns
share one matrix, so conjugate gradients solve all of them at once. The two texts of a pair aim at their common mean:
this is what brings the two languages' words together.
"""

import sys

import numpy as np
from scipy.sparse import diags


def _pooled_scale(bag, rows):
    length = np.linalg.norm(bag @ rows, axis=1)
    # an empty or cancelling bag says nothing: its equation is dropped rather than blown up
    return np.where(length > 1e-3, 1.0 / np.maximum(length, 1e-3), 0.0).astype(np.float32)


def _solve(matrix, transposed, residual, damp, iterations):
    """Conjugate gradients on (M'M + damp^2) X = M'residual, every column with its own step."""
    x = np.zeros((matrix.shape[1], residual.shape[1]), dtype=np.float32)
    r = transposed @ residual
    p = r.copy()
    square = np.einsum("ij,ij->j", r, r)
    start = square.copy()
    for step in range(iterations):
        q = transposed @ (matrix @ p)
        q += (damp * damp) * p
        alpha = square / np.maximum(np.einsum("ij,ij->j", p, q), 1e-20)
        x += alpha * p
        r -= alpha * q
        fresh = np.einsum("ij,ij->j", r, r)
        if (fresh <= 1e-4 * start).all():
            break
        p *= fresh / np.maximum(square, 1e-20)
        p += r
        square = fresh
    print(f"conjugate gradients: {step + 1} steps, residual {np.sqrt((fresh / start).max()):.1e}", file=sys.stderr)
    return x


def learn_rows(bag, targets, importance, start, damp, iterations=15):
    """The learnt rows. The steps are few: what they leave unsolved is what damping would hold back as well."""
    scale = _pooled_scale(bag, start) * np.sqrt(importance)
    matrix = (diags(scale.astype(np.float32)) @ bag).tocsr()
    wanted = targets * np.sqrt(importance)[:, None].astype(np.float32)
    wanted[scale == 0] = 0
    return start + _solve(matrix, matrix.T.tocsr(), wanted - matrix @ start, damp, iterations)
