"""Taking the tone of voice out of the vectors: within-class covariance normalisation.

Texts about one topic differ by manner (polite, angry, short, of either language) more than by subject, and the
encoder's space shows it. The scatter of texts about their topic's mean, measured on the project's own feedback
sentences, says in which directions manner lies; dividing by its square root damps them (Hatch, Kajarekar and Stolcke, "Within-class
covariance normalization", 2006). It is a linear map, so it goes into the rows and costs nothing at run time. Topics it
was not measured on gain as well, because manner is the same for all: see the model card.
"""

import numpy as np


def within_class_whitening(vectors, labels, shrinkage):
    """d x d map (S + shrinkage * mean variance * I)^(-1/2), scaled to keep lengths of the same order."""
    labels = np.asarray(labels)
    residual = vectors.astype(np.float64)
    for label in np.unique(labels):
        residual[labels == label] -= residual[labels == label].mean(axis=0)
    scatter = residual.T @ residual / len(residual)
    size = len(scatter)
    scatter += shrinkage * np.trace(scatter) / size * np.eye(size)
    values, directions = np.linalg.eigh(scatter)
    whitening = (directions * values**-0.5) @ directions.T
    return (whitening * np.sqrt(size / (whitening**2).sum())).astype(np.float32)


def principal_axes(vectors, dims):
    """d x dims: the directions in which centred unit vectors differ most, with fixed signs."""
    _, _, axes = np.linalg.svd(vectors.T.astype(np.float64) @ vectors)
    axes = axes[:dims].T
    return (axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(dims)])).astype(np.float32)
