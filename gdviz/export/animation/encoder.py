"""Frames into an animated file, in a thread: WebP is left to Pillow, and MP4 to a video encoder.

The thread gets bytes and gives bytes: nothing of Qt is in it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from gdviz.base.preflight import clean_environment
from gdviz.export.animation.apng import animated_png
from gdviz.export.animation.gif import animated_gif

BT709 = 1  # how players take colours apart that do not say so, or are large; ITU-T H.273
WAITING = 6  # frames that may wait for the encoder
WEBP = {"lossless": True, "method": 1, "quality": 0, "kmin": 3000, "kmax": 6000}  # whole frames are large


class NoEncoderError(Exception):
    """There is nothing on this computer that writes such a file."""


class GaveUpError(Exception):
    """Nobody wants the file any more."""


def video_encoder() -> str:
    """What writes MP4 here: "av", "ffmpeg", or "" for nothing."""
    if importlib.util.find_spec("av") is not None:
        return "av"
    return "ffmpeg" if shutil.which("ffmpeg") else ""


class Encoder:
    """Takes frames, four bytes a pixel (red, green, blue, 255), and makes a file of them.

    `milliseconds` says how long each frame stays. Call `put` for every frame, then `result`; or `give_up`.
    Raises NoEncoderError for MP4 where nothing can write it.
    """

    def __init__(self, kind: str, size: tuple[int, int], milliseconds: Sequence[int], fps: float) -> None:
        if kind == "mp4" and not video_encoder():
            raise NoEncoderError
        self.kind, self.size = kind, size
        self.milliseconds, self.fps = list(milliseconds), fps
        self._queue: queue.Queue[bytes | None] = queue.Queue(WAITING)
        self._given_up = False
        self._data = b""
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._work, name="gdviz animation", daemon=True)
        self._thread.start()

    @property
    def full(self) -> bool:
        """Whether `put` would wait."""
        return self._queue.full() and self._thread.is_alive()

    @property
    def running(self) -> bool:
        """Whether the file is not complete yet."""
        return self._thread.is_alive()

    def put(self, frame: bytes) -> None:
        """Give the next frame; waits while several wait already."""
        while self._thread.is_alive():
            try:
                self._queue.put(frame, timeout=0.1)
            except queue.Full:
                continue
            return

    def result(self) -> bytes:
        """The file, when all frames are in it. Raises what went wrong."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._data

    def give_up(self) -> None:
        """End soon, without a file."""
        self._given_up = True
        self._thread.join()

    # -- in the thread -------------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            if self.kind != "mp4":
                self._data = self._animated()
            elif video_encoder() == "av":
                self._data = self._by_av()
            else:
                self._data = self._by_ffmpeg()
        except GaveUpError:
            pass
        except Exception as error:
            self._error = error

    def _frames(self) -> Iterator[bytes]:
        for _ in self.milliseconds:
            while True:
                if self._given_up:
                    raise GaveUpError
                try:
                    frame = self._queue.get(timeout=0.05)
                except queue.Empty:
                    continue
                break
            assert frame is not None
            yield frame

    def _animated(self) -> bytes:
        if self.kind == "apng":
            return animated_png(self._frames(), self.size, self.milliseconds)
        if self.kind == "gif":
            return animated_gif(self._frames(), self.size, self.milliseconds)
        from PIL import Image

        frames = (Image.frombytes("RGB", self.size, frame, "raw", "RGBX") for frame in self._frames())
        output = io.BytesIO()
        next(frames).save(
            output,
            format="webp",
            save_all=True,
            append_images=frames,
            duration=self.milliseconds,
            loop=0,
            **WEBP,
        )
        return output.getvalue()

    def _repeated(self) -> Iterator[bytes]:
        """The frames at an even pace, as a video has them."""
        shown, due = 0, 0.0
        for frame, stay in zip(self._frames(), self.milliseconds, strict=True):
            due += stay / 1000 * self.fps
            while shown < max(1, round(due)):
                shown += 1
                yield frame

    def _by_ffmpeg(self) -> bytes:
        width, height = self.size
        with tempfile.TemporaryDirectory(prefix="gdviz-") as folder:
            path = Path(folder, "film.mp4")
            command = [
                *("ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb0"),
                *("-s", f"{width}x{height}", "-r", f"{self.fps:g}", "-i", "-"),
                *("-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709"),
                *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
                *("-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-pix_fmt", "yuv420p"),
                *("-movflags", "+faststart", str(path)),
            ]
            errors = Path(folder, "errors")
            with (
                errors.open("wb") as said,
                subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    env=clean_environment(),
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # else a console pops up
                ) as process,
            ):
                assert process.stdin is not None
                try:
                    for frame in self._repeated():
                        process.stdin.write(frame)
                    process.stdin.close()
                except BrokenPipeError:
                    with contextlib.suppress(BrokenPipeError):  # what it says tells more
                        process.stdin.close()
                except BaseException:
                    process.kill()
                    raise
                code = process.wait()
            if code:
                reason = errors.read_text(errors="replace").strip().splitlines() or [f"exit code {code}"]
                raise RuntimeError(f"ffmpeg could not write the film: {reason[-1]}")
            return path.read_bytes()

    def _by_av(self) -> bytes:
        import av
        import numpy as np

        width, height = self.size
        even = (width + width % 2, height + height % 2)
        with tempfile.TemporaryDirectory(prefix="gdviz-") as folder:
            path = Path(folder, "film.mp4")
            with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
                stream = container.add_stream("libx264", rate=round(self.fps))
                stream.width, stream.height = even
                stream.pix_fmt = "yuv420p"
                stream.options = {"crf": "16", "preset": "veryfast"}
                context = stream.codec_context
                context.colorspace = context.color_primaries = context.color_trc = BT709
                for frame in self._repeated():
                    pixels = np.frombuffer(frame, np.uint8).reshape(height, width, 4)
                    if even != self.size:
                        pixels = np.pad(
                            pixels, ((0, even[1] - height), (0, even[0] - width), (0, 0)), mode="edge"
                        )
                    picture = av.VideoFrame.from_ndarray(pixels, format="rgba")
                    picture = picture.reformat(format="yuv420p", dst_colorspace=BT709)
                    for packet in stream.encode(picture):
                        container.mux(packet)
                for packet in stream.encode():
                    container.mux(packet)
            return path.read_bytes()
