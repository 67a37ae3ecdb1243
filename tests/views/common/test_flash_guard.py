"""Large areas never flash more than three times a second."""

from __future__ import annotations

import numpy as np

from gdviz.views.common.flash_guard import AREA, FLASHES, FlashGuard, luminance


def picture(light, share=1.0):
    """A picture of one grey, of which a share is white or black instead."""
    image = np.full((48, 48, 4), 255 * light, np.uint8)
    image[:, : round(48 * share)] = 255 - image[0, 0]
    return image


def shown(pictures, apart):
    """Of pictures that come so many seconds apart, those that are shown at once."""
    guard = FlashGuard()
    return [guard.wait(each, apart * place) == 0 for place, each in enumerate(pictures)]


def turns_in_a_second(seen, apart):
    """How often pictures that swing turn within one second, at most, where these are shown."""
    places = np.flatnonzero(seen)
    times = places[1:][np.diff(places % 2) != 0] * apart
    return max(int(((times >= first) & (times < first + 1.0 - 1e-9)).sum()) for first in times)


def test_a_swinging_picture_is_shown_three_times_a_second_and_not_more():
    swinging = [picture(place % 2, 0.4) for place in range(120)]
    seen = shown(swinging, 1 / 60)
    assert turns_in_a_second(seen, 1 / 60) == 2 * FLASHES
    assert shown(swinging, 0.2) == [True] * 120  # slow enough


def test_what_moves_slowly_or_is_small_is_never_held_back():
    drifting = [picture(place / 120, 0.0) for place in range(60)]
    assert all(shown(drifting, 1 / 60))
    small = [picture(1.0, (place % 2) * (AREA - 0.05)) for place in range(60)]
    assert all(shown(small, 1 / 60))


def test_a_picture_that_waits_may_be_shown_when_it_says():
    guard = FlashGuard()
    now, waits = 0.0, []
    for place in range(20):
        wait = guard.wait(picture(place % 2), now)
        if wait:
            waits.append(wait)
            now += wait + 1e-9
            assert guard.wait(picture(place % 2), now) == 0
        now += 0.01
    assert waits
    assert max(waits) <= 1.0


def test_luminance_is_that_of_wcag():
    image = np.array([[[255, 255, 255], [0, 0, 0]], [[255, 0, 0], [119, 119, 119]]], np.uint8)
    assert np.allclose(luminance(image), [[1.0, 0.0], [0.2126, 0.1845]], atol=1e-3)
