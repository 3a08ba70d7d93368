"""Image files: every kind gives the same upright page; broken and hostile ones give none."""

import io
import struct
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageOps

from pipeline.errors import Corrupt, InputError, TooLarge, Unsupported
from pipeline.reading import read
from pipeline.reading.formats.images import PageImage, count_pages, pages_of
from pipeline.settings import Intake, Settings
from tests.reading.made_heic import heic

INTAKE = Intake()


@pytest.fixture(scope="module")
def sheet(letter_image: np.ndarray) -> Image.Image:
    """The top of the letter in grey, 600 × 400; its corners differ, so that turns show."""
    sheet = Image.fromarray(letter_image[100:500, 200:800]).convert("L")
    sheet.paste(40, (0, 0, 60, 30))
    return sheet


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def pages(data: bytes, intake: Intake = INTAKE) -> list[PageImage]:
    found = list(pages_of(data, intake))
    assert len(found) == count_pages(data, intake)
    return found


def difference(page: PageImage, truth: Image.Image) -> float:
    """Mean distance of two grey pages, in levels of 255."""
    grey = page.pixels if page.pixels.ndim == 2 else page.pixels.mean(axis=2)
    assert grey.shape == (truth.height, truth.width)
    return float(np.abs(grey.astype(float) - np.asarray(truth, dtype=float)).mean())


def as_16_bit(sheet: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(sheet, dtype=np.uint16) * 257)


MODES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "1": lambda sheet: sheet.point(lambda v: 255 * (v > 127), "1"),
    "L": lambda sheet: sheet,
    "P": lambda sheet: sheet.convert("RGB").quantize(64),
    "RGB": lambda sheet: sheet.convert("RGB"),
    "CMYK": lambda sheet: sheet.convert("RGB").convert("CMYK"),
    "LA": lambda sheet: sheet.convert("LA"),
    "RGBA": lambda sheet: sheet.convert("RGBA"),
    "I;16": as_16_bit,
    "F": lambda sheet: sheet.convert("F"),
}
KINDS = [
    *(("JPEG", mode, {}) for mode in ("L", "RGB", "CMYK")),
    ("JPEG", "RGB", {"progressive": True}),
    *(("PNG", mode, {}) for mode in ("1", "L", "P", "RGB", "LA", "RGBA", "I;16")),
    *(("WEBP", mode, {"lossless": lossless}) for mode in ("L", "RGBA") for lossless in (0, 1)),
    *(("TIFF", mode, {}) for mode in MODES),
    *(("TIFF", "1", {"compression": how}) for how in ("group3", "group4")),
    *(("TIFF", "RGB", {"compression": how}) for how in ("jpeg", "tiff_lzw", "packbits")),
    ("TIFF", "I;16", {"compression": "tiff_adobe_deflate"}),
]


@pytest.mark.parametrize(("kind", "mode", "options"), KINDS)
def test_every_kind_of_image_is_the_same_page(
    kind: str, mode: str, options: dict, sheet: Image.Image
) -> None:
    image = MODES[mode](sheet)
    (page,) = pages(saved(image, kind, dpi=(100, 100), **options))
    assert difference(page, MODES["1"](sheet).convert("L") if mode == "1" else sheet) < 4
    assert page.dpi == (round(600 / (297 / 25.4)) if kind == "WEBP" else 100)


def test_photo_of_a_phone(sheet: Image.Image) -> None:
    (page,) = pages(heic(np.asarray(sheet)))
    assert difference(page, sheet) < 20  # video leaves out the blackest and the whitest
    (page,) = pages(heic(np.asarray(sheet), quarter_turns=3))
    assert difference(page, sheet.rotate(-90, expand=True)) < 20


def test_photo_of_a_phone_is_read_whatever_its_name(letter_image: np.ndarray, settings) -> None:
    grey = np.asarray(Image.fromarray(letter_image[:900]).convert("L"))
    document = read(heic(grey), ".jpg", settings)
    assert document.media_type == "image/heic"
    assert "Số: 45/TB-UBND" in document.text


def test_relative_of_heic_without_a_decoder(settings: Settings) -> None:
    head = struct.pack("!I", 28) + b"ftypavif" + bytes(4) + b"avifmif1miaf"
    with pytest.raises(Unsupported):
        read(head + bytes(400), ".avif", settings)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", list(range(1, 9)))
def test_turned_as_exif_says(kind: str, orientation: int, sheet: Image.Image) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    (page,) = pages(saved(laid_down(sheet.convert("RGB"), orientation), kind, exif=exif))
    assert difference(page, sheet) < 4


def laid_down(upright: Image.Image, orientation: int) -> Image.Image:
    """Turn an image so that this EXIF orientation makes it upright again."""
    turn = Image.Transpose
    undo = {6: turn.ROTATE_90, 8: turn.ROTATE_270, 2: turn.FLIP_LEFT_RIGHT, 3: turn.ROTATE_180}
    undo |= {4: turn.FLIP_TOP_BOTTOM, 5: turn.TRANSPOSE, 7: turn.TRANSVERSE}
    return upright.transpose(undo[orientation]) if orientation in undo else upright


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_broken_exif_costs_the_turn_only(sheet: Image.Image) -> None:
    data = saved(sheet, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff broken")
    assert difference(pages(data)[0], sheet) < 4


def tiff_of(*images: Image.Image, **options: object) -> bytes:
    from PIL import TiffImagePlugin

    file = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(file, True) as out:
        for image in images:
            image.save(out, "TIFF", **({"dpi": (100, 100)} | options | image.info))
            out.newFrame()
    return file.getvalue()


def test_pages_of_a_mixed_tiff(sheet: Image.Image) -> None:
    small = sheet.resize((450, 300))
    small.info |= {"dpi": (75, 75)}
    black = MODES["1"](sheet)
    black.info |= {"compression": "group4"}
    colour = sheet.convert("RGB")
    colour.info |= {"compression": "jpeg"}
    data = tiff_of(small, black, as_16_bit(sheet), colour)
    found = pages(data)
    assert [page.dpi for page in found] == [75, 100, 100, 100]
    assert difference(found[0], small) < 1
    assert difference(found[1], black.convert("L")) < 1
    assert difference(found[3], sheet) < 4
    (third, first) = pages_of(data, INTAKE, [2, 0])
    assert difference(third, sheet) < 1 and first.dpi == 75


def test_previews_in_a_tiff_are_no_pages(sheet: Image.Image) -> None:
    preview = sheet.resize((60, 40))
    preview.info |= {"tiffinfo": {254: 1}}
    found = pages(tiff_of(sheet, preview, sheet))
    assert [page.pixels.shape for page in found] == [(400, 600), (400, 600)]


@pytest.mark.parametrize(("dpi", "turned"), [((204, 98), 1), ((204, 391), 1), ((98, 204), 6)])
def test_fax_gets_square_pixels(dpi: tuple[int, int], turned: int, sheet: Image.Image) -> None:
    finest = max(dpi)
    large = ImageOps.pad(sheet, (1728, 2376), color=255)
    large = laid_down(large, 6) if turned == 6 else large
    across, down = dpi
    size = (round(large.width * across / finest), round(large.height * down / finest))
    sent = MODES["1"](large.resize(size))
    exif = Image.Exif()
    exif[274] = turned
    (page,) = pages(saved(sent, "TIFF", compression="group4", dpi=dpi, exif=exif))
    assert page.dpi == finest
    height, width = page.pixels.shape
    assert height / width == pytest.approx(2376 / 1728, abs=0.01)


def test_nearly_square_pixels_are_left_alone(sheet: Image.Image) -> None:
    (page,) = pages(saved(sheet, "PNG", dpi=(200, 190)))
    assert page.pixels.shape == (400, 600)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "MPO"])
def test_what_moves_is_its_first_picture(kind: str, sheet: Image.Image) -> None:
    first = sheet.convert("RGB")
    moved = saved(first, kind, save_all=True, append_images=[ImageOps.invert(first)])
    (page,) = pages(moved)
    assert difference(page, sheet) < 4


def test_clear_parts_are_white_paper(sheet: Image.Image) -> None:
    clear = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    clear.putalpha(ImageOps.invert(sheet))
    (page,) = pages(saved(clear, "PNG"))
    assert difference(page, sheet) < 2


def test_unfilled_alpha_hides_nothing(sheet: Image.Image) -> None:
    image = sheet.convert("RGBA")
    image.putalpha(0)
    (page,) = pages(saved(image, "PNG"))
    assert difference(page, sheet) < 1


def test_black_on_white_in_16_bits_the_other_way_round(sheet: Image.Image) -> None:
    data = saved(as_16_bit(ImageOps.invert(sheet)), "TIFF", tiffinfo={262: 0})
    (page,) = pages(data)
    assert difference(page, sheet) < 2


FILES: dict[str, Callable[[Image.Image], bytes]] = {
    "jpeg": lambda sheet: saved(sheet, "JPEG"),
    "progressive": lambda sheet: saved(sheet, "JPEG", progressive=True),
    "png": lambda sheet: saved(sheet, "PNG"),
    "webp": lambda sheet: saved(sheet, "WEBP"),
    "lossless": lambda sheet: saved(sheet, "WEBP", lossless=True),
    "lzw": lambda sheet: saved(sheet, "TIFF", compression="tiff_lzw"),
    "group4": lambda sheet: saved(MODES["1"](sheet), "TIFF", compression="group4"),
    "tiff-jpeg": lambda sheet: saved(sheet.convert("RGB"), "TIFF", compression="jpeg"),
    "heic": lambda sheet: heic(np.asarray(sheet)),
}


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow tells of the damage before it raises
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("filled", [False, True], ids=["cut", "zeros"])
@pytest.mark.parametrize("kind", FILES)
def test_half_a_copy_is_no_page(kind: str, filled: bool, share: float, sheet: Image.Image) -> None:
    rng = np.random.default_rng(3)
    noisy = np.asarray(sheet) * 0.8 + rng.integers(0, 40, (400, 600))
    data = FILES[kind](Image.fromarray(noisy.astype(np.uint8)))
    kept = int(len(data) * share)
    with pytest.raises(Corrupt):
        pages(data[:kept] + bytes(len(data) - kept) * filled)


def test_zeros_behind_a_whole_picture_do_no_harm(sheet: Image.Image) -> None:
    for kind in ("JPEG", "PNG"):
        assert difference(pages(saved(sheet, kind) + bytes(512))[0], sheet) < 4


def test_too_many_pages_are_counted_before_they_are_decoded(sheet: Image.Image) -> None:
    data = tiff_of(*[sheet.resize((30, 20)) for _ in range(5)])
    assert len(pages(data, Intake(max_pages=5))) == 5
    with pytest.raises(TooLarge):
        count_pages(data, Intake(max_pages=4))


def test_previews_without_end_are_counted_too(sheet: Image.Image) -> None:
    small = sheet.resize((30, 20))
    small.info |= {"tiffinfo": {254: 1}}
    with pytest.raises(TooLarge):
        count_pages(tiff_of(*[small] * 9), Intake(max_pages=2))


def test_pages_in_a_circle_end(sheet: Image.Image) -> None:
    data = bytearray(saved(sheet.resize((30, 20)), "TIFF"))
    (first,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, first)
    struct.pack_into("<I", data, first + 2 + 12 * entries, first)
    try:
        assert len(pages(bytes(data))) == 1
    except InputError as error:
        assert isinstance(error, Corrupt | TooLarge)


def test_bombs_are_refused_before_decoding(sheet: Image.Image) -> None:
    few = Intake(max_pixels=200_000)
    for data in (*(make(sheet) for make in FILES.values()), saved(sheet, "TIFF", dpi=(204, 98))):
        with pytest.raises(TooLarge):
            pages(data, few)
    # of a fax the page that it becomes counts
    fax = saved(MODES["1"](sheet), "TIFF", dpi=(204, 98))
    with pytest.raises(TooLarge):
        pages(fax, Intake(max_pixels=300_000))
