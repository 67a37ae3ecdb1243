"""The session: owns the scene, the recordings, the worker thread and the playhead."""
