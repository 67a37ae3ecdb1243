"""What can be wrong with a document, in sentences: one table of templates, so that each can be translated."""

from __future__ import annotations

import json
import math
from typing import Any

from gdviz.notation.numbers import entry

TEMPLATES = {
    # the file
    "missing": "The file does not exist.",
    "folder": "This is a folder, not a file.",
    "unreadable": "The file can't be read: {reason}.",
    "too_large": "The file is larger than {limit} MB, so it is not a gdviz document.",
    "too_much": "This is more than a scene can hold: it is not a gdviz document.",
    "not_regular": "This is not a file, but a pipe or a device.",
    "empty": "The file is empty.",
    "binary": "The file is not text (UTF-8) at byte {position}: it is damaged, or not a gdviz document.",
    "too_deep": "The file is nested too deeply to be a gdviz document.",
    "json_end": "The file ends too early, at line {line}, column {column}: it seems to have been cut off.",
    "json_value": 'Line {line}, column {column}: a value should stand here, such as 0.1, true or "text".',
    "json_comma": "Line {line}, column {column}: a comma or a closing bracket should stand here.",
    "json_colon": "Line {line}, column {column}: a colon should stand here.",
    "json_key": "Line {line}, column {column}: a key in double quotes should stand here.",
    "json_extra": "Line {line}, column {column}: the document is over, but more follows.",
    "json_control": "Line {line}, column {column}: a text may not hold a line break.",
    "json_escape": "Line {line}, column {column}: this backslash sequence is not known to JSON.",
    "json_other": "Line {line}, column {column}: this is not JSON.",
    "not_document": "This is not a gdviz document: the keys “gdviz” and “scene” are missing.",
    "version": "“gdviz” must be the version of the format, such as {version}, but is {found}.",
    "newer": "The file needs a newer gdviz: its format is {found}, but this one reads up to {version}.",
    "picture_plain": "The picture carries no scene: it was not made by gdviz, or another program that saved "
    "it has left the scene out.",
    "picture_damaged": "The picture is damaged, so the scene that it carries can't be read.",
    "kept_damaged": "The file in which it was kept is damaged.",
    # saving
    "read_only": "It can't be written there: permission is denied.",
    "no_space": "There is no space left on the disk.",
    "no_folder": "The folder does not exist.",
    "too_long": "The file would have {size} MB, more than the {limit} MB that can be opened again. Give the "
    "runs fewer rows of data.",
    "too_many_data": "With so many rows of different data the file could not be opened again. Give the "
    "runs the same data, or fewer rows.",
    "unwritable": "It can't be written: {reason}.",
    "no_lesson": "There is neither a lesson nor a file “{name}”. The lessons are “lesson-1” to "
    "“lesson-{last}”.",
    "no_beat": "{place} has no beat “{beat}”. It has: {beats}.",
    # a scene as a line of text
    "share_no_line": "This is not a shared scene: such a line begins with “gdviz1:”.",
    "share_newer": "The shared scene needs a newer gdviz.",
    "share_damaged": "The shared scene is damaged: a part of its line is missing or was changed. Copy the "
    "whole line again.",
    "share_too_long": "The scene is too large for a line of text. Save it as a file instead.",
    # keys and kinds
    "unknown_key": "{place} has no “{key}”. It has: {keys}.",
    "unknown_key_near": "{place} has no “{key}”. Did you mean “{near}”?",
    "other_kind": "{place} has no “{key}” while its kind is “{kind}”. These kinds have it: {kinds}.",
    "missing_key": "{place} lacks the key “{key}”.",
    "missing_kind": "{place} lacks the key “{key}”, which is one of {choices}.",
    "twice": "{place} has the key “{key}” twice.",
    "choice": "{place} must be one of {choices}, but is {found}.",
    "choice_near": "{place} must be one of {choices}, but is {found}. Did you mean “{near}”?",
    # types
    "not_number": "{place} must be a number, but is {found}.",
    "not_integer": "{place} must be a whole number, but is {found}.",
    "not_switch": "{place} must be true or false, but is {found}.",
    "not_text": "{place} must be a text, but is {found}.",
    "not_list": "{place} must be a list, but is {found}.",
    "not_object": "{place} must be an object with keys, but is {found}.",
    "not_finite": "{place} must be a finite number, but is {found}.",
    "half_character": "{place} holds half a character, which can't be written to a file.",
    # ranges
    "ge_le": "{place} must be between {low} and {high}, but is {found}.",
    "gt_le": "{place} must be greater than {low} and at most {high}, but is {found}.",
    "ge_lt": "{place} must be at least {low} and less than {high}, but is {found}.",
    "gt_lt": "{place} must be greater than {low} and less than {high}, but is {found}.",
    "ge": "{place} must be at least {low}, but is {found}.",
    "gt": "{place} must be greater than {low}, but is {found}.",
    "le": "{place} must be at most {high}, but is {found}.",
    "lt": "{place} must be less than {high}, but is {found}.",
    "long_text": "{place} may be at most {limit} characters long, but has {count}.",
    "short_text": "{place} must be at least {limit} characters long, but has {count}.",
    "long_list": "The length of {place} must be at most {limit}, but is {count}.",
    "short_list": "The length of {place} must be at least {limit}, but is {count}.",
    "list_length": "The length of {place} must be {limit}, but is {count}.",
    "many_layers": "{place} may have at most {limit} hidden layers, but has {count}.",
    # what the classes themselves demand: `reason` is their own sentence
    "rule": "{place}: {reason}.",
    # paths of edits
    "no_path": "The path is empty. It should name a field, such as runs.0.steps.",
    "no_entry": "There is no {entry}: {place} is counted from 0, and its length is {count}.",
    "not_entry": "{place} is a list: “{key}” should be a number from 0 to {last}.",
    "no_parts": "{place} has no parts, so it has no “{key}”.",
    "no_default": "{place} has no default to go back to.",
    "no_change": "{place} has no change at step {step}.",
    "last_run": "The last run can't be deleted.",
    "too_many_runs": "A scene may have at most {limit} runs.",
    "not_on_stage": "The view “{view}” is not on the stage.",
}


class DocumentError(ValueError):
    """Something is wrong with a document, a file or an edit. ``str(error)`` is an English sentence.

    `code` names the trouble; `template` is its English sentence with named gaps, to be translated, and
    `values` fills the gaps. `place` is where it is, such as ``runs[0].schedule.decay_rate`` (empty for
    the whole). Where a class refused a value, ``__cause__`` is its own ValueError.
    """

    def __init__(self, code: str, place: str = "", **values: Any) -> None:
        self.code = code
        self.place = place
        self.template = TEMPLATES[code]
        self.values = {"place": place or "scene", **values}
        super().__init__(self.template.format(**self.values))


def shown(value: object) -> str:
    """A value as it would stand in a file, on one line and shortened.

    >>> shown("a text"), shown([1, True, None]), shown(1e9)
    ('"a text"', '[1, true, null]', '1000000000')
    """
    if isinstance(value, float) and math.isfinite(value):
        return entry(value)
    return shortened(json.dumps(value, ensure_ascii=False, default=repr))


def shortened(text: str, limit: int = 60) -> str:
    """One line of at most `limit` characters, control characters escaped."""
    text = text if text.isprintable() else text.encode("unicode_escape").decode("ascii")
    return text if len(text) <= limit else text[: limit - 1] + "…"
