import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from gdviz import __version__
from gdviz.base.i18n import LANGUAGES, speaking
from gdviz.base.resources import NotInstalledError
from gdviz.commands import cli
from gdviz.commands.scenes import scene_with
from gdviz.document import codec, edits, lessons
from gdviz.document.errors import DocumentError
from gdviz.document.reference import reference
from gdviz.document.scene import Run, Scene
from gdviz.engine import recording
from tests.sampling import some
from tests.uncounted import uncounted


@pytest.fixture
def gdviz(capsys):
    """Runs a command: (exit code, standard output, standard error)."""

    def call(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return call


@pytest.fixture
def window(monkeypatch):
    """The files that the window was asked to open."""
    opened = []
    app = types.ModuleType("gdviz.app.app")
    app.main = lambda path=None, *others, new_window=False: opened.append(path) or 0
    monkeypatch.setitem(sys.modules, "gdviz.app.app", app)
    return opened


@pytest.fixture
def scene_file(tmp_path):
    path = tmp_path / "scene.gdviz"
    codec.save(Scene(title="Two", runs=(Run(steps=2), Run(steps=3, color=1))), path)
    return path


def python(*arguments, **options):
    return subprocess.run([sys.executable, *arguments], capture_output=True, timeout=60, **options)


# -- what it prints -----------------------------------------------------------------------------------------


def test_the_version_and_the_help(gdviz):
    assert gdviz("--version") == (0, f"gdviz {__version__}\n", "")
    for option in ("--help", "-h"):
        code, out, _ = gdviz(option)
        assert code == 0
        assert all(f"gdviz {command}" in out for command in cli.COMMANDS)


def test_the_lessons_are_listed(gdviz):
    code, out, _ = gdviz("lessons")
    assert code == 0
    assert out.splitlines()[0] == " 1  01-one-step-at-a-time           One step at a time"
    listed = [line.split()[:2] for line in out.splitlines()]
    assert listed == [[str(number), name] for number, name in enumerate(lessons.names(), 1)]


def test_the_schema_is_printed(gdviz):
    code, out, _ = gdviz("schema")
    assert code == 0
    assert json.loads(out)["$defs"]["Document"]["properties"]["gdviz"]["type"] == "integer"


def test_the_reference_is_printed_in_either_language(gdviz):
    for language in LANGUAGES:
        code, out, _ = gdviz("reference", "--language", language)
        with speaking(language):
            assert (code, out) == (0, reference())
    assert gdviz("reference")[1] == reference()
    code, _, err = gdviz("reference", "--language", "de")
    assert code == 2
    assert all(language in err for language in LANGUAGES)


def test_a_lesson_is_printed_with_its_outcome(gdviz):
    code, out, err = gdviz("run", 1)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Lesson 1: One step at a time"
    assert lines[2] == "Run 1: loss (w + 1)², Gradient descent, Constant, float32"
    assert lines[4] == "step  learning rate       loss          w  gradient w"
    assert lines[6] == "   1       0.200000  12.959999   2.600000    7.200000"
    assert lines[-1] == "Converged by step 40."


def test_each_run_of_a_file_is_printed(gdviz, scene_file):
    code, out, _ = gdviz("run", scene_file)
    assert code == 0
    assert out.startswith("Two\n\nSteps 2: loss ")
    assert "\nSteps 3: loss " in out


@pytest.mark.parametrize("lesson", some(lessons.all(), 4), ids=lambda lesson: lesson.name)
def test_every_lesson_can_be_printed_and_written(gdviz, lesson):
    long = [place for place, each in enumerate(lesson.scene.runs) if each.steps > 2000]
    short = [text for place in long for text in ("--set", f"runs.{place}.steps=2000")]
    code, out, _ = gdviz("run", lesson.number, *short)
    assert code == 0
    assert out.startswith(f"Lesson {lesson.number}: ")
    assert max(len(line) for line in out.splitlines() if line.startswith(" ")) < 140
    code, out, err = gdviz("run", lesson.number, *short, "--csv", "-", "--every", 1000)
    assert (code, err) == (0, "")
    first = next(iter(lesson.scene.runs[0].problem.parameter_names))
    assert out.startswith(f"run,step,global_step,epoch,examples,learning_rate,loss,{first},")


def test_a_long_training_run_prints_some_of_its_steps(gdviz):
    code, out, _ = gdviz("run", 9)
    lines = out.splitlines()
    assert code == 0
    assert lines[2] == (
        "Run 1: Yogurt sales, 2-1 linear, 2 parameters, loss Mean squared error, batch 8 of 32, "
        "Gradient descent, Constant, float32"
    )
    assert lines[4].split() == [
        "step",
        "epoch",
        "learning",
        "rate",
        "loss",
        "w1",
        "w2",
        "train",
        "total",
        "loss",
    ]
    assert [int(line.split()[0]) for line in lines[5:46]] == list(range(0, 20_001, 500))
    assert lines[45].split()[4:6] == ["0.980194", "1.015981"]
    assert lines[47] == "Finished at step 20000."
    code, out, _ = gdviz("run", 9, "--set", "runs.0.steps=101", "--every", 40)
    assert [line.split()[0] for line in out.splitlines()[5:-2]] == ["0", "40", "80", "101"]
    code, out, _ = gdviz("run", 9, "--set", "runs.0.steps=101", "--every", 1)
    assert len(out.splitlines()) == 5 + 102 + 2


def test_csv_on_standard_output_is_csv_alone(gdviz):
    code, out, err = gdviz("run", 2, "--csv", "-")
    assert (code, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 3 * 41
    assert list(dict.fromkeys(row["run"] for row in rows)) == [
        "Learning rate 1",
        "Learning rate 0.2",
        "Learning rate 0.0001",
    ]
    assert rows[41]["loss"] == "36.0"
    assert rows[42]["loss"] == "12.959999"


def test_a_run_ends_with_all_weights_in_the_datas_own_units(gdviz, tmp_path):
    path = tmp_path / "five.csv"
    names = ["age", "height", "weight", "pulse", "sleep"]
    rows = [[k**2 % 11, k * 5 % 7, k, k * 3 % 13, -k * 7 % 5, 100.5 + 3 * k] for k in range(20)]
    lines = [",".join(map(str, row)) for row in [[*names, "sugar"], *rows]]
    path.write_text("\n".join(lines), encoding="utf-8")
    linear = ("--set", "runs.0.problem.model.hidden=[]", "--set", "runs.0.problem.standardize=true")
    code, out, _ = gdviz("run", path, *linear)
    assert code == 0
    line = out.splitlines()[-1]
    assert line.startswith("In the data's own units: sugar ≈ ")
    assert [name for name in names if f" · {name} " in line] == names


def test_csv_goes_to_a_file_with_line_feeds(gdviz, tmp_path):
    path = tmp_path / "out.csv"
    code, out, _ = gdviz("run", 1, "--csv", path)
    assert (code, out) == (0, "Run 1: 41 rows. Converged by step 40.\n")
    data = path.read_bytes()
    assert data.count(b"\n") == 42
    assert b"\r" not in data
    assert os.listdir(tmp_path) == ["out.csv"]


def test_divergence_is_a_sentence(gdviz):
    settings = ["--set", "runs.0.schedule.learning_rate=1.2", "--set", "runs.0.steps=1000"]
    code, out, err = gdviz("run", 1, *settings)
    assert (code, err) == (0, "")
    assert (
        out.splitlines()[-1]
        == "Diverged at step 127: the learning rate 1.2 is above 2/L = 1 (L: the curvature)."
    )


# -- --set --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "path", "value"),
    [
        (["runs.0.steps=7"], "steps", 7),
        (["runs[0].precision=float64"], "precision", "float64"),
        (["runs.0.schedule.learning_rate=1e-3"], "schedule.learning_rate", 0.001),
        (["runs.0.schedule.learning_rate=.5"], "schedule.learning_rate", 0.5),
        (["runs.0.initial=[3]"], "initial", (3.0,)),
        (["runs.0.initial.0=-3"], "initial", (-3.0,)),
        (["runs.0.advance_global_step=false"], "advance_global_step", False),
        (["runs.0.name=true"], "name", "true"),
        (["runs.0.name=2"], "name", "2"),
        (['runs.0.name="a=b"'], "name", "a=b"),
        (["runs.0.name=a=b"], "name", "a=b"),
        (["runs.0.name="], "name", ""),
        (["runs.0.schedule.kind=exponential", "runs.0.schedule.decay_rate=0.9"], "schedule.decay_rate", 0.9),
        (["runs.0.schedule.decay_rate=0.9", "runs.0.schedule.kind=exponential"], "schedule.decay_rate", 0.9),
        (['runs.0.schedule={"kind": "cosine", "alpha": 0.5}'], "schedule.alpha", 0.5),
        (["runs.0.steps=5", "runs.0.steps=6"], "steps", 6),
    ],
)
def test_set_reaches_every_field(tmp_path, settings, path, value):
    codec.save(Scene(), file := tmp_path / "plain.gdviz")
    assert edits.get(scene_with(str(file), settings), f"runs.0.{path}") == value


def test_set_changes_what_runs(gdviz):
    code, out, _ = gdviz(
        "run", 1, "--set", "runs.0.steps=2", "--set", "runs.0.precision=float64", "--csv", "-"
    )
    assert code == 0
    assert out.splitlines()[-1].startswith("Run 1,2,2,2,2,0.2,4.6655")
    assert len(out.splitlines()) == 4


# -- what can go wrong: exit code 2 and one line ------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--bogus"], "unrecognized arguments: --bogus (see gdviz --help)"),
        (["one", "two"], "one: The file does not exist."),
        (["lesons"], "lesons: The file does not exist. Did you mean the command “gdviz lessons”?"),
        (["none.gdviz"], "none.gdviz: The file does not exist."),
        (["lessons", "x"], "unrecognized arguments: x (see gdviz lessons --help)"),
        (["run"], "the following arguments are required: LESSON-OR-FILE"),
        (["run", "99"], "there is neither a lesson nor a file “99”."),
        (["run", "9", "--every", "0"], "argument --every: should be a whole number from 1 on, but is 0"),
        (["run", "exponential-decay"], "Did you mean 03-exponential-decay?"),
        (["run", "1", "--se", "x=1"], "unrecognized arguments: --se x=1"),
        (["run", "1", "--csv"], "argument --csv: expected one argument"),
        (["run", "1", "--set", "steps"], "--set steps: it should be PATH=VALUE"),
        (["run", "1", "--set", "=3"], "--set =3: The path is empty."),
        (["run", "1", "--set", "runs.0.stps=3"], "runs[0] has no “stps”. Did you mean “steps”?"),
        (["run", "1", "--set", "runs.1.steps=3"], "--set runs.1.steps=3: There is no runs[1]: "),
        (["run", "1", "--set", "runs.0.steps=0"], "runs[0].steps must be between 1 and 100000000, but is 0."),
        (["run", "1", "--set", "runs.0.steps=many"], 'runs[0].steps must be a whole number, but is "many".'),
        (["run", "1", "--set", "runs.0.initial=[NaN]"], "initial[0] must be a finite number, but is NaN."),
        (["run", "1", "--set", "runs.0.initial=NaN"], "runs[0].initial must be a finite number, but is NaN."),
        (["run", "1", "--set", "runs.0.initial=" + "[" * 5000], "runs[0].initial must be a list, but is "),
        (["run", "1", "--set", "runs.0.initial=" + "[" * 400 + "]" * 400], "--set runs.0.initial="),
        (["run", "1", "--set", 'runs.0.batches={"examples": 1, "examples": 2}'], "has the key “examples” "),
        (["run", "1", "--set", "title=a\udcffb"], "title holds half a character"),
        (["run", "1", "--set", 'runs.0.problem={"kind": "formula", "text": "w +"}'], "runs[0].problem: "),
    ],
)  # fmt: skip
def test_bad_arguments_get_one_clear_line(gdviz, window, arguments, message):
    code, out, err = gdviz(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("gdviz: ")
    assert err.count("\n") == 1
    assert message in err
    assert len(err) < 400
    assert window == []


def test_a_broken_file_is_refused_with_its_name_and_place(gdviz, window, scene_file, monkeypatch):
    monkeypatch.chdir(scene_file.parent)
    scene_file = Path(scene_file.name)
    text = scene_file.read_text().replace('"steps": 2', '"steps": -2')
    scene_file.write_text(text)
    for command in ([], ["run"]):
        code, out, err = gdviz(*command, scene_file)
        assert (code, out) == (2, "")
        assert err == f"gdviz: {scene_file}: runs[0].steps must be between 1 and 100000000, but is -2.\n"
    assert window == []


def test_csv_that_can_not_be_written_is_refused(gdviz, tmp_path, scene_file):
    before = scene_file.read_bytes()
    for target, expected, message in (
        (tmp_path, 1, "This is a folder, not a file."),
        (tmp_path / "none" / "a.csv", 1, "The folder does not exist."),
        (scene_file, 2, "this would overwrite the scene itself."),
    ):
        code, _, err = gdviz("run", scene_file, "--csv", target)
        assert (code, err) == (expected, f"gdviz: --csv {target}: {message}\n")
    assert scene_file.read_bytes() == before


def test_a_run_too_large_for_memory_is_a_sentence(gdviz, monkeypatch):
    monkeypatch.setattr(recording, "usable_memory", lambda: 1000)
    for extra in ([], ["--csv", "-"]):
        code, _, err = gdviz("run", 1, "--set", "runs.0.steps=100000000", *extra)
        assert code == 1
        assert "GB of memory" in err
        assert err.count("\n") == 1


def test_ctrl_c_ends_quietly(gdviz, monkeypatch):
    def interrupt(experiment):
        raise KeyboardInterrupt

    monkeypatch.setattr("gdviz.commands.run_command.run_experiment", interrupt)
    code, _, err = gdviz("run", 1)
    assert (code, err) == (130, "gdviz: stopped\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there the console sends it to everybody")
@pytest.mark.parametrize(
    ("sign", "code", "said"), [("SIGINT", 130, "gdviz: stopped\n"), ("SIGTERM", 143, "")]
)
def test_a_signal_ends_a_command_within_qt_too(tmp_path, sign, code, said):
    """A slot lets no exception through: the command went on, or crashed."""
    program = f"""
import os, signal
from PySide6.QtCore import QCoreApplication, QTimer
from gdviz.commands import terminal
from gdviz.document.atomic_file import whole_file
signal.signal(signal.SIGINT, signal.SIG_DFL)
application = QCoreApplication([])
QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.{sign}))
with terminal.interruptible(), terminal.ending_cleanly(), whole_file({str(tmp_path / "a.png")!r}):
    application.exec()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=uncounted(), capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (code, said)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="there the console sends it to everybody")
@pytest.mark.parametrize(
    ("command", "module"),
    [
        (["-m", "gdviz", "run", "1"], "gdviz.base.interpreter"),
        (["-m", "gdviz", "run", "1"], "numpy"),
        (["-m", "gdviz", "run", "1"], "gdviz.document.lessons"),
        (["-m", "gdviz.commands.snapshot", "."], "msgspec"),
        (["packaging/start.py", "run", "1"], "hashlib"),
    ],
)
def test_ctrl_c_while_gdviz_is_being_imported_ends_quietly(tmp_path, command, module):
    """By the signal itself, as a shell that waits for a program expects it."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupt())\n"
    )
    done = subprocess.run(
        [sys.executable, *command],
        env={**uncounted(), "PYTHONPATH": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=60,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whatever began the tests
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there no signal is held back")
def test_ctrl_c_that_was_held_back_ends_gdviz_once_its_guard_stands():
    """So begins whatever packaging/start.py runs: before the guard the key would be a traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "gdviz", "run", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: (
            signal.signal(signal.SIGINT, signal.SIG_DFL),
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}),
        ),
    ) as process:
        process.send_signal(signal.SIGINT)  # Python itself has hardly begun
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (-signal.SIGINT, b"", b"")


@pytest.mark.parametrize("command", ["run", "code", "render"])
@pytest.mark.parametrize("digits", ["9" * 5000, "lesson-" + "9" * 5000])
def test_thousands_of_digits_are_a_short_sentence(gdviz, command, digits):
    code, _, err = gdviz(command, digits, *(["-o", "a.png"] if command == "render" else []))
    assert code == 2
    assert err.startswith("gdviz: ")
    assert err.count("\n") == 1
    assert len(err) < 1000


# -- the window and the process -----------------------------------------------------------------------------


def test_the_window_opens_with_the_file_given(gdviz, window, scene_file):
    assert gdviz()[0] == 0
    assert gdviz(scene_file)[0] == 0
    assert window == [None, str(scene_file)]


def test_a_file_may_be_given_as_file_managers_do(gdviz, window, scene_file):
    path = scene_file.rename(scene_file.with_name("sc ene.gdviz"))
    for url in (path.as_uri(), path.as_uri().replace("file://", "FILE://localhost")):
        assert gdviz(url)[0] == 0
    assert window == [str(path)] * 2


@pytest.mark.parametrize("url", ["https://example.org/a.gdviz", "file://server/a.gdviz", "sftp://[/a.gdviz"])
def test_a_file_of_another_computer_is_refused(gdviz, window, url):
    code, out, err = gdviz(url)
    assert (code, out) == (2, "")
    assert (
        err == f"gdviz: “{url}” is not on this computer, and gdviz opens only what is. Save it here first.\n"
    )
    assert window == []


def test_after_a_double_click_the_window_says_what_is_wrong(gdviz, window, tmp_path, monkeypatch):
    missing = str(tmp_path / "none.gdviz")
    assert gdviz(missing)[0] == 0
    assert window == [missing]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, _, err = gdviz(missing)
    assert (code, err) == (2, f"gdviz: {missing}: The file does not exist.\n")


def test_a_picture_made_by_gdviz_and_data_are_not_refused(gdviz, window, scene_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert gdviz("render", "scene.gdviz", "-o", "scene.svg")[0] == 0
    (tmp_path / "rows.csv").write_text("x,y\n1,2\n")
    for name in ("scene.svg", "rows.csv"):
        assert gdviz(name)[0] == 0
    assert window == ["scene.svg", "rows.csv"]


def test_a_qt_that_can_not_be_loaded_is_a_sentence(gdviz, monkeypatch):
    monkeypatch.setitem(sys.modules, "gdviz.app.app", None)
    code, _, err = gdviz()
    assert code == 1
    assert err.startswith("gdviz: a part of gdviz, or of Qt which draws for it, is missing: ")


def test_only_the_window_needs_qt():
    script = """
import sys
for name in ("PySide6", "shiboken6", "pyqtgraph"):
    sys.modules[name] = None
from gdviz.commands import cli
for command in ("run 3", "run 3 --csv -", "lessons", "reference", "schema", "--version", "--help"):
    assert cli.main(command.split()) == 0, command
heavy = {"sympy", "contourpy", "gdviz.app.app", "gdviz.app.window"} & set(sys.modules)
assert not heavy, heavy
assert cli.main([]) == 1
"""
    done = python("-c", script, env=os.environ | {"PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0, done.stderr.decode()


def test_the_module_is_the_command():
    done = python("-m", "gdviz", "--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"gdviz {__version__}")


def test_a_console_without_the_characters_gets_question_marks():
    done = python("-m", "gdviz", "run", "1", env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"loss (w + 1)?, Gradient" in done.stdout


@pytest.mark.parametrize("options", some([["--csv", "-"], []], 1))
def test_a_reader_that_has_seen_enough_is_no_error(options):
    command = [sys.executable, "-m", "gdviz", "run", "1", "--set", "runs.0.steps=20000", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.parametrize("arguments", some([["run", "1"], ["code", "1"], ["run", "1", "--csv", "-"]], 1))
def test_where_there_is_no_console_a_command_does_its_work(arguments):
    """As in the window's own program on Windows."""
    code = "import sys\nsys.stdout = sys.stderr = None\nfrom gdviz.commands import cli\nsys.exit(cli.main())"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.fixture(params=["full", "closed"])
def failing(request):
    """A disk that is full, or a pipe that nobody reads: a file to write to, and the exit code."""
    if request.param == "full":
        if not os.path.exists("/dev/full"):
            pytest.skip("needs a device that is always full")
        yield open("/dev/full", "w"), 1  # noqa: SIM115 - closed by what has written to it
    else:
        reading, writing = os.pipe()
        os.close(reading)
        yield open(writing, "w"), 141  # noqa: SIM115


@pytest.mark.parametrize(
    "what",
    [
        "run 1",
        "run 1 --csv -",
        "run --help",
        "code 1",
        "data data.csv",
        "formula w",
        "lessons",
        "lesson check 1",
        "lesson pictures --help",
        "lesson pictures 1 -o slides",
        "reference",
        "schema",
        "--help",
        "--version",
    ],
)
def test_output_that_fails_is_a_sentence_of_the_output_alone(failing, what, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("gdviz.app.beat_slides.write_slides", lambda *_: iter(["1.png"]))
    Path("data.csv").write_text("a,b\n1,2\n3,4\n5,6\n")
    output, code = failing
    with output:
        monkeypatch.setattr(sys, "stdout", output)
        assert cli.main(what.split()) == code
    said = "gdviz: the output can't be written: No space left on device\n" if code == 1 else ""
    assert capsys.readouterr().err == said


def test_pictures_that_can_not_be_written_leave_no_empty_folder(monkeypatch, tmp_path, capsys):
    def full(scene, folder, *_):
        assert not folder.exists()  # as long as there is no picture
        folder.mkdir()
        raise DocumentError("no_space")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("gdviz.app.beat_slides.write_slides", full)
    assert cli.main(["lesson", "pictures", "1", "-o", "slides"]) == 1
    assert capsys.readouterr().err == "gdviz: -o slides: There is no space left on the disk.\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("what", "expected"),
    [("run 99", 2), ("formula w+", 2), ("run 1 --csv .", 1), ("run 1 --csv /dev/full", 1)],
)
def test_where_nobody_can_be_told_the_code_says_it(failing, what, expected, monkeypatch, capsys):
    output, _ = failing
    with output:
        monkeypatch.setattr(sys, "stderr", output)
        assert cli.main(what.split()) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="there a process ends without a word")
@pytest.mark.parametrize("told", some(["SIGTERM", "SIGHUP"], 1))
def test_a_program_that_is_told_to_end_leaves_no_half_file(tmp_path, told):
    """By its user, or by a terminal that is closed."""
    number = getattr(signal, told)
    command = [sys.executable, "-m", "gdviz", "run", "1", "--set", "runs.0.steps=600000"]
    with subprocess.Popen(
        [*command, "--csv", str(tmp_path / "long.csv")],
        env=uncounted(),  # what counts lines may hold its own lock when the signal comes
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # whatever began the tests
    ) as process:
        while not any(path.stat().st_size > 1_000_000 for path in tmp_path.iterdir()):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (128 + number, b"")
    assert not list(tmp_path.iterdir())


def test_a_lesson_is_found_as_python_calls_it(gdviz):
    code, out, _ = gdviz("run", "lesson-3")
    assert code == 0
    assert out.startswith("Lesson 3: Exponential decay")


def test_a_run_is_printed_as_a_program(gdviz, tmp_path):
    for framework, words in (("numpy", "import numpy"), ("torch", "import torch")):
        code, out, _ = gdviz("code", "3", "--run", "2", "--framework", framework)
        assert code == 0
        assert words in out
        assert out.startswith("# constant: (w + 1)²")  # as the window calls it
    program = subprocess.run(
        [sys.executable, "-m", "gdviz", "code", "1", "--set", "runs.0.steps=2"],
        capture_output=True,
        timeout=60,
    )
    (tmp_path / "mine.py").write_bytes(program.stdout)
    printed = subprocess.run(
        [sys.executable, tmp_path / "mine.py"], capture_output=True, text=True, timeout=60
    )
    assert printed.stdout.splitlines() == [
        "After 0 steps: w is 2.600000, loss is 12.959999.",
        "After 1 steps: w is 1.160000, loss is 4.665599.",
    ]
    assert gdviz("code", "1", "--run", "2")[::2] == (2, "gdviz: --run 2: there are 1 runs.\n")
    assert gdviz("code", "1", "--framework", "jax")[0] == 2


@pytest.mark.parametrize("arguments", [("lessons",), ()])
def test_an_installation_that_lacks_resources_says_so(gdviz, monkeypatch, arguments):
    def missing(*_, **__):
        raise NotInstalledError("gdviz is not installed completely: lessons is missing. Install it again.")

    monkeypatch.setattr("gdviz.document.lessons.files", missing)
    monkeypatch.setattr("gdviz.commands.window_command._open", missing)
    code, _, err = gdviz(*arguments)
    assert code == 1
    assert err == "gdviz: gdviz is not installed completely: lessons is missing. Install it again.\n"


def test_code_has_its_comments_in_the_language_asked_for(gdviz):
    code, out, _ = gdviz("code", 1, "--language", "zh_CN")
    assert code == 0
    assert "# 学习率" in out
    assert 'print("After %d steps: ' in out
    assert "# the learning rate" in gdviz("code", 1)[1]
