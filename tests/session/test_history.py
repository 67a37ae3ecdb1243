import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdviz.document.scene import Scene
from gdviz.session.history import History

EMPTY = Scene()


def titled(title):
    return msgspec.structs.replace(EMPTY, title=title)


def test_a_new_history_has_nothing_to_undo():
    history = History(EMPTY)
    assert (history.can_undo, history.can_redo, history.undo_text, history.redo_text) == (
        False,
        False,
        "",
        "",
    )
    assert not history.modified
    assert not history.undo()
    assert not history.redo()


def test_undo_and_redo_name_the_change_and_restore_the_scene():
    history = History(EMPTY)
    history.edit(titled("a"), "First")
    history.edit(titled("b"), "Second")
    assert (history.undo_text, history.redo_text) == ("Second", "")
    assert history.undo()
    assert (history.scene.title, history.undo_text, history.redo_text) == ("a", "First", "Second")
    assert history.undo()
    assert (history.scene.title, history.undo_text, history.redo_text) == ("", "", "First")
    assert history.redo()
    assert history.redo()
    assert history.scene.title == "b"


def test_an_edit_that_changes_nothing_adds_nothing_and_keeps_what_can_be_redone():
    history = History(EMPTY)
    history.edit(titled("a"), "First")
    history.undo()
    assert not history.edit(Scene(), "Nothing")
    assert history.redo_text == "First"


def test_an_edit_forgets_what_was_undone():
    history = History(EMPTY)
    history.edit(titled("a"), "First")
    history.undo()
    history.edit(titled("b"), "Second")
    assert not history.can_redo
    assert history.undo_text == "Second"


def test_a_drag_is_one_change():
    history = History(EMPTY)
    history.edit(titled("a"), "Rename")
    for title in ("b", "c", "d"):
        history.edit(titled(title), "Drag", merge="slider")
    history.undo()
    assert history.scene.title == "a"
    history.redo()
    assert history.scene.title == "d"


@pytest.mark.parametrize("between", ["close_edit", "undo", "other"])
def test_what_comes_between_two_drags_keeps_them_apart(between):
    history = History(EMPTY)
    history.edit(titled("a"), "Drag", merge="slider")
    if between == "close_edit":
        history.close_edit()
    elif between == "undo":
        history.undo()
        history.redo()
    else:
        history.edit(titled("x"), "Other", merge="another slider")
    history.edit(titled("b"), "Drag", merge="slider")
    history.undo()
    assert history.scene.title == ("x" if between == "other" else "a")


def test_edits_without_a_merge_key_stay_apart():
    history = History(EMPTY)
    history.edit(titled("a"), "First")
    history.edit(titled("b"), "Second")
    history.undo()
    assert history.scene.title == "a"


def test_a_drag_back_to_where_it_began_leaves_no_change():
    history = History(EMPTY)
    history.edit(titled("a"), "Drag", merge="slider")
    history.close_edit()
    history.edit(titled("b"), "Drag", merge="slider")
    history.edit(titled("a"), "Drag", merge="slider")
    assert history.scene.title == "a"
    history.edit(titled("c"), "Drag", merge="slider")
    history.undo()
    assert history.scene.title == "a", "the drag goes on, and must not join the one before it"
    history.undo()
    assert history.scene == EMPTY
    assert not history.can_undo


def test_the_oldest_changes_are_forgotten_at_the_limit():
    history = History(EMPTY, limit=3)
    for number in range(10):
        history.edit(titled(str(number)), f"Change {number}")
    undone = 0
    while history.undo():
        undone += 1
    assert undone == 3
    assert history.scene.title == "6"


def test_modified_compares_with_the_saved_scene():
    history = History(EMPTY)
    history.edit(titled("a"), "First")
    assert history.modified
    history.mark_saved()
    assert not history.modified
    history.edit(titled("b"), "Second")
    assert history.modified
    history.undo()
    assert not history.modified
    history.undo()
    assert history.modified


commands = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from("abc"), st.sampled_from(["", "s", "t"])),
        st.tuples(st.sampled_from(["undo", "redo", "close_edit"])),
    ),
    max_size=40,
)


@given(commands)
def test_undoing_all_and_redoing_all_comes_back(commands):
    history = History(EMPTY)
    for name, *arguments in commands:
        if name == "edit":
            history.edit(titled(arguments[0]), "Edit", arguments[1])
        else:
            getattr(history, name)()
    while history.redo():
        pass
    last, scenes = history.scene, [history.scene]
    while history.undo():
        scenes.append(history.scene)
    assert scenes[-1] == EMPTY
    assert all(one != other for one, other in itertools.pairwise(scenes)), "no empty change"
    while history.redo():
        pass
    assert history.scene == last
