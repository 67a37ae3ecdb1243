"""Whether everything that a lesson says, asks and promises holds, beat for beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from gdviz.document.beats.ask import ChoiceQuestion, Number, Point, Sketch
from gdviz.document.beats.beat import Beat, Goal
from gdviz.document.beats.beat_scene import beat_scene, with_settings
from gdviz.document.beats.beat_words import Words, places
from gdviz.document.beats.claim import Claim, Place
from gdviz.document.beats.judge import all_hold, holds, right_options, value_at
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.engine.experiment import Experiment
from gdviz.engine.quantities import at_every_row
from gdviz.engine.recording import Recording
from gdviz.engine.runs import run
from gdviz.notation.numbers import entry, number

Runner = Callable[[Experiment], Recording]


class Fault(Struct, frozen=True):
    """What does not hold in the beat called `beat`, in an English sentence without its period."""

    beat: str
    text: str


def check(base: Scene, beats: Sequence[Beat], runner: Runner = run) -> Iterator[Fault]:
    """Everything that does not hold in the beats of a base scene, computed anew."""
    kept: dict[Experiment, Recording] = {}

    def recorded(scene: Scene) -> list[Recording]:
        experiments = [each.experiment for each in scene.runs]
        for old in [each for each in kept if each not in experiments]:
            del kept[old]
        for each in experiments:
            if each not in kept:
                kept[each] = runner(each)
        return [kept[each] for each in experiments]

    for beat in beats:
        try:
            scene = beat_scene(base, beat)
            recordings = recorded(scene)
            for text in _faults(beat, recordings):
                yield Fault(beat.id, text)
            if beat.goal is not None:
                for text in _tries(scene, beat.goal, recorded):
                    yield Fault(beat.id, text)
        except DocumentError as error:
            yield Fault(beat.id, str(error).rstrip("."))


def _faults(beat: Beat, recordings: Sequence[Recording]) -> Iterator[str]:
    for claim in beat.expect:
        if not holds(claim, recordings):
            yield f"expects {described(claim)}, but {found(claim, recordings)}"
    options = beat.ask.options if isinstance(beat.ask, ChoiceQuestion) else ()
    for claim in (*beat.expect, *(claim for option in options for claim in option.claims)):
        if holds(claim, recordings) and not holds(claim, recordings, at_every_row):
            yield f"{described(claim)} holds at the rows at which it was looked at, but not between them"
    for words in texts_of(beat):
        for text in {words.en, words.zh}:
            for place in places(text):
                if value_at(recordings, place) is None:
                    yield f"there is no number at {place.written}"
    last = max((recording.published - 1 for recording in recordings), default=0)
    if beat.last_row > last:
        yield f"plays up to step {beat.last_row}, but the runs end at step {last}"
    match beat.ask:
        case ChoiceQuestion() as choice:
            right = right_options(choice, recordings)
            if right is None or len(right) != 1:
                yield f"one answer should be right, but {len(right or ())} are"
        case Number() | Point() as asked:
            if value_at(recordings, asked) is None:
                yield f"asks for {asked.column} at row {asked.row} of run {asked.run}, which is not there"
        case Sketch() as sketch:
            end = Place(run=sketch.run, column=sketch.column, row=sketch.to)
            if value_at(recordings, end) is None:
                yield f"asks for {end.column} up to row {end.row} of run {end.run}, which is not there"


def _tries(scene: Scene, goal: Goal, recorded: Callable[[Scene], list[Recording]]) -> Iterator[str]:
    if all_hold(goal.claims, recorded(scene)):
        yield "the goal is reached before anything is touched"
    for settings in goal.solutions:
        recordings = recorded(with_settings(scene, settings))
        for claim in goal.claims:
            if not holds(claim, recordings):
                yield f"{settings} should reach {described(claim)}, but {found(claim, recordings)}"
    for settings in goal.not_solutions:
        if all_hold(goal.claims, recorded(with_settings(scene, settings))):
            yield f"{settings} should not reach the goal, but does"


def texts_of(beat: Beat) -> Iterator[Words]:
    """All words of a beat, in the order in which they are met."""
    yield beat.title
    yield beat.say
    for words in (beat.teacher, beat.more, *(mark.text for mark in beat.mark)):
        if words is not None:
            yield words
    if isinstance(beat.ask, ChoiceQuestion):
        for option in beat.ask.options:
            yield option.text
            yield option.why
    if beat.goal is not None:
        yield from (hint.text for hint in beat.goal.hints)
        yield beat.goal.solved


def described(claim: Claim) -> str:
    """A claim as a person reads it, such as ``0.w@8 = 2.6 ± 0.01``."""
    if claim.outcome:
        return f"run {claim.run} {claim.outcome}"
    place = f"{claim.run}.{claim.column}@{claim.row}" + ("" if claim.to is None else f"…{claim.to}")
    parts = []
    if claim.wanted is not None:
        parts.append(f"= {_bound(claim.wanted)}" + (f" ± {entry(claim.within)}" if claim.within else ""))
    if claim.greater_than is not None:
        parts.append(f"> {_bound(claim.greater_than)}")
    if claim.less_than is not None:
        parts.append(f"< {_bound(claim.less_than)}")
    return f"{place} {' and '.join(parts)}"


def _bound(bound: float | Place) -> str:
    return f"{bound.run}.{bound.column}@{bound.row}" if isinstance(bound, Place) else entry(bound)


def found(claim: Claim, recordings: Sequence[Recording]) -> str:
    """What is there instead of what is claimed."""
    if claim.run >= len(recordings):
        return f"there is no run {claim.run}"
    outcome = recordings[claim.run].outcome
    if claim.outcome:
        return f"it ends {outcome.kind if outcome is not None else 'nowhere'}"
    row = claim.row if claim.to is None else claim.to
    places_named = [Place(run=claim.run, column=claim.column, row=row)]
    places_named += [
        each for each in (claim.wanted, claim.greater_than, claim.less_than) if isinstance(each, Place)
    ]
    texts = []
    for place in places_named:
        value = value_at(recordings, place)
        texts.append(f"{_bound(place)} is {'not there' if value is None else number(value)}")
    return ", ".join(texts)
