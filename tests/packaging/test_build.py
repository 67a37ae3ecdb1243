"""What `packaging/build.py` gathers besides the code."""

import json
import subprocess
import sys

import build

from gdviz.document import codec

PACKAGED = """
import json, sys
sys._MEIPASS = sys.argv[1]
from gdviz.document import codec
print(json.dumps(codec.schema()))
"""


def test_a_packaged_app_which_has_no_docstrings_knows_what_the_schema_tells_of_them(tmp_path):
    build.gather(tmp_path / "resources", None)
    done = subprocess.run(
        [sys.executable, "-OO", "-c", PACKAGED, str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{json.dumps(codec.schema())}\n"
