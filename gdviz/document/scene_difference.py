"""How a file differs from the scene on stage, as lines to read. No Qt."""

from __future__ import annotations

from gdviz.document import codec
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene

MOST_LINES = 5000  # of either side, beyond which only the first are compared
MOST_SHOWN = 400


def difference(file: bytes, scene: Scene) -> str:
    """The lines in which a file's bytes and the text of `scene` differ: ``-`` in the file, ``+`` on stage.

    Empty where both say the same in other words. A file that is no document is compared as it stands.

    >>> print(difference(codec.dumps(Scene(title="A")).encode(), Scene(title="B")))
    -    "title": "A"
    +    "title": "B"
    """
    import difflib  # here, since a start has no use for it

    try:
        theirs = codec.dumps(codec.loads(file))
    except DocumentError:
        theirs = file.decode("utf-8", errors="replace")
    try:
        ours = codec.dumps(scene)
    except DocumentError as error:  # it can't be saved, either
        return str(error)
    before, after = (text.splitlines()[:MOST_LINES] for text in (theirs, ours))
    lines = [
        line.rstrip()
        for line in difflib.unified_diff(before, after, lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]
    return "\n".join(lines[:MOST_SHOWN] + (["…"] if len(lines) > MOST_SHOWN else []))
