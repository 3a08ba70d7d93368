"""Files made to harm the reader, written byte by byte; what can be read in them is ``LINE``."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

LINE = "Day la don khieu nai so 45"
SHOWN = f"BT /F 14 Tf 60 700 Td ({LINE}) Tj ET ".encode()
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects; 1 is the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    at: dict[int, int] = {}
    for number, body in objects.items():
        at[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    free = b"0000000000 65535 f \n"
    out.write(b"xref\n0 %d\n" % (max(at) + 1) + free)
    for number in range(1, max(at) + 1):
        out.write(b"%010d 00000 n \n" % at[number] if number in at else free)
    out.write(b"trailer\n<</Size %d/Root 1 0 R" % (max(at) + 1) + trailer + b">>\n")
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def objects_of(
    content: bytes = SHOWN,
    more: Mapping[int, bytes] | None = None,
    *,
    resources: bytes = b"",
    page: bytes = b"",
    catalogue: bytes = b"",
    box: bytes = b"[0 0 595 842]",
) -> dict[int, bytes]:
    """The objects of a PDF of one page: 2 the page tree, 3 the page, 4 its font, 5 its content."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/Contents 5 0 R/MediaBox%s" % box
        + b"/Resources<</Font<</F 4 0 R>>%s>>%s>>" % (resources, page),
        4: HELVETICA,
        5: stream(content),
        **(more or {}),
    }


def one_page(
    content: bytes = SHOWN, more: Mapping[int, bytes] | None = None, **entries: bytes
) -> bytes:
    return pdf(objects_of(content, more, **entries))


def pictured(
    data: bytes, filters: bytes, size: tuple[int, int] = (100, 100), bits: int = 8
) -> bytes:
    """A page with the line and an image in the given encoding."""
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d" % (*size, bits)
    image = stream(data, head + b"/ColorSpace/DeviceGray/Filter" + filters)
    shown = SHOWN + b"q 400 0 0 400 60 100 cm /I Do Q"
    return one_page(shown, {6: image}, resources=b"/XObject<</I 6 0 R>>")


def form(content: bytes, entries: bytes = b"") -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + entries)


def fonted(kind: bytes, key: bytes, data: bytes) -> bytes:
    """A page whose font lies in the file."""
    font = b"<</Type/Font/Subtype/%s/BaseFont/X/FirstChar 0/LastChar 255/Widths[%s]" % (
        kind,
        b"500 " * 256,
    )
    described = (
        b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/%s 7 0 R>>" % key
    )
    kinds = b"/Subtype/Type1C" if key == b"FontFile3" else b""
    return one_page(
        more={4: font + b"/FontDescriptor 6 0 R>>", 6: described, 7: stream(data, kinds)}
    )


# --- images that say they are huge -----------------------------------------------------------


def jpeg2000(width: int, height: int) -> bytes:
    """A codestream of one empty tile."""
    size = struct.pack(">HIIIIIIIIH", 0, width, height, 0, 0, width, height, 0, 0, 1)
    coding = struct.pack(">HBBHBBBBBB", 12, 0, 0, 1, 0, 5, 4, 4, 0, 1)
    steps = struct.pack(">HB", 19, 0x40) + b"\x40" * 16
    tile = struct.pack(">HHIBB", 10, 0, 18, 0, 1)
    return (
        b"\xff\x4f\xff\x51"
        + struct.pack(">H", len(size) + 5)
        + size
        + b"\x07\x01\x01"
        + (b"\xff\x52" + coding + b"\xff\x5c" + steps + b"\xff\x90" + tile)
        + b"\xff\x93\0\0\0\0\xff\xd9"
    )


def jbig2(width: int, height: int) -> bytes:
    """The head of a page, and nothing on it."""
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    return struct.pack(">IBBI", 0, 48, 1, len(page)) + page


def claiming(jpeg: bytes, width: int, height: int) -> bytes:
    """The JPEG with another size in its head."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def png(width: int, height: int, pixels: bytes, before: bytes = b"") -> bytes:
    """An RGB image; ``before``: blocks that stand before its pixels."""
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + block(b"IHDR", head)
        + before
        + block(b"IDAT", zlib.compress(pixels))
        + block(b"IEND", b"")
    )


def block(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))


def tiff(width: int, height: int, following: int = 0, frames: int = 1) -> bytes:
    """Grey images of which no pixel is there; ``following`` is the place of one more."""
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    entries = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8)]
    entries += [(277, 1), (278, height), (279, 100)]
    body = struct.pack("<H", len(entries))
    body += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    for left in reversed(range(frames)):
        after = len(out) + len(body) + 4
        out += body + struct.pack("<I", after if left else following)
    return bytes(out)


# --- packed again and again ------------------------------------------------------------------


def packed(size: int, times: int) -> bytes:
    """So many spaces, compressed so many times."""
    packer = zlib.compressobj(9, wbits=-15)
    chunk = b" " * 1_000_000
    piece = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(size // len(chunk)):
        check = zlib.adler32(chunk, check)
    ended = b"\x03\0" + struct.pack(">I", check)
    data = b"\x78\xda" + piece * (size // len(chunk)) + ended
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return file.getvalue()


def word(body: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx with this body."""
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (space, body)
    return zipped({"word/document.xml": xml, **(parts or {})})
