"""Run every program of a folder, and write what each has printed and its rows beside it (no gdviz needed)."""

import contextlib
import io
import json
import runpy
import sys
import traceback
from pathlib import Path


def main(folder):
    for program in sorted(Path(folder).glob("*.py")):
        printed, rows, error = io.StringIO(), [], ""
        if "tensorflow.compat.v1" in program.read_text(encoding="utf-8"):
            import tensorflow.compat.v1 as tf

            tf.reset_default_graph()
        elif "import tensorflow" in program.read_text(encoding="utf-8"):
            import tensorflow

            tensorflow.keras.backend.set_floatx("float32")  # as in a process of its own
            tensorflow.keras.backend.clear_session()  # which Keras 3.15 needs to look at that again
        try:
            with contextlib.redirect_stdout(printed):
                rows = runpy.run_path(str(program), run_name="__main__")["rows"]
        except Exception:
            error = traceback.format_exc()
        result = {"rows": [[float(value) for value in row] for row in rows], "error": error}
        result["printed"] = printed.getvalue()
        program.with_suffix(".json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
