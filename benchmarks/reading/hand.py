"""Writing by hand on made pages, and where it stands: petitions, numbers, notes, signatures, forms.

Letters come from faces drawn after real hands; the marks of Vietnamese are strokes of the same pen,
for none of the faces has them. Letters dance on their line, lean, and are warped, so that no two
are alike. What these pages do not show: letters joined as fast writers join them, words crossed
out, and hands that even people cannot read.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.reading.papers import Paper, papers

DPI = 300
HANDS = (
    "dkg.ttf",
    "dkgIt.ttf",
    "Breip.ttf",
    "Delphine.ttf",
    "Kristi.ttf",
    "DancingScript-Regular.otf",
)
"""Debian: fonts-dkg-handwriting, fonts-breip, fonts-sjfonts, fonts-kristi, fonts-dancingscript."""
_SIZES = {
    "Kristi.ttf": 1.75,
    "Delphine.ttf": 0.95,
    "dkg.ttf": 1.0,
    "dkgIt.ttf": 1.0,
    "Breip.ttf": 1.25,
}
_SHEET = (2480, 3508)
_INKS = ((22, 32, 120), (16, 48, 150), (30, 30, 90), (25, 25, 30), (15, 15, 20), (40, 40, 45))

Ink = NDArray[np.float32]
"""Where the pen left ink, from 0 to 1."""
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class WrittenPage:
    """A page in colour at ``DPI`` and the boxes, in pixels, of what is written by hand on it."""

    name: str
    pixels: NDArray[np.uint8]
    boxes: tuple[Box, ...]
    signature: bool = False
    """The only writing is a signature."""


# --- pen -------------------------------------------------------------------------------------


class Hand:
    """One writer: a face, a size, a slant, a pen."""

    def __init__(self, rng: random.Random, face: str | None = None) -> None:
        self._rng = rng
        self._face = face or rng.choice(HANDS)
        self._slant = rng.uniform(-0.08, 0.3)
        self._unrest = rng.uniform(0.5, 1.3)
        self._bold = rng.choice((0, 0, 1, 1, 2))
        self.ink = rng.choice(_INKS)
        self._noise = np.random.default_rng(rng.randrange(2**32))

    def line(self, text: str, height: int) -> Ink:
        """Return a written line; ``height`` is about that of a small letter, in pixels."""
        size = round(height * 2.6 * _SIZES.get(self._face, 1.15))
        font = ImageFont.truetype(self._face, size)
        wide = int(font.getlength(_bare(text)) * 1.25) + 8 * size
        sheet = Image.new("L", (wide, size * 4), 0)
        draw = ImageDraw.Draw(sheet)
        x, base, drift = 2.0 * size, 2.4 * size, 0.0
        for word in text.split(" "):
            drift = 0.7 * drift + self._rng.gauss(0, 0.06 * size * self._unrest)
            for letter in word:
                x += self._letter(draw, font, letter, x, base + drift, size)
            x += size * self._rng.uniform(0.16, 0.34)
        ink = self._warped(np.asarray(sheet, dtype=np.uint8), size)
        rows, columns = np.flatnonzero(ink.max(axis=1) > 0.2), np.flatnonzero(ink.max(axis=0) > 0.2)
        if not len(rows):
            return ink[:1, :1]
        return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]

    def _letter(self, draw, font, letter: str, x: float, base: float, size: int) -> float:
        base += self._rng.gauss(0, 0.022 * size * self._unrest)
        plain, *marks = unicodedata.normalize(
            "NFD", letter.replace("đ", "d\u0335").replace("Đ", "D\u0335")
        )
        draw.text((x, base), plain, fill=255, font=font, anchor="ls", stroke_width=self._bold // 2)
        wide = font.getlength(plain)
        left, top, right, _ = font.getbbox(plain, anchor="ls")
        if plain in "i" and any(m in "\u0301\u0300\u0309\u0303" for m in marks):
            top = -0.3 * size
        pen = max(2, round(size * 0.035) + self._bold // 2)
        middle, above, unit = x + (left + right) / 2, base + top - 0.07 * size, 0.11 * size
        for mark in marks:
            above = self._mark(draw, mark, middle, above, base, unit, pen, x + right)
        return wide * self._rng.uniform(0.92, 1.08)

    def _mark(self, draw, mark, x, above, base, u, pen, right) -> float:
        j = lambda: self._rng.gauss(0, 0.25 * u)  # noqa: E731
        x += self._rng.gauss(0.3 * u, 0.5 * u)
        strokes: dict[str, Sequence[tuple[float, float]]] = {
            "\u0301": ((x - 0.5 * u, above), (x + 0.9 * u, above - 1.3 * u)),
            "\u0300": ((x - 0.9 * u, above - 1.3 * u), (x + 0.5 * u, above)),
            "\u0303": (
                (x - u, above),
                (x - 0.4 * u, above - 0.7 * u),
                (x + 0.4 * u, above - 0.1 * u),
                (x + u, above - 0.8 * u),
            ),
            "\u0309": (
                (x - 0.4 * u, above - 1.3 * u),
                (x + 0.5 * u, above - 1.2 * u),
                (x + 0.3 * u, above - 0.7 * u),
                (x, above),
            ),
            "\u0302": ((x - u, above + 0.2 * u), (x, above - 0.8 * u), (x + u, above + 0.2 * u)),
            "\u0306": ((x - u, above - 0.7 * u), (x, above), (x + u, above - 0.7 * u)),
            "\u031b": (
                (right - 0.3 * u, base - 4.0 * u),
                (right + 0.5 * u, base - 4.4 * u),
                (right + 0.6 * u, base - 5.2 * u),
            ),
            "\u0335": ((x - 0.4 * u, base - 5.6 * u), (x + 2.2 * u, base - 5.8 * u)),
        }
        if mark == "\u0323":
            draw.ellipse(
                (x - pen * 0.8, base + 1.3 * u, x + pen * 0.8, base + 1.3 * u + 1.6 * pen), fill=255
            )
            return above
        points = [(px + j(), py + j()) for px, py in strokes.get(mark, ())]
        if len(points) > 1:
            draw.line(points, fill=255, width=pen, joint="curve")
        return above - 1.5 * u if mark in "\u0302\u0306" else above

    def _warped(self, sheet: NDArray[np.uint8], size: int) -> Ink:
        """Lean and shake what was written; the pen presses now more, now less."""
        height, width = sheet.shape
        cells = (height // max(4, size // 3) + 2, width // max(4, size // 3) + 2)
        shake = [
            cv2.resize(
                self._noise.normal(0, 0.035 * size * self._unrest, cells).astype(np.float32),
                (width, height),
                interpolation=cv2.INTER_CUBIC,
            )
            for _ in range(2)
        ]
        wave = (
            0.08
            * size
            * self._unrest
            * np.sin(np.arange(width) / (size * self._rng.uniform(4, 9)) + self._rng.uniform(0, 6))
        )
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        lean = self._slant * (y - 0.6 * height)
        found = cv2.remap(
            sheet, x + lean + shake[0], (y + wave + shake[1]).astype(np.float32), cv2.INTER_LINEAR
        )
        press = cv2.resize(
            self._noise.normal(1.15, 0.2, (2, max(2, width // size))).astype(np.float32),
            (width, height),
        )
        return np.clip(
            cv2.GaussianBlur(found, (0, 0), 0.8).astype(np.float32) / 255 * press * 1.2, 0, 1
        )

    def signature(self, wide: int) -> Ink:
        """Return loops and a stroke under them."""
        points, x = [], 0.1
        steps = self._rng.randint(5, 9)
        for i in range(steps):
            x += self._rng.uniform(0.02, 0.16)
            points.append(
                (x - self._rng.uniform(0, 0.1), 0.5 + (-1) ** i * self._rng.uniform(0.05, 0.42))
            )
        points += [
            (x + 0.25, 0.35),
            (x + self._rng.uniform(0.3, 0.6), self._rng.uniform(0.1, 0.7)),
            (0.2, 0.8),
            (x + 0.3, 0.72),
        ]
        dense = _smooth(np.array(points)) * (wide / (x + 0.7), wide * 0.45)
        sheet = np.zeros((round(wide * 0.5), wide), dtype=np.uint8)
        pen = self._rng.randint(4, 7)
        for i, (a, b) in enumerate(pairwise(dense)):
            thick = max(2, round(pen * (0.75 + 0.35 * np.sin(i / 17))))
            cv2.line(
                sheet,
                tuple(a.astype(int).tolist()),
                tuple(b.astype(int).tolist()),
                255,
                thick,
                cv2.LINE_AA,
            )
        return sheet.astype(np.float32) / 255


def _smooth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a curve through the points (Catmull-Rom)."""
    padded = np.vstack([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, 24, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        parts.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    return np.vstack(parts)


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in parts if not unicodedata.combining(c))


# --- sheet -----------------------------------------------------------------------------------


class Sheet:
    """A page in colour that is printed and written on."""

    def __init__(self, print_: NDArray[np.uint8], rng: random.Random) -> None:
        self._rng = rng
        self._noise = np.random.default_rng(rng.randrange(2**32))
        paper = np.array([1, rng.uniform(0.98, 1), rng.uniform(0.93, 1)]) * rng.uniform(0.88, 0.98)
        self.light = (0.1 + (paper - 0.1) * (print_[..., None] / 255.0)).astype(np.float32)
        self.boxes: list[Box] = []

    def write(self, ink: Ink, x: int, y: int, colour: Sequence[int], turn: float = 0.0) -> None:
        """Put ink on the page, its top left at x, y."""
        if turn:
            width = ink.shape[1]
            grown = np.pad(ink, ((round(abs(turn) * width / 50),) * 2, (0, 0)))
            matrix = cv2.getRotationMatrix2D((width / 2, grown.shape[0] / 2), turn, 1)
            ink = cv2.warpAffine(grown, matrix, grown.shape[::-1])
        ink = self.press(ink, x, y, colour)
        rows, columns = np.flatnonzero(ink.max(axis=1) > 0.2), np.flatnonzero(ink.max(axis=0) > 0.2)
        if len(rows):
            self.boxes.append(
                (x + int(columns[0]), y + int(rows[0]), x + int(columns[-1]), y + int(rows[-1]))
            )

    def press(self, ink: Ink, x: int, y: int, colour: Sequence[int]) -> Ink:
        """Put ink on the page without counting it as written; return what lies on the page."""
        height, width = self.light.shape[:2]
        ink = ink[: max(0, height - y), : max(0, width - x)]
        place = self.light[y : y + ink.shape[0], x : x + ink.shape[1]]
        place *= 1 - ink[..., None] * (1 - np.array(colour) / 255 * 0.9)
        return ink

    def scanned(self) -> NDArray[np.uint8]:
        """Return the page as a scanner gives it."""
        light = cv2.GaussianBlur(self.light, (0, 0), self._rng.uniform(0.6, 1.0))
        light += self._noise.normal(0, self._rng.uniform(0.008, 0.025), light.shape[:2])[..., None]
        pixels = np.clip(light * 255, 0, 255).astype(np.uint8)
        if self._rng.random() < 0.25:  # many offices scan in grey
            pixels = np.repeat(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
        packed = cv2.imencode(
            ".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, self._rng.randint(60, 88)]
        )[1]
        return cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1].copy()


def _print_in_blue(sheet: Sheet, rng: random.Random) -> None:
    """Print in a colour that hands use too: a digital signature, a clerk's stamp."""
    colour = rng.choice(((40, 40, 220), (30, 60, 190), (60, 50, 170)))
    if rng.random() < 0.6:
        lines = rng.choice((_SIGNED_BY, _SIGNED_BY[1:], _RECEIVED))
        size, x, y = rng.randint(24, 44), rng.randint(1500, 1850), rng.randint(30, 90)
        _type(
            sheet,
            lines,
            rng.choice(("Tinos-Regular.ttf", "Arimo-Regular.ttf")),
            size,
            (x, y),
            colour,
        )
    if rng.random() < 0.4:
        _logo(sheet, rng, colour)
    if rng.random() < 0.4:
        x, y = rng.randint(40, 200), rng.randint(500, 3000)
        box = np.zeros((230, 520), dtype=np.float32)
        cv2.rectangle(box, (2, 2), (517, 227), 1.0, 5)
        sheet.press(box, x, y, colour)
        _type(sheet, _RECEIVED, "Tinos-Bold.ttf", 44, (x + 25, y + 25), colour)


def _logo(sheet: Sheet, rng: random.Random, colour: Sequence[int]) -> None:
    """Print a firm's sign: heavy slanted letters, a swoosh in another colour."""
    x, y = rng.randint(1250, 1500), rng.randint(30, 120)
    face = ImageFont.truetype(rng.choice(("Tinos-BoldItalic.ttf", "Arimo-BoldItalic.ttf")), 96)
    image = Image.new("L", (420, 150), 0)
    name = "".join(rng.sample("ABCDGHNTVX", rng.randint(3, 4)))
    ImageDraw.Draw(image).text((60, 10), name, fill=255, font=face)
    sheet.press(np.asarray(image, dtype=np.float32) / 255, x, y, colour)
    swoosh = np.zeros((150, 420), dtype=np.float32)
    cv2.ellipse(swoosh, (200, 90), (180, 40), -12, 20, 230, 1.0, rng.randint(5, 12), cv2.LINE_AA)
    sheet.press(swoosh, x, y, rng.choice(((200, 40, 40), (30, 30, 120), (40, 120, 60))))


_SIGNED_BY = (
    "Ký bởi: Ủy ban nhân dân xã",
    "Cơ quan: Tỉnh Bình Minh",
    "Thời gian ký: 08/02/2025 14:42:41",
)
_RECEIVED = ("CÔNG VĂN ĐẾN", "Số: ........... Ngày: .../.../......", "Chuyển: ....................")


def _type(
    sheet: Sheet,
    lines: Sequence[str],
    face: str,
    size: int,
    at: tuple[int, int],
    colour: Sequence[int],
) -> None:
    font = ImageFont.truetype(face, size)
    for i, line in enumerate(lines):
        image = Image.new("L", (round(font.getlength(line)) + 8, 2 * size), 0)
        ImageDraw.Draw(image).text((4, 0), line, fill=255, font=font)
        sheet.press(
            np.asarray(image, dtype=np.float32) / 255, at[0], at[1] + round(1.3 * size * i), colour
        )


def written_pages(kind: str, seed: int, count: int) -> Iterator[WrittenPage]:
    """Yield pages of a kind: petition, header, note, signature, form."""
    made = _KINDS[kind]
    sources = islice(papers(seed), 4 * count)
    found = 0
    for number, paper in enumerate(sources):
        rng = random.Random(f"{kind}/{seed}/{number}")
        page = made(paper, rng)
        if page is not None and page.boxes:
            if kind not in ("petition", "form"):
                _print_in_blue(page, rng)
            yield WrittenPage(
                f"{kind}/{seed}/{number}", page.scanned(), tuple(page.boxes), kind == "signature"
            )
            found += 1
            if found == count:
                return


def _petition(paper: Paper, rng: random.Random) -> Sheet:
    """All of it by hand, on white paper or on a ruled sheet."""
    blank = np.full(_SHEET[::-1], 255, dtype=np.uint8)
    leading = rng.randint(95, 130)
    if rng.random() < 0.5:
        blank[300::leading] = 170
    sheet, hand = Sheet(blank, rng), Hand(rng)
    words, y = paper.text.split(), 300
    while words and y < _SHEET[1] - 300:
        taken = words[: rng.randint(8, 11)]
        words = words[len(taken) :]
        ink = hand.line(" ".join(taken), round(leading * 0.27))
        left = rng.randint(230, 280)
        if ink.shape[1] > _SHEET[0] - left - 60:
            ink = ink[:, : _SHEET[0] - left - 60]
        sheet.write(ink, left, y + leading - round(0.75 * ink.shape[0]), hand.ink)
        y += leading
    return sheet


def _letters(paper: Paper):
    """Return the page drawn, its text, and the box of each letter in pixels."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        page = document[paper.index]
        drawn = np.array(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"))
        letters = page.get_textpage()
        text = letters.get_text_range()
        height, scale = page.get_height(), DPI / 72
        boxes = [letters.get_charbox(i) for i in range(letters.count_chars())]
    placed = [
        (x0 * scale, (height - y1) * scale, x1 * scale, (height - y0) * scale)
        for x0, y0, x1, y1 in boxes
    ]
    return drawn, text, placed


def _header(paper: Paper, rng: random.Random) -> Sheet | None:
    """Number and day written into the blanks of a printed page."""
    drawn, text, boxes = _letters(paper)
    if len(text) != len(boxes):
        return None
    places = [
        m.span(1) for m in re.finditer(r"(?:[Ss]ố:\s?|ngày )(\d{1,4})(?=/[A-ZĐ]| tháng)", text)
    ][:3]
    if not places:
        return None
    for start, end in places:
        x0, y0 = (int(min(box[i] for box in boxes[start:end])) for i in (0, 1))
        x1, y1 = (int(max(box[i] for box in boxes[start:end])) for i in (2, 3))
        drawn[y0 - 3 : y1 + 4, x0 - 2 : x1 + 3] = 255
    sheet, hand = Sheet(drawn, rng), Hand(rng)
    for start, end in places:
        x0, y1 = int(boxes[start][0]), int(boxes[end - 1][3])
        ink = hand.line(text[start:end], rng.randint(20, 27))
        sheet.write(ink, x0 + rng.randint(-4, 6), y1 - ink.shape[0] + rng.randint(-6, 8), hand.ink)
    return sheet


def _note(paper: Paper, rng: random.Random) -> Sheet:
    """A leader's note across a corner of a printed page."""
    sheet, hand = Sheet(_letters(paper)[0], rng), Hand(rng)
    words, turn = paper.text.split(), rng.uniform(-12, 14)
    x, y = rng.choice(((60, 330), (70, 900), (1500, 420), (120, 2900)))
    for i in range(rng.randint(2, 4)):
        start = rng.randrange(max(1, len(words) - 4))
        ink = hand.line(" ".join(words[start : start + rng.randint(2, 4)]), rng.randint(26, 40))
        sheet.write(
            ink[:, : _SHEET[0] - x - 40], x + rng.randint(0, 40), y + i * 110, hand.ink, turn
        )
    return sheet


def _signed(paper: Paper, rng: random.Random) -> Sheet:
    """A signature beside the foot of a printed page."""
    drawn = _letters(paper)[0]
    sheet, hand = Sheet(drawn, rng), Hand(rng)
    inked = np.flatnonzero((drawn < 128).any(axis=1))
    y = min(int(inked[-1]) - rng.randint(60, 240), _SHEET[1] - 420)
    sheet.write(hand.signature(rng.randint(500, 800)), rng.randint(1250, 1600), max(0, y), hand.ink)
    return sheet


_LABELS = (
    "Họ và tên:",
    "Sinh ngày:",
    "Số CCCD:",
    "Địa chỉ:",
    "Điện thoại:",
    "Kính gửi:",
    "Nội dung đơn:",
    "Tài liệu kèm theo:",
    "Ngày nhận:",
    "Người viết đơn:",
)


def _form(paper: Paper, rng: random.Random) -> Sheet:
    """A printed form whose dotted lines are filled in by hand."""
    face = ImageFont.truetype("Tinos-Regular.ttf", 54)
    image = Image.new("L", _SHEET, 255)
    draw = ImageDraw.Draw(image)
    draw.text((820, 330), "ĐƠN ĐỀ NGHỊ", font=face, fill=0)
    rows = []
    for i in range(20):
        y, label = 520 + 125 * i, _LABELS[i % len(_LABELS)] if i % 3 != 2 else ""
        draw.text((300, y), label, font=face, fill=0, anchor="ls")
        x = 320 + round(face.getlength(label))
        draw.text(
            (x, y), "." * round((2250 - x) / face.getlength(".")), font=face, fill=0, anchor="ls"
        )
        rows.append((x, y))
    sheet, hand = Sheet(np.asarray(image).copy(), rng), Hand(rng)
    words = paper.text.split()
    for x, y in rows:
        if rng.random() < 0.85:
            count = rng.randint(2, 7)
            ink = hand.line(" ".join(words[:count]), rng.randint(26, 34))
            words = words[count:]
            ink = ink[:, : 2300 - x - 30]
            sheet.write(ink, x + rng.randint(5, 30), y - round(0.78 * ink.shape[0]), hand.ink)
    return sheet


_KINDS: dict[str, Callable[[Paper, random.Random], Sheet | None]] = {
    "petition": _petition,
    "header": _header,
    "note": _note,
    "signature": _signed,
    "form": _form,
}
KINDS = tuple(_KINDS)
