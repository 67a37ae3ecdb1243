"""The words of the window's menus, in the language that is spoken, by the names of their entries."""

from __future__ import annotations

from gdviz.base.i18n import translate
from gdviz.look.look import SYSTEM


def menu_titles() -> dict[str, str]:
    """Those of the menus."""
    return {
        "file": translate("Menus", "&File"),
        "recent": translate("Menus", "Open &recent"),
        "lessons": translate("Menus", "&Lessons"),
        "exports": translate("Menus", "&Export"),
        "edit": translate("Menus", "&Edit"),
        "runs": translate("Menus", "Ru&ns"),
        "view": translate("Menus", "&View"),
        "views": translate("Menus", "&Views on the stage"),
        "look": translate("Menus", "L&ook"),
        "language": translate("Menus", "&Language"),
        "playback": translate("Menus", "&Playback"),
        "lesson": translate("Menus", "Le&sson"),
        "presenting": translate("Menus", "P&resent"),
        "help": translate("Menus", "&Help"),
    }


def entry_texts() -> dict[str, str]:
    """Those of the entries, but of lessons and views."""
    return {
        "new": translate("Menus", "&New"),
        "new_window": translate("Menus", "New &window"),
        "open": translate("Menus", "&Open…"),
        "lesson_before": translate("Menus", "&Previous lesson"),
        "lesson_after": translate("Menus", "&Next lesson"),
        "save": translate("Menus", "&Save"),
        "save_as": translate("Menus", "Save &as…"),
        "import_data": translate("Menus", "&Import data…"),
        "export": translate("Menus", "&Export a picture…"),
        "copy_picture": translate("Menus", "Copy a p&icture"),
        "export_data": translate("Menus", "Export &data…"),
        "handout": translate("Menus", "&Handout of the lesson…"),
        "lesson_pictures": translate("Menus", "Pict&ures of the lesson…"),
        "print": translate("Menus", "Prin&t…"),
        "show_code": translate("Menus", "Show as &code…"),
        "quit": translate("Menus", "&Quit"),
        "copy": translate("Menus", "&Copy rows of the table"),
        "copy_data": translate("Menus", "Copy all nu&mbers"),
        "copy_scene": translate("Menus", "Copy the &scene as text"),
        "paste_scene": translate("Menus", "&Paste a scene or a table"),
        "enlarge": translate("Menus", "&Enlarge the view, or back"),
        "reset_layout": translate("Menus", "&Reset layout"),
        "notes": translate("Menus", "Lesson &notes"),
        "parameters": translate("Menus", "Runs and &parameters"),
        "full_screen": translate("Menus", "&Full screen"),
        "type_larger": translate("Menus", "Lar&ger type"),
        "type_smaller": translate("Menus", "S&maller type"),
        "present": translate("Menus", "&Present"),
        "presenter_window": translate("Menus", "Presenter’s win&dow"),
        "black": translate("Menus", "&Black screen"),
        "white": translate("Menus", "&White screen"),
        "beat_next": translate("Menus", "&Next part"),
        "beat_back": translate("Menus", "Pre&vious part"),
        "beat_restore": translate("Menus", "Back to the &lesson"),
        "explore": translate("Menus", "&Explore freely"),
        "resume": translate("Menus", "Back to the &questions"),
        "my_version": translate("Menus", "&My version of this lesson"),
        "reset_lesson": translate("Menus", "&Reset lesson"),
        "keep_versions": translate("Menus", "&Keep my versions of lessons"),
        "questions": translate("Menus", "Lessons &ask questions"),
        "tour": translate("Menus", "&Tour"),
        "edit_lesson": translate("Menus", "Edit the &parts…"),
        "my_progress": translate("Menus", "My pro&gress…"),
        "shortcuts": translate("Menus", "&Keyboard shortcuts"),
        "single_keys": translate("Menus", "Keys of &one character"),
        "reference": translate("Menus", "All &parameters"),
        "news": translate("Menus", "&What’s new"),
        "about": translate("Menus", "&About gdviz"),
    }


def entry_tips() -> dict[str, str]:
    """What is to be known of an entry before it is chosen."""
    away = translate("Menus", "The same key, Esc or a click takes it away")
    asked = translate("Menus", "While a question waits, B answers it; the period makes the screen black")
    return {
        "present": translate("Menus", "The stage and the playback alone, on the full screen; Esc ends it"),
        "presenter_window": translate(
            "Menus", "What to say, what comes next, the time: on this screen, the stage on the other one"
        ),
        "black": f"{away}\n{asked}",
        "white": away,
        "beat_next": translate("Menus", "Where a question has no answer yet, the second press goes past it"),
        "my_version": translate("Menus", "The lesson as you left it when you last changed it"),
        "reset_lesson": translate(
            "Menus", "The lesson in its original form; your changes are kept as your version"
        ),
        "single_keys": translate(
            "Menus",
            "When off, no letter, digit or period acts by itself: for those who speak to the computer",
        ),
        "lesson_pictures": translate("Menus", "A picture of each part, for slides"),
        "print": translate("Menus", "What is on stage, or the handout of the lesson"),
        "edit_lesson": translate(
            "Menus", "A lesson of your own: parts made from the stage, with words, questions and goals"
        ),
        "tour": translate("Menus", "Play, step back, drag: what the first start shows"),
        "my_progress": translate(
            "Menus", "Predictions that were right the first time, goals reached, and what to remember"
        ),
        "keep_versions": translate("Menus", "Can be switched off on a computer that many people share"),
    }


def look_texts() -> dict[str, str]:
    """The looks to choose from."""
    return {
        SYSTEM: translate("Menus", "&System"),
        "light": translate("Menus", "&Light"),
        "dark": translate("Menus", "&Dark"),
        "projector": translate("Menus", "&Projector"),
    }
