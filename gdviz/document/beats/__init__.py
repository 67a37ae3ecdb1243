"""Lessons that ask: the beats of a lesson as frozen declarations, and what follows from them. No Qt.

A beat is described from the lesson's base scene, never from the beat before, so that each can be jumped to,
undone and drawn without a window.
"""
