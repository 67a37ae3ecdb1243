"""The datasets of TensorFlow Playground as lines of NumPy, drawn from their seeds as gdviz draws them."""

from __future__ import annotations

from gdviz.engine.learning.playground_data import (
    CENTERS,
    SIGNS,
    CircleInRing,
    PlaygroundDataset,
    Quarters,
    SixGaussians,
    SlopingPlane,
    TwoGaussians,
    TwoSpirals,
)
from gdviz.export.programs.text import Lines, number, numbers


def playground_lines(data: PlaygroundDataset) -> Lines:
    """What defines ``X`` and ``labels``; none for a dataset that is not of the six."""
    n, noise = data.examples, number(data.noise)

    def moved(reach: int) -> str:
        return f"moved = X + {noise} * random.uniform(-{reach}, {reach}, ({n}, 2))"

    match data:
        case CircleInRing():
            return [
                f"inside = (np.arange({n}) % 2)[random.permutation({n})] == 1",
                f"radius = np.where(inside, 0, 3.5) + np.where(inside, 2.5, 1.5) * random.rand({n})",
                f"angle = random.uniform(0, 2 * np.pi, {n})",
                "X = radius[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1)",
                moved(5),
                "labels = (np.square(moved).sum(axis=1) < 2.5**2).astype(int)",
            ]
        case Quarters():
            return [
                f"X = random.uniform(-5, 5, ({n}, 2))",
                "X = X + np.where(X > 0, 0.3, -0.3)",
                moved(5),
                "labels = (moved[:, 0] * moved[:, 1] >= 0).astype(int)",
            ]
        case TwoGaussians():
            return [
                f"labels = (np.arange({n}) % 2)[random.permutation({n})]",
                f"spread = np.sqrt(0.5 + 7 * {noise})",
                f"X = (4 * labels - 2)[:, None] + spread * random.randn({n}, 2)",
            ]
        case TwoSpirals():
            return [
                f"labels = np.arange({n}) % 2",
                f"along = 2 * (np.arange({n}) // 2) / {n}",
                "angle = 3.5 * np.pi * along + np.pi * (1 - labels)",
                "X = 5 * along[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1)",
                f"X = X + {noise} * random.uniform(-1, 1, ({n}, 2))",
                f"order = random.permutation({n})",
                "X, labels = X[order], labels[order]",
            ]
        case SlopingPlane():
            return [
                f"X = random.uniform(-6, 6, ({n}, 2))",
                moved(6),
                "labels = (moved[:, 0] + moved[:, 1]) / 10",
            ]
        case SixGaussians():
            centers = ", ".join(f"[{numbers(center)}]" for center in CENTERS)
            return [
                f"X = random.uniform(-6, 6, ({n}, 2))",
                moved(6),
                f"centers = np.array([{centers}])",
                f"signs = np.array([{numbers(SIGNS)}])",
                "away = np.sqrt(np.square(moved[:, None, :] - centers).sum(axis=2))",
                "heights = np.clip(1 - away / 2, 0, 1)",
                "labels = heights.max(axis=1) * signs[heights.argmax(axis=1)]",
            ]
    return []
