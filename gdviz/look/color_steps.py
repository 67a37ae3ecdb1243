"""How finely scales of colours are divided. No Qt: a model's output becomes places on a scale elsewhere."""

STEPS = 256  # colours of a scale
STRENGTHS = 64  # steps from undecided to certain, for each of several classes
