"""What PySide holds of a window is what is there."""

from gdviz.document import lessons
from gdviz.document.edits import change
from gdviz.document.scene import Scene
from gdviz.stage.splitters import KeyHandle
from tests.held import layout_items, strays


def test_pyside_knows_no_item_of_a_layout_and_takes_nothing_for_a_part_of_what_is_in_it(make_window):
    before = {id(each) for each in layout_items()}
    window = make_window(lessons.all()[12].scene)
    for handle in window.findChildren(KeyHandle):
        handle.name()
    window.stage.tile("loss").fill_menu()
    assert [each for each in layout_items() if id(each) not in before] == []
    assert strays() == []


def test_the_focus_of_a_divider_that_goes_is_the_stages(make_window):
    """The window raised a RuntimeError then."""
    window = make_window(lessons.all()[0].scene)
    handle = next(each for each in window.stage.findChildren(KeyHandle) if each.isVisible())
    handle.setFocus()
    window.session.edit(change(window.session.scene, "stage", []), "No view")
    assert window.focusWidget() is window.stage
    window.session.undo()
    handle = next(each for each in window.stage.findChildren(KeyHandle) if each.isVisible())
    handle.setFocus()
    window.documents.show_pasted(Scene(stage=()))
    assert window.focusWidget() is window.stage
