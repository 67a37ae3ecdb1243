"""An address of TensorFlow Playground becomes the scene that it describes."""

import numpy as np
import pytest

from gdviz.document import codec
from gdviz.document.errors import DocumentError
from gdviz.document.playground_address import is_address, scene_at
from gdviz.engine.learning.losses import HalfMeanSquaredError
from gdviz.engine.learning.penalties import L1, L2
from gdviz.engine.learning.playground_data import (
    CircleInRing,
    Quarters,
    SixGaussians,
    SlopingPlane,
    TwoGaussians,
    TwoSpirals,
)
from gdviz.engine.runs import run

WHOLE = (
    "https://playground.tensorflow.org/#activation=relu&regularization=L2&batchSize=7&dataset=spiral"
    "&regDataset=reg-plane&learningRate=0.1&regularizationRate=0.003&noise=20&networkShape=5,3&seed=0.51446"
    "&showTestData=true&discretize=true&percTrainData=70&x=true&y=false&xTimesY=true&xSquared=false"
    "&ySquared=true&cosX=false&sinX=true&cosY=false&sinY=false&collectStats=false&problem=classification"
    "&initZero=false&hideText=false"
)


def test_every_setting_of_an_address_is_in_the_scene():
    scene = scene_at(WHOLE)
    (made,) = scene.runs
    problem = made.problem
    assert problem.data == TwoSpirals(noise=0.2)
    assert (problem.test_share, problem.train_size) == (0.3, 350)
    assert problem.input_names == ("x1", "x2²", "x1·x2", "sin(x1)")
    assert [layer.units for layer in problem.layers] == [5, 3, 1]
    assert [layer.activation for layer in problem.layers] == ["relu", "relu", "tanh"]
    assert problem.loss == HalfMeanSquaredError()
    assert problem.penalty == L2(scale=0.003)
    assert (made.schedule.learning_rate, made.batches.batch_size) == (0.1, 7)
    boundary = scene.stage[0].tiles[1]
    assert (boundary.discrete, boundary.tested) == (True, True)
    weights = np.array(made.start)
    assert (weights[20:25] == 0.1).all()  # biases
    assert (np.abs(weights[:20]) <= 0.5).all()
    assert codec.loads(codec.dumps(scene)) == scene


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("dataset=circle", CircleInRing()),
        ("dataset=xor", Quarters()),
        ("dataset=gauss", TwoGaussians()),
        ("problem=regression", SlopingPlane()),
        ("problem=regression&regDataset=reg-gauss", SixGaussians()),
    ],
)
def test_all_its_data_are_there_and_what_is_left_out_has_its_default(part, data):
    scene = scene_at(f"#{part}&noise=0&seed=1")
    problem = scene.runs[0].problem
    assert problem.data == data
    assert problem.model.hidden == (4, 2)
    assert problem.model.output == ("tanh" if data.classes else "linear")
    assert problem.features == ()
    assert scene.runs[0].schedule.learning_rate == 0.03
    assert scene.stage[0].tiles[1].tested is False


def test_no_hidden_layer_and_l1():
    problem = scene_at("#networkShape=&regularization=L1&regularizationRate=0.01&noise=0").runs[0].problem
    assert (problem.model.hidden, problem.penalty) == ((), L1(scale=0.01))


def test_an_address_is_told_from_other_texts():
    assert is_address(WHOLE)
    assert is_address("playground.tensorflow.org")
    assert is_address(WHOLE.partition("#")[2])
    for short in ("#noise=5", "#activation=relu&dataset=xor", "%23dataset=xor", " #seed=1&dataset=xor\n"):
        assert is_address(short)
    assert not is_address("activation=relu&dataset=xor")
    assert not is_address("#seed=1&hideText=true")
    assert not is_address("#x")
    for text in ("", "gdviz1:0:abc", "1;2;3", "lesson-1", "a=1&b=2&c=3", WHOLE + "\n1 2", "x" * 20_000):
        assert not is_address(text)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("activation=gelu", "activation must be one of"),
        ("learningRate=fast", "learningRate must be a number"),
        ("noise=70", "noise must be between 0 and 50"),
        ("networkShape=99", "networkShape must be between 1 and 64"),
        ("networkShape=2,2,2,2,2,2,2", "^networkShape may have at most 6 hidden layers, but has 7\\.$"),
        ("x=false&y=false", "features"),
    ],
)
def test_what_can_not_be_is_said(part, words):
    with pytest.raises(DocumentError, match=words):
        scene_at(f"#{part}&seed=1&batchSize=10")


def test_a_run_takes_the_steps_of_playgrounds_loop():
    """Its training loop written anew: each example alone, derivatives gathered over a batch and averaged."""
    scene = scene_at(WHOLE.replace("batchSize=7", "batchSize=70"))
    problem = scene.runs[0].problem
    split, layers = problem.split(), problem.layers
    matrices = [layer.matrix(np.array(scene.runs[0].start)).copy() for layer in layers]
    found = run(scene.runs[0].experiment)
    for step in range(12):
        gathered = [np.zeros_like(matrix) for matrix in matrices]
        for example in range(70 * step % 350, 70 * step % 350 + 70):
            held = [np.append(split.x[example], 1.0)]
            for place, matrix in enumerate(matrices):
                total = held[-1] @ matrix
                out = np.tanh(total) if place == 2 else np.maximum(total, 0.0)
                held.append(np.append(out, 1.0))
            outer = held[-1][:-1] - split.y[example]
            for place in (2, 1, 0):
                out = held[place + 1][:-1]
                outer = outer * ((1 - out * out) if place == 2 else (out > 0))
                gathered[place] += np.outer(held[place], outer)
                outer = matrices[place][:-1] @ outer
        for matrix, sums in zip(matrices, gathered, strict=True):
            decay = 0.003 * matrix
            decay[-1] = 0.0
            matrix -= 0.1 * (sums / 70 + decay)
        flat = np.concatenate([matrix.ravel() for matrix in matrices])
        np.testing.assert_allclose(found.params_at(step + 1), flat, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("around", ["<{}>", "“{}”", '"{}"', "[play]({})", "See {}", "({})", "  {}\n"])
@pytest.mark.parametrize("mark", ["#", "%23"])
def test_an_address_is_found_in_what_stands_around_it(around, mark):
    plain = "https://playground.tensorflow.org/#activation=relu&dataset=xor&noise=5"
    text = around.format(plain.replace("#", mark))
    assert is_address(text)
    assert scene_at(text) == scene_at(plain)
