"""Writes grey pixels as .heic, the photo format of phones, for which there is a decoder only.

The picture is HEVC (ITU-T H.265) with every block in its uncompressed form (pcm), in HEIF boxes
(ISO/IEC 23008-12): large, but a valid file of which every pixel is known.
"""

import struct

import numpy as np

_BLOCK = 32
# Table 9-53 of H.265: what a least probable symbol takes of a range of 448 to 510, by state.
_LPS = (
    *(240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135, 128, 122, 116, 110, 104, 99, 94),
    *(89, 85, 80, 76, 72, 69, 65, 62, 59, 56, 53, 50, 48, 45, 43, 41, 39, 37, 35, 33, 31, 30, 28),
    *(27, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 14, 13, 12, 12, 11, 11, 10, 9),
)


def heic(pixels: np.ndarray, quarter_turns: int = 0) -> bytes:
    """Return a .heic of grey pixels, to be shown turned counterclockwise by quarter turns."""
    height, width = pixels.shape
    padded = np.pad(pixels, ((0, -height % _BLOCK), (0, -width % _BLOCK)), mode="edge")
    sps = _sequence(width, height)
    sets = ((32, _video()), (33, sps), (34, _picture()))
    config = bytes([1, 3]) + struct.pack("!I", 0x70000000) + bytes([0x90, 0, 0, 0, 0, 0, 180])
    config += bytes([0xF0, 0, 0xFC, 0xFD, 0xF8, 0xF8, 0, 0, 0x0F, len(sets)])
    for kind, body in sets:
        unit = _unit(kind, body)
        config += struct.pack("!BHH", 0x80 | kind, 1, len(unit)) + unit
    slice_unit = _unit(19, _slice(padded))
    return _boxes(config, width, height, quarter_turns, slice_unit)


def _boxes(config: bytes, width: int, height: int, turns: int, unit: bytes) -> bytes:
    item = _full(b"infe", 2, struct.pack("!HH4s", 1, 0, b"hvc1") + b"\0")
    properties = _box(
        b"ipco",
        _box(b"hvcC", config)
        + _full(b"ispe", 0, struct.pack("!II", width, height))
        + _box(b"irot", bytes([turns])),
    )
    used = _full(b"ipma", 0, struct.pack("!IHB3B", 1, 1, 3, 0x81, 2, 0x83))
    data = struct.pack("!I", len(unit)) + unit
    head = _box(b"ftyp", b"heic" + bytes(4) + b"mif1heic")

    def meta(offset: int) -> bytes:
        place = struct.pack("!HHHHHII", 0x4400, 1, 1, 0, 1, offset, len(data))
        return _full(
            b"meta",
            0,
            _full(b"hdlr", 0, bytes(4) + b"pict" + bytes(13))
            + _full(b"pitm", 0, struct.pack("!H", 1))
            + _full(b"iinf", 0, struct.pack("!H", 1) + item)
            + _box(b"iprp", properties + used)
            + _full(b"iloc", 0, place),
        )

    return head + meta(len(head) + len(meta(0)) + 8) + _box(b"mdat", data)


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body) + 8) + kind + body


def _full(kind: bytes, version: int, body: bytes) -> bytes:
    return _box(kind, bytes([version, 0, 0, 0]) + body)


def _unit(kind: int, body: bytes) -> bytes:
    """Return a NAL unit; a third byte parts what would look like the start of another."""
    out = bytearray([kind << 1, 1])
    zeros = 0
    for byte in body:
        if zeros >= 2 and byte <= 3:
            out.append(3)
            zeros = 0
        out.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(out)


class _Bits:
    def __init__(self) -> None:
        self.bits: list[str] = []

    def u(self, value: int, count: int) -> None:
        self.bits.append(f"{value:0{count}b}")

    def ue(self, *values: int) -> None:
        """Exp-Golomb codes; a signed zero has the same code."""
        for value in values:
            digits = f"{value + 1:b}"
            self.bits.append("0" * (len(digits) - 1) + digits)

    def ended(self) -> bytes:
        bits = "".join(self.bits) + "1"
        bits += "0" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8)


def _profile(out: _Bits) -> None:
    out.u(3, 8)  # main still picture
    out.u(0x70000000, 32)
    out.u(0b1001, 4)
    out.u(0, 44)
    out.u(180, 8)  # level 6


def _video() -> bytes:
    out = _Bits()
    out.u(0b0000_1_1_000000_000_1, 16)
    out.u(0xFFFF, 16)
    _profile(out)
    out.u(1, 1)
    out.ue(0, 0, 0)
    out.u(0, 6)
    out.ue(0)
    out.u(0, 2)
    return out.ended()


def _sequence(width: int, height: int) -> bytes:
    right, bottom = -width % _BLOCK, -height % _BLOCK
    out = _Bits()
    out.u(0b0000_000_1, 8)
    _profile(out)
    out.ue(0, 1, width + right, height + bottom)
    out.u(1, 1)
    out.ue(0, right // 2, 0, bottom // 2)  # cut off the padding
    out.ue(0, 0, 0)
    out.u(1, 1)
    out.ue(0, 0, 0)
    out.ue(2, 0, 0, 3, 0, 0)  # blocks of 32, transforms of 4 to 32
    out.u(0b000_1, 4)  # pcm
    out.u(0x77, 8)
    out.ue(2, 0)
    out.u(1, 1)
    out.ue(0)
    out.u(0, 5)
    return out.ended()


def _picture() -> bytes:
    out = _Bits()
    out.ue(0, 0)
    out.u(0, 7)
    out.ue(0, 0, 0)
    out.u(0, 3)
    out.ue(0, 0)
    out.u(0, 7)
    out.u(0b1_0_1_0_0, 5)  # no deblocking
    out.ue(0)
    out.u(0, 2)
    return out.ended()


class _Cabac:
    """The arithmetic coder of H.265, 9.3.5, for the few symbols that a pcm picture has."""

    def __init__(self) -> None:
        self.out = bytearray()
        self._bits = ""
        self._state = 0
        self._start()

    def _start(self) -> None:
        self._low, self._range, self._first, self._waiting = 0, 510, True, 0

    def likely(self) -> None:
        """Code the likely value of the one symbol that has a context."""
        self._range -= _LPS[self._state]
        self._state = min(62, self._state + 1)
        self._renorm()

    def end(self, yes: bool) -> None:
        self._range -= 2
        if not yes:
            self._renorm()
            return
        self._low += self._range
        self._range = 2
        self._renorm()
        self._put(self._low >> 9 & 1)
        self._bits += f"{(self._low >> 7 & 3) | 1:02b}"
        self._bits += "0" * (-len(self._bits) % 8)
        self.out += int(self._bits, 2).to_bytes(len(self._bits) // 8)
        self._bits = ""
        self._start()

    def header(self, bits: str) -> None:
        self._bits += bits

    def _renorm(self) -> None:
        while self._range < 256:
            if self._low < 256:
                self._put(0)
            elif self._low >= 512:
                self._low -= 512
                self._put(1)
            else:
                self._low -= 256
                self._waiting += 1
            self._range <<= 1
            self._low <<= 1

    def _put(self, bit: int) -> None:
        if self._first:
            self._first = False
        else:
            self._bits += str(bit)
        self._bits += str(1 - bit) * self._waiting
        self._waiting = 0


def _slice(pixels: np.ndarray) -> bytes:
    coder = _Cabac()
    coder.header("10101111")  # the first slice, intra, its header's end
    colour = bytes([128]) * (_BLOCK * _BLOCK // 2)
    height, width = pixels.shape
    places = [(y, x) for y in range(0, height, _BLOCK) for x in range(0, width, _BLOCK)]
    for y, x in places:
        coder.likely()  # the block is one
        coder.end(True)  # and pcm
        coder.out += pixels[y : y + _BLOCK, x : x + _BLOCK].tobytes() + colour
        coder.end((y, x) == places[-1])
    return bytes(coder.out)
