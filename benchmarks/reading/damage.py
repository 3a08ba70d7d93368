"""What paper and machines do to a page: scanner, photocopier, telephone.

Each function takes a grey page at ``FINE`` dots an inch (255 is white, 0 is ink) and gives the
picture that the machine delivers. The order of the steps is that of the world: what is printed,
what is stamped over it, how it lies, the light, the lens, the sensor, the file.
"""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

FINE = 400
"""Dots an inch of the pages that come in."""

Rng = np.random.Generator
Page = NDArray[np.uint8]
"""Height × width."""
Light = NDArray[np.float32]
"""Height × width × RGB, or height × width; 0 is black, 1 is white."""
Picture = NDArray[np.uint8]
"""Height × width × RGB, or height × width."""
Matrix = NDArray[np.float64]


# --- scanner ---------------------------------------------------------------------------------


def scanned(page: Page, rng: Rng, dpi: int) -> Picture:
    """An office scanner: grey paper, weak toner, a red seal, up to 3° askew, grain."""
    light = _printed(page, rng)
    light = _sealed(light, rng)
    light = _laid(
        light, _askew(light.shape, rng.uniform(-3, 3), dpi / FINE), rng.uniform(0.8, 0.95)
    )
    light = _lens(light, rng.uniform(0.4, 0.8) * dpi / 200)
    light *= _uneven(light.shape, rng, 0.04)[..., None]
    return _sensor(light, rng, rng.uniform(0.02, 0.045))


def typescript(page: Page, rng: Rng, dpi: int) -> Picture:
    """An old typed page on a scanner: yellowed, stained paper, pale ink, a little askew."""
    light = _printed(page, rng, ink=(0.14, 0.32))
    light = _laid(light, _askew(light.shape, rng.uniform(-1, 1), dpi / FINE), 0.9)
    light = _lens(light, rng.uniform(0.4, 0.7) * dpi / 200)
    light *= _uneven(light.shape, rng, 0.045)[..., None]
    return _sensor(light, rng, rng.uniform(0.015, 0.033))


def _printed(page: Page, rng: Rng, ink: tuple[float, float] = (0.12, 0.3)) -> Light:
    """Return ink on paper: the paper is grey or yellow, the ink not quite black."""
    bright = rng.uniform(0.78, 0.92)
    paper = bright * np.array([1, rng.uniform(0.96, 1), rng.uniform(0.86, 0.98)], dtype=np.float32)
    dark = rng.uniform(*ink)
    share = page.astype(np.float32)[..., None] / 255
    return (dark + share * (paper - dark)).astype(np.float32)


def _sealed(light: Light, rng: Rng) -> Light:
    """Stamp a round red seal of 35 mm where it belongs: over the last lines and the signer."""
    height, width = light.shape[:2]
    across = round(35 / 25.4 * FINE)
    stamp = _seal(across, rng)
    turn = cv2.getRotationMatrix2D((across / 2, across / 2), float(rng.uniform(-25, 25)), 1)
    stamp = np.asarray(cv2.warpAffine(stamp, turn, (across, across)), dtype=np.float32)
    inked = np.flatnonzero((light[..., 1] < 0.5).any(axis=1))
    if not inked.size:
        return light  # a blank page bears no seal
    x = int(width * rng.uniform(0.35, 0.8)) - across // 2
    last, span = inked[-1], inked[-1] - inked[0]
    y = int(last - rng.uniform(0.05, 0.5) * span) - across // 2
    x, y = min(max(x, 0), width - across), min(max(y, 0), height - across)
    red = np.array([0.82, 0.16, 0.2], dtype=np.float32)
    strength = rng.uniform(0.35, 0.8)
    place = light[y : y + across, x : x + across]
    place *= 1 - strength * stamp[..., None] * (1 - red)
    return light


def _seal(across: int, rng: Rng) -> Light:
    """Return where the seal's ink is, from 0 to 1: two rings, letters between them, a star."""
    seal = np.zeros((across, across), dtype=np.float32)
    middle, radius, line = across // 2, across / 2 - 8, across // 110
    for share, thick in ((0.98, 2 * line), (0.9, line), (0.6, line)):
        cv2.circle(seal, (middle, middle), int(radius * share), 1.0, thick, cv2.LINE_AA)
    letters = np.array(list("UYBANNHANDANXATINHHUYEN"))
    for letter, angle in zip(rng.permutation(letters), np.linspace(0.15, 6.0, 23), strict=True):
        box = np.zeros(seal.shape, dtype=np.uint8)
        foot = (middle - across // 34, int(middle - radius * 0.68))
        cv2.putText(box, letter, foot, cv2.FONT_HERSHEY_SIMPLEX, across / 420, 255, 2 * line)
        turn = cv2.getRotationMatrix2D((middle, middle), float(np.degrees(angle)), 1)
        seal = np.maximum(seal, cv2.warpAffine(box, turn, seal.shape[::-1]) / np.float32(255))
    angles = np.pi * (np.arange(10) / 5 - 0.5)
    reach = radius * np.where(np.arange(10) % 2, 0.14, 0.36)
    star = np.stack([middle + reach * np.cos(angles), middle + reach * np.sin(angles)], axis=1)
    cv2.fillPoly(seal, [star.astype(np.int32)], 1.0, cv2.LINE_AA)
    patches = _uneven(seal.shape, rng, 0.25) * rng.normal(0.9, 0.12, seal.shape)
    return np.clip(seal * patches, 0, 1).astype(np.float32)


# --- photocopier -----------------------------------------------------------------------------


def photocopied(page: Page, rng: Rng, dpi: int) -> Picture:
    """A photocopy of a photocopy, scanned: blurred, thinned or clotted, specked, black edges."""
    light = 0.15 + 0.75 * page.astype(np.float32) / 255
    for _ in range(2):
        light = _copied(light, rng)
    paper = rng.uniform(0.9, 0.97)
    light = 0.08 + (paper - 0.08) * light
    light = _laid(light, _askew(light.shape, rng.uniform(-1.2, 1.2), dpi / FINE), float(paper))
    light = _lens(light, rng.uniform(0.4, 0.6))
    return _sensor(light, rng, rng.uniform(0.015, 0.03))


def _copied(light: Light, rng: Rng) -> Light:
    """One generation: laid askew, seen unsharp, made black or white, dust and dark edges."""
    light = _laid(light, _askew(light.shape, rng.uniform(-1, 1), 1, rng.uniform(0.98, 1.01)), 0.0)
    light = _lens(light, rng.uniform(0.0045, 0.0062) * FINE)
    level = rng.uniform(0.5, 0.68) * _uneven(light.shape, rng, 0.07)
    toner = 1 / (1 + np.exp(-(light + rng.normal(0, 0.05, light.shape) - level) * 22))
    copy = np.asarray(toner, dtype=np.float32)
    _dust(copy, rng, black=int(rng.integers(1000, 2600)), white=int(rng.integers(200, 700)))
    return _edged(copy, rng)


def _dust(copy: Light, rng: Rng, black: int, white: int) -> None:
    """Strew black specks over the page, and white ones that eat into letters."""
    height, width = copy.shape
    for count, shade in ((black, 0.0), (white, 1.0)):
        for _ in range(count):
            x, y = int(rng.integers(width)), int(rng.integers(height))
            size = 1 + int(rng.exponential(1.3))
            cv2.circle(copy, (x, y), min(size, 6), shade, -1)


def _edged(copy: Light, rng: Rng) -> Light:
    """Blacken where the lid stood open: wedges along one to three edges, up to 6 mm."""
    height, width = copy.shape
    most = 6 / 25.4 * FINE
    for edge in rng.permutation(4)[: int(rng.integers(1, 4))]:
        one, other = rng.uniform(0, most, 2)
        corners = {
            0: ((0, 0), (width, 0), (width, one), (0, other)),
            1: ((0, height), (width, height), (width, height - one), (0, height - other)),
            2: ((0, 0), (one, 0), (other, height), (0, height)),
            3: ((width, 0), (width - one, 0), (width - other, height), (width, height)),
        }[int(edge)]
        cv2.fillPoly(copy, [np.array(corners, dtype=np.int32)], 0.0)
    return copy


# --- telephone -------------------------------------------------------------------------------


def photographed(page: Page, rng: Rng, how: str) -> Picture:
    """A phone's picture of the page. ``how``: plain, light, corner or curl.

    ``plain`` is the whole sheet on a dark desk, ``light`` on a pale one or filling the frame,
    ``corner`` with a corner beyond the frame, ``curl`` with paper that does not lie flat.
    """
    light = _printed(page, rng)
    height, width = page.shape
    scale = rng.uniform(190, 250) / FINE
    size = (round(width * scale * 1.12), round(height * scale * 1.12))
    view = view_of(page.shape, size, scale, how, rng)
    if how == "curl":
        light = _curled(light, rng)
    desk = _desk(size, rng, dark=how != "light")
    sheet = cv2.warpPerspective(_lens(light, 0.45 / scale), view, size, flags=cv2.INTER_LINEAR)
    whole = np.ones(page.shape, dtype=np.float32)
    cover = cv2.warpPerspective(whole, view, size, flags=cv2.INTER_LINEAR)[..., None]
    seen = sheet + desk * (1 - cover)
    seen = seen * _lamp(seen.shape, rng)[..., None]
    seen = _focus(np.asarray(seen, dtype=np.float32), rng)
    tint = np.array([1, rng.uniform(0.93, 1), rng.uniform(0.78, 1)], dtype=np.float32)
    return _sensor(seen * tint, rng, rng.uniform(0.015, 0.035))


def view_of(
    shape: tuple[int, ...], size: tuple[int, int], scale: float, how: str, rng: Rng
) -> Matrix:
    """Return where the camera sees the sheet: tilted, turned by up to 5°, not in the middle."""
    height, width = shape[0] * scale, shape[1] * scale
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]])
    tilted = corners * (1 - rng.uniform(0, 0.07, (4, 2)) * np.array([1, 1]))
    tilted += rng.uniform(0, 0.07, (4, 2)) * np.array([width, height]) * (corners == 0)
    angle = np.radians(rng.uniform(-5, 5))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    tilted = (tilted - tilted.mean(axis=0)) @ turn.T
    low, high = tilted.min(axis=0), tilted.max(axis=0)
    frame = np.array(size)
    if how == "light" and rng.random() < 0.5:  # nothing but paper in the frame
        tilted *= (frame / (high - low)).min() * 1.05
        middle = frame / 2
    elif how == "corner":
        tilted *= (frame / (high - low)).min() * 1.0
        low, high = tilted.min(axis=0), tilted.max(axis=0)
        # beyond the frame by 6 to 10 mm at two edges: the margins are wider
        beyond = rng.uniform(6, 10, 2) / 25.4 * FINE * scale
        middle = np.where(rng.random(2) < 0.5, -low - beyond, frame - high + beyond)
    else:
        tilted *= min(1.0, float((0.97 * frame / (high - low)).min()))
        low, high = tilted.min(axis=0), tilted.max(axis=0)
        middle = rng.uniform(-low, frame - high)
    placed = (tilted + middle).astype(np.float32)
    flat = np.array([[0, 0], [shape[1], 0], [shape[1], shape[0]], [0, shape[0]]], dtype=np.float32)
    return np.asarray(cv2.getPerspectiveTransform(flat, placed), dtype=np.float64)


def _curled(light: Light, rng: Rng) -> Light:
    """Bend the sheet: lines rise and fall across it, letters crowd where it turns away."""
    height, width = light.shape[:2]
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    swing, waves, start = rng.uniform(0.006, 0.014), rng.uniform(0.5, 1.0), rng.uniform(0, np.pi)
    bow = np.sin(2 * np.pi * waves * across + start) * swing * height
    fading = 1 - rng.uniform(0.2, 0.9) * (down if rng.random() < 0.5 else 1 - down)
    squeeze = np.sin(np.pi * across) * rng.uniform(-0.02, 0.02) * width
    x = np.repeat(across * (width - 1) + squeeze, height, axis=0).astype(np.float32)
    y = (down * (height - 1) + bow * fading).astype(np.float32)
    bent = cv2.remap(light, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    slope = np.cos(2 * np.pi * waves * across + start) * fading
    return np.asarray(bent * (1 - 0.12 * np.abs(slope))[..., None], dtype=np.float32)


def _desk(size: tuple[int, int], rng: Rng, dark: bool) -> Light:
    """Return a wooden desk with its grain, or a pale table."""
    width, height = size
    colour = rng.uniform(0.12, 0.32) if dark else rng.uniform(0.62, 0.85)
    warm = np.array([1.0, rng.uniform(0.75, 0.95), rng.uniform(0.55, 0.85)], dtype=np.float32)
    if not dark:
        warm = np.sqrt(warm)
    grain = rng.normal(0, 0.05 * (1 if dark else 0.3), (height // 3 + 1, width // 90 + 1))
    wood = cv2.resize(grain.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    return np.clip(colour + wood, 0.02, 1)[..., None] * warm


def _lamp(shape: tuple[int, ...], rng: Rng) -> Light:
    """Return the light on the desk: a lamp to one side, and the shadow of hand and phone."""
    height, width = shape[:2]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    x, y = rng.uniform(-0.3, 1.3, 2)
    far = (across - x) ** 2 + (down - y) ** 2
    light = rng.uniform(0.95, 1.1) * (1 - rng.uniform(0.1, 0.35) * far)
    angle = rng.uniform(0, 2 * np.pi)
    slope = down * np.sin(angle) + across * np.cos(angle)
    edge = float(np.quantile(slope, rng.uniform(0.25, 0.75)))
    shadow = 1 / (1 + np.exp(-rng.uniform(15, 90) * (slope - edge)))
    return np.asarray(light * (1 - rng.uniform(0.3, 0.55) * shadow), dtype=np.float32)


def _focus(light: Light, rng: Rng) -> Light:
    """Blur more towards one end, as a tilted phone does."""
    sharp, soft = _lens(light, rng.uniform(0.3, 0.6)), _lens(light, rng.uniform(0.9, 1.5))
    down = np.linspace(0, 1, light.shape[0], dtype=np.float32)[:, None, None]
    share = down if rng.random() < 0.5 else 1 - down
    return np.asarray(sharp * (1 - share) + soft * share, dtype=np.float32)


# --- what machines share ---------------------------------------------------------------------


def _askew(shape: tuple[int, ...], degrees: float, scale: float, zoom: float = 1.0) -> Matrix:
    """Return the matrix that turns a page about its middle and brings it to another scale."""
    height, width = shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, zoom), [0, 0, 1]])
    return np.diag([scale, scale, 1.0]) @ turn


def _laid(light: Light, matrix: Matrix, beyond: float) -> Light:
    """Return the page as it lies; ``beyond`` is the brightness outside the sheet."""
    height, width = light.shape[:2]
    scale = float(np.sqrt(np.linalg.det(matrix[:2, :2])))
    size = (round(width * scale), round(height * scale)) if scale < 0.9 else (width, height)
    finer = _lens(light, 0.45 / scale) if scale < 0.9 else light
    laid = cv2.warpAffine(
        finer, matrix[:2], size, flags=cv2.INTER_LINEAR, borderValue=(beyond, beyond, beyond)
    )
    return np.asarray(laid, dtype=np.float32)


def _lens(light: Light, sigma: float) -> Light:
    return np.asarray(cv2.GaussianBlur(light, (0, 0), sigma), dtype=np.float32)


def _uneven(shape: tuple[int, ...], rng: Rng, strength: float) -> Light:
    """Return a broad unevenness about 1."""
    coarse = rng.normal(1, strength, (7, 5))
    wide = cv2.resize(coarse.astype(np.float32), shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return np.asarray(wide, dtype=np.float32)


def _sensor(light: Light, rng: Rng, grain: float) -> Picture:
    """Return the picture with the sensor's grain; a colour sensor's channels share most of it."""
    noise = rng.normal(0, grain, light.shape[:2])
    if light.ndim == 3:
        noise = noise[..., None] + rng.normal(0, grain / 3, light.shape)
    return np.clip((light + noise) * 255, 0, 255).astype(np.uint8)


MACHINES: dict[str, Callable[[Page, Rng], Picture]] = {
    "scan-200": lambda page, rng: scanned(page, rng, 200),
    "scan-300": lambda page, rng: scanned(page, rng, 300),
    "photo": lambda page, rng: photographed(page, rng, "plain"),
    "photo-light": lambda page, rng: photographed(page, rng, "light"),
    "photo-corner": lambda page, rng: photographed(page, rng, "corner"),
    "photo-curl": lambda page, rng: photographed(page, rng, "curl"),
    "photocopy": lambda page, rng: photocopied(page, rng, 150),
}
