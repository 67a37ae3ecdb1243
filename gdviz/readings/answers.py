"""What is right in a beat, in words: for the last page of a handout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gdviz.base.i18n import declared, translate
from gdviz.document import edits
from gdviz.document.beats.ask import ChoiceQuestion, Number, Point, Sketch
from gdviz.document.beats.beat import Beat
from gdviz.document.beats.beat_words import TextPlace
from gdviz.document.beats.judge import right_options
from gdviz.document.scene import Scene
from gdviz.engine.declare import Declared, fields_of
from gdviz.engine.recording import Recording
from gdviz.notation.names import indexed
from gdviz.readings.filled import filled, place_text
from gdviz.readings.run_labels import value_text

LETTERS = "ABCDEFGH"


def answers(beat: Beat, scene: Scene, recordings: Sequence[Recording], language: str) -> list[str]:
    """A sentence each for the question and the goal of a beat; `scene` is the beat's."""
    found = []
    match beat.ask:
        case ChoiceQuestion() as choice:
            for place in right_options(choice, recordings) or ():
                option = choice.options[place]
                text, why = (filled(words.of(language), recordings) for words in (option.text, option.why))
                said = translate("handout", "{letter}  {answer}. {why}")
                found.append(said.format(letter=LETTERS[place], answer=text, why=why))
        case Number() | Point() as asked:
            found.append(_number(asked.run, asked.column, asked.row, recordings))
        case Sketch() as sketch:
            ends = [_number(sketch.run, sketch.column, row, recordings) for row in (sketch.row, sketch.to)]
            found.append(translate("handout", "From {first} to {last}").format(first=ends[0], last=ends[1]))
    if beat.goal is not None:
        tries = [setting_text(scene, settings) for settings in beat.goal.solutions]
        joined = translate("handout", "; ").join(tries)
        found.append(translate("handout", "For instance: {solutions}").format(solutions=joined))
        found.append(filled(beat.goal.solved.of(language), recordings))
    return found


def _number(run: int, column: str, row: int, recordings: Sequence[Recording]) -> str:
    number = place_text(TextPlace(run, column, row, None, ""), recordings)
    said = translate("handout", "{quantity} = {number} at step {step}")
    return said.format(quantity=column, number=number, step=row)


def setting_text(scene: Scene, settings: Mapping[str, Any]) -> str:
    """What is set, by the names that the form has: "Learning rate 0.3, Staircase on"."""
    comma = translate("labels", ", ")
    return comma.join(f"{_name(scene, path)} {value_text(value)}" for path, value in settings.items())


def _name(scene: Scene, path: str) -> str:
    *above, last = edits.parts_of(path.replace("*", "0"))
    owner = edits.get(scene, ".".join(map(str, above)))
    if isinstance(owner, Declared):
        titles = {field.name: field.title for field in fields_of(type(owner))}
        return declared(titles.get(str(last), "")) or str(last)
    if above[-1] == "initial" and isinstance(last, int):
        run = edits.get(scene, ".".join(map(str, above[:-1])))
        return indexed(run.problem.parameter_names[last])
    return _name(scene, ".".join(map(str, above)))
