"""What every lesson's beats have: both languages, predictions before anything moves, a goal.

Whether their claims hold is asked in `tests/readings/test_lesson_check.py`.
"""

import re

import pytest

from gdviz.document import codec, lessons
from gdviz.document.beats.ask import ChoiceQuestion
from gdviz.document.beats.beat_scene import check_settings
from gdviz.document.beats.beat_words import places
from gdviz.notation.numbers import to_digits
from gdviz.readings.lesson_check import texts_of

LESSONS = [lesson for lesson in lessons.all() if lesson.beats]
EVERY = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
CHINESE = re.compile("[\u4e00-\u9fff]")
PLACE = re.compile(r"\{[^}]*\}")


def shown(text):
    """A text with numbers as long as they usually are in its places."""
    return PLACE.sub("0.123", text)


def width(text):
    """How many Chinese characters wide a text is: Latin letters and digits are half as wide."""
    return sum(1 if ord(character) > 0x2E80 else 0.5 for character in text)


@EVERY
def test_a_lesson_asks_before_it_shows(lesson):
    beats = lesson.beats
    assert 6 <= len(beats) <= 9
    assert sum(beat.ask is not None for beat in beats) >= 2
    assert sum(beat.goal is not None for beat in beats) >= 1
    assert 10 <= sum(beat.minutes for beat in beats) <= 20
    keep = beats[-1]
    assert set(keep.recall) == {beat.id for beat in beats if beat.ask is not None}
    check_settings(lesson.scene, beats)


@EVERY
def test_a_beat_is_short_and_in_both_languages(lesson):
    for beat in lesson.beats:
        for words in texts_of(beat):
            assert words.en
            assert words.zh
            assert not CHINESE.search(words.en), words.en
            assert CHINESE.search(words.zh) or not re.search("[A-Za-z]{2}", words.en), words.zh
            assert not re.search(r"\d \d{3}\b", words.en + words.zh), words.en  # a line may end there
        assert len(shown(beat.say.en).split()) <= 25, beat.say.en
        assert width(shown(beat.say.zh)) <= 45, beat.say.zh
        assert beat.teacher is not None
        if isinstance(beat.ask, ChoiceQuestion):
            assert all(width(shown(option.text.zh)) <= 15 for option in beat.ask.options)
            assert all(len(shown(option.text.en)) <= 36 for option in beat.ask.options)


@EVERY
def test_both_languages_fill_in_the_same_numbers(lesson):
    for beat in lesson.beats:
        for words in texts_of(beat):
            en, zh = (sorted(place.written for place in places(text)) for text in (words.en, words.zh))
            assert en == zh, words.en


@EVERY
def test_a_goal_is_judged_as_its_rounded_number_reads(lesson):
    """Of a test loss of 0.12504 "0.125" is shown, which is "at most 0.125"."""
    for beat in lesson.beats:
        for place in places(beat.say.en) if beat.goal is not None else ():
            claims = [
                each for each in beat.goal.claims if (each.run, each.column) == (place.run, place.column)
            ]
            for bound in (end for each in claims for end in (each.greater_than, each.less_than)):
                if bound is not None and place.digits:
                    around = {to_digits(bound * (1 + way * 1e-9), place.digits) for way in (-1, 1)}
                    assert len(around) == 2, f"{beat.id}: {place.written} {bound}"


@EVERY
def test_no_ending_is_told_before_its_time(lesson):
    for beat in lesson.beats:
        last = beat.row if beat.ask is not None else beat.last_row
        if beat.ask is not None:
            assert "future" in beat.hide, beat.id
            last = beat.last_row  # what plays before it is asked
        if beat.goal is not None:
            continue  # the number is that of the person's own try
        for place in places(beat.say.en):
            assert place.row <= last, f"{beat.id}: {place.written}"


def rows_asked(beat):
    """The rows by which a question is decided."""
    if isinstance(beat.ask, ChoiceQuestion):
        claims = [claim for option in beat.ask.options for claim in option.claims]
        return [claim.to or claim.row for claim in claims]
    return [beat.ask.row]


@EVERY
def test_what_is_asked_later_is_not_shown_before(lesson):
    for place, beat in enumerate(lesson.beats):
        for later in lesson.beats[place + 1 :]:
            if later.ask is not None and later.set == beat.set and beat.last_row < max(rows_asked(later)):
                assert "future" in beat.hide, beat.id


@EVERY
def test_chinese_is_written_with_chinese_marks(lesson):
    for beat in lesson.beats:
        for words in texts_of(beat):
            bare = PLACE.sub("", words.zh)
            assert not re.search("[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]", bare), words.zh
            assert "准确率" in words.zh or "正确率" not in words.zh
            assert "运行" not in words.zh  # runs are 实验


@EVERY
def test_numbers_in_texts_have_a_real_minus(lesson):
    for beat in lesson.beats:
        for words in texts_of(beat):
            for text in (words.en, words.zh):
                assert not re.search(r"(?<![\w}])-\d", text), text


def test_beats_survive_as_a_scene_of_one_s_own():
    for lesson in LESSONS:
        own = codec.loads(codec.dumps(codec.loads(codec.dumps(lesson.scene))))
        assert lessons.beats(own) == lesson.beats
        assert lessons.base(own) == lesson.scene
