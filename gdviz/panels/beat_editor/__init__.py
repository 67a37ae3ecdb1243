"""Forms in which a teacher makes the beats of a lesson."""
