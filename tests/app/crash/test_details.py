"""What "copy details" copies of a person: people paste it where everybody reads."""

import os
from pathlib import Path

from gdviz.app.crash import details


def test_the_persons_name_is_in_no_path(qapp, monkeypatch):
    home = Path(os.sep, "home", "maria")
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    text = details.report("en", f"File “{home / 'gdviz' / 'window.py'}”, line 1", f"beside {home}x")
    assert f"File “{Path('~', 'gdviz', 'window.py')}”, line 1" in text
    assert text.endswith(f"beside {home}x\n")
