"""Real gdviz processes, killed at random moments while they edit, save, export and open.

    python -m tests.stress.kills SEED [KILLS]

Each start is one life: it brings back what the life before has kept, edits and writes without a pause, and is
ended by KILL, SEGV, ABRT, TERM or HUP. Afterwards every file is whole, the old one or the new one; no edit
older than KEPT seconds is lost, where it had WORKED of the processor's since (others may share that, or
hold it); and the next start has removed what the last one left half written.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

from gdviz.app.recovery.kept import read_scene
from gdviz.document import codec
from gdviz.document.edits import change
from gdviz.document.in_pictures import chunks
from gdviz.document.scene import Scene
from tests.app.living import Home

KEPT = 5.0  # seconds that work may be behind
WORKED = 3.0  # seconds of the processor that a life needs at most for what it keeps
KILLS = 20
SIGNALS = [getattr(signal, name) for name in ("SIGKILL", "SIGSEGV", "SIGABRT", "SIGTERM", "SIGHUP")]
LATEST = 12.0  # seconds after it is there that a life may last: else nothing would be due
PATIENCE = 300.0  # seconds for a start on a busy machine

LIFE = """
    def act():
        import itertools, random, time
        chance, folder = random.Random(os.environ["SEED"]), Path(os.environ["FOLDER"])
        yield works
        if bar() is not None:
            bar().bring_back.click()
        say("ready", round(rate() * 1e6))
        for number in itertools.count(round(rate() * 1e6) + 1):
            edit(number / 1e6)
            say(number, time.monotonic(), time.process_time())
            what = chance.choice(["edit"] * 12 + ["save", "save", "csv", "png", "open"])
            if what == "save" and window().documents.path is not None:
                window().menus.actions["save"].trigger()
            elif what == "csv":
                window().outputs.save_data(folder / "a.csv")
            elif what == "png" and window().pictures.dialog is None:
                window().pictures.ask_export()
                window().pictures.dialog.save_as(folder / "a.png")
                window().pictures.dialog.done(0)
            elif what == "open":
                window().menus.actions["save"].trigger()
                window().documents.open(folder / chance.choice(["one.gdviz", "two.gdviz"]))
            yield lambda: True
"""


class Life:
    """One process: when it had made which edit, and how long it had worked by then."""

    def __init__(self, home: Home, file: Path) -> None:
        self.edits: list[tuple[int, float, float]] = []
        self.ready, self.begun = threading.Event(), False
        self.process = home.begin(LIFE, file)
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            first, *rest = line.split()
            if first == "ready":
                self.begun = True
                self.ready.set()
            elif len(rest) == 2:
                self.edits.append((int(first), *map(float, rest)))
        self.ready.set()

    def due(self, ended: float) -> int:
        """The last edit that must be kept where the life ended then; 0 for none."""
        worked = self.edits[-1][2] if self.edits else 0.0
        old = (number for number, at, had in self.edits if at < ended - KEPT and had < worked - WORKED)
        return max(old, default=0)

    def end(self, number: int, seconds: float) -> tuple[int, float, str]:
        """End it by a signal so long after it is there: its exit code, when that was, what it has said."""
        self.ready.wait(PATIENCE)
        time.sleep(seconds)
        ended = time.monotonic()
        with self.process:
            self.process.send_signal(number)
            code = self.process.wait(PATIENCE)
            self.reader.join()
            return code, ended, self.process.stderr.read()


def live_and_die(seed: str, kills: int, folder: Path) -> int:
    """So many lives one after the other, in a folder of theirs. Raises AssertionError; how many edits."""
    chance, home, work = random.Random(seed), Home(folder), folder / "work"
    work.mkdir()
    for name in ("one", "two"):
        codec.save(change(Scene(title=name), "runs.0.schedule.learning_rate", 0.0), work / f"{name}.gdviz")
    edits = dues = 0
    for life in range(kills):
        home.environment |= {"SEED": f"{seed}/{life}", "FOLDER": str(work)}
        left = list(work.glob(".gdviz-*.tmp"))
        lived = Life(home, work / "one.gdviz")
        how = chance.choice(SIGNALS)
        code, ended, errors = lived.end(how, chance.uniform(0, LATEST) if chance.random() < 0.9 else 0.0)
        what = f"life {life} of {seed}, ended by {how.name}: "
        assert code in endings(how), f"{what}it ended with {code}\n{errors[-3000:]}"
        assert lived.begun, f"{what}it never was ready\n{errors[-3000:]}"
        assert not any(path.exists() for path in left), f"{what}{left} are still there"
        edits += len(lived.edits)
        check_files(work, what)
        due = lived.due(ended)
        if how in (signal.SIGTERM, signal.SIGHUP):
            due = (
                lived.edits[-1][0] - 1 if lived.edits else 0
            )  # the system's end is awaited; the last may not have been made yet
        kept = [newest(path) for path in (*home.recovery.glob("*.work"), *work.glob("*.gdviz"))]
        assert max(kept) >= due, f"{what}edit {due} is lost, {max(kept)} is the last that is kept"
        dues += due > 0
        if life % 10 == 9:
            print(f"{life + 1} kills, {edits} edits, after {dues} kills some were due", flush=True)
    return edits


def endings(number: int) -> set[int]:
    """The exit codes of a process that a signal ends.

    Of an abort from outside faulthandler writes where all threads are while those begin and end: of three
    hundred bare Pythons that do so ten were ended by what it reads then, which is written all the same.
    """
    both = {number, signal.SIGSEGV} if number == signal.SIGABRT else {number}
    return {code for each in both for code in (-each, 128 + each)}


def newest(path: Path) -> int:
    """The number of the edit that a file holds."""
    scene = read_scene(path) if path.suffix == ".work" else codec.load(path)
    return round(scene.runs[0].schedule.learning_rate * 1e6)


def check_files(work: Path, what: str) -> None:
    """Every file is whole."""
    for path in work.glob("*.gdviz"):
        codec.load(path)
    if (work / "a.csv").exists():
        text = (work / "a.csv").read_text("utf-8-sig")
        assert text.endswith("\n"), f"{what}a.csv is cut off"
        assert len({line.count(",") for line in text.splitlines() if line[:1] != "#"}) == 1, f"{what}a.csv"
    if (work / "a.png").exists():
        kinds = [kind for kind, _ in chunks((work / "a.png").read_bytes())]
        assert kinds[-1] == b"IEND", f"{what}a.png is cut off"


def main() -> int:
    """The kills of a seed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("SIGHUP", "SIGTERM"):  # under nohup the first is ignored, and so it would be by each life
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    seed, kills = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else KILLS
    with tempfile.TemporaryDirectory(prefix="gdviz-kills-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = str(Path(folder, "run"))  # else it meets windows of the person's own
        Path(folder, "run").mkdir(mode=0o700)
        edits = live_and_die(seed, kills, Path(folder))
    print(f"{kills} kills, {edits} edits")
    return 0


if __name__ == "__main__":
    sys.exit(main())
