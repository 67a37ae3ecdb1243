"""What PySide holds of a window is what is there."""

from gdviz.document import lessons
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
