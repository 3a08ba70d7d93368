"""Made official documents: header, body with references, recipients and signer."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.corpus import people
from tests.corpus.document import Columns, Line, MadeDocument, Pen, full_date


@dataclass(frozen=True)
class Body:
    """Who issues: the lines of its header, its mark in symbols, and who signs."""

    parent: str | None
    name: tuple[str, ...]
    symbol: str
    unit: str
    place: str
    signers: tuple[tuple[str, ...], ...]


@dataclass
class Sheet:
    """An official document while it is written."""

    pen: Pen
    body: Body
    commune: people.Commune
    day: date
    truth: dict[str, Any]

    def citizen(self) -> people.Person:
        """Return another inhabitant of the commune at each call."""
        return people.person(self.pen.rng, self.commune, self.day)

    def province(self) -> str:
        """Return how the province is called this time: «tỉnh» or by its name."""
        return self.commune.level if self.pen.chance(0.8) else self.commune.province


def official(id: str, rng: random.Random, commune: people.Commune) -> MadeDocument:
    """Return an official document of the commune or of a body above it."""
    pen = Pen(rng)
    kind = pen.pick(tuple(_KINDS))
    abbreviation, write = _KINDS[kind]
    body = pen.pick(_own(commune) if kind == "QUYẾT ĐỊNH" else _bodies(commune))
    day = pen.day_before(date(2026, 11, 20), 0, 500)
    number = f"{rng.randint(2, 4900):02}"
    mark = f"{body.symbol}-{body.unit}" if kind == "CÔNG VĂN" else f"{abbreviation}-{body.symbol}"
    header: dict[str, Any] = {
        "parent_issuer": body.parent,
        "issuer": " ".join(body.name),
        "number": number,
        "symbol": mark,
        "place": body.place,
        "issued_on": day.isoformat(),
        "doc_type": ["Công văn", None] if kind == "CÔNG VĂN" else kind,
        "subject": None,
        "recipients": [],
        "signer": {},
    }
    truth: dict[str, Any] = {
        "note": f"made: {kind.lower()}",
        "kind": "official",
        "addressees": [],
        "official": header,
    }
    sheet = Sheet(pen, body, commune, day, truth)
    subject = _subject(sheet, kind)
    _header(sheet, kind, subject)
    write(sheet)
    _foot(sheet, kind)
    truth["references"] = pen.references
    return MadeDocument(id, "official", truth, tuple(pen.blocks), None, rng.choice((13, 14)))


def _own(commune: people.Commune) -> tuple[Body, ...]:
    head = ("ỦY BAN NHÂN DÂN", commune.short.upper())
    signers = (("CHỦ TỊCH",), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    one_line = (f"UBND {commune.short.upper()}",)
    return (
        Body(None, head, "UBND", "VP", commune.place, signers),
        Body(None, head, "UBND", "KT", commune.place, signers),
        Body(None, one_line, "UBND", "KTHT", commune.place, signers),
    )


def _bodies(commune: people.Commune) -> tuple[Body, ...]:
    province = commune.province.upper()
    place = commune.bare_province
    parent = f"UBND {province}"
    chief = (("CHÁNH THANH TRA",), ("KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA"))
    director = (("GIÁM ĐỐC",), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"))
    chair = (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    return (
        *_own(commune),
        Body(None, ("ỦY BAN NHÂN DÂN", province), "UBND", "BTCD", place, chair),
        Body(parent, (f"THANH TRA {commune.level.upper()}",), "TTT", "NV2", place, chief),
        Body(parent, ("SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"), "SNNMT", "TTra", place, director),
        Body(parent, ("SỞ XÂY DỰNG",), "SXD", "VP", place, director),
        Body(
            None,
            ("ĐOÀN ĐẠI BIỂU QUỐC HỘI", province),
            "ĐĐBQH",
            "VP",
            place,
            (("TM. ĐOÀN ĐẠI BIỂU QUỐC HỘI", "PHÓ TRƯỞNG ĐOÀN"),),
        ),
    )


_SUBJECTS = {
    "CÔNG VĂN": (
        "phối hợp xác minh nội dung đơn của công dân",
        "đôn đốc giải quyết đơn khiếu nại kéo dài",
        "cung cấp hồ sơ, tài liệu phục vụ giải quyết khiếu nại",
    ),
    "THÔNG BÁO": (
        "Kết luận tại buổi tiếp công dân định kỳ tháng {month} năm {year}",
        "Về lịch tiếp công dân tháng {month} năm {year}",
    ),
    "KẾ HOẠCH": (
        "Tiếp công dân, giải quyết khiếu nại, tố cáo năm {year}",
        "Rà soát các vụ việc khiếu nại, tố cáo phức tạp, kéo dài năm {year}",
    ),
    "BÁO CÁO": (
        "Kết quả công tác tiếp công dân, giải quyết khiếu nại, tố cáo tháng {month} năm {year}",
    ),
    "PHIẾU CHUYỂN ĐƠN": (None,),
    "QUYẾT ĐỊNH": ("Về việc giải quyết khiếu nại (lần đầu)",),
}


def _subject(sheet: Sheet, kind: str) -> str | None:
    wording = sheet.pen.pick(_SUBJECTS[kind])
    if wording is None:
        return None
    subject = wording.format(month=sheet.day.month, year=sheet.day.year)
    sheet.truth["official"]["subject"] = subject
    return subject


def _header(sheet: Sheet, kind: str, subject: str | None) -> None:
    pen, body, header = sheet.pen, sheet.body, sheet.truth["official"]
    left = [Line(body.parent, "center")] if body.parent else []
    left += [Line(text, "center", bold=True) for text in body.name]
    left.append(Line(f"Số: {header['number']}/{header['symbol']}", "center"))
    if kind == "CÔNG VĂN":
        left.append(Line(f"V/v {subject}", "center", size=12))
    right = (
        Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center", bold=True, size=12),
        Line("Độc lập - Tự do - Hạnh phúc", "center", bold=True),
        Line(f"{body.place}, ngày {full_date(sheet.day)}", "center", italic=True),
    )
    pen.blocks.append(Columns(tuple(left), right))
    if kind == "CÔNG VĂN":
        _kinh_gui(sheet)
        return
    pen.write(kind, align="center", bold=True)
    if subject:
        pen.write(subject, align="center", bold=True)
    if kind == "PHIẾU CHUYỂN ĐƠN":
        _kinh_gui(sheet)


def _kinh_gui(sheet: Sheet) -> None:
    pen, commune = sheet.pen, sheet.commune
    names = [pen.pick((commune.committee, commune.chair)), f"Công an {commune.short}"]
    if sheet.body.place == commune.place:
        names = [f"Thanh tra {commune.province}", f"Sở Xây dựng {commune.province}"]
    names = names[: pen.rng.randint(1, 2)]
    sheet.truth["addressees"] = names
    if len(names) == 1:
        pen.write(f"Kính gửi: {names[0]}", align="center")
        return
    pen.write("Kính gửi:", align="center")
    pen.write(f"- {names[0]};", align="center")
    pen.write(f"- {names[1]}.", align="center")


# Citations of the bodies' own documents


def _cite(sheet: Sheet, kind: str, mark: str, agency: str | None, least: int = 5) -> str:
    """Return a citation of a document of the last months, with its number made up."""
    pen = sheet.pen
    day = pen.day_before(sheet.day, least, least + 120)
    return pen.cite(kind, f"{pen.rng.randint(11, 3900)}/{mark}", day, agency)


def _chain(sheet: Sheet) -> str:
    """Return a plan that implements a plan that implements a resolution."""
    pen, province = sheet.pen, sheet.province()
    first = _cite(sheet, "Kế hoạch", "KH-UBND", f"UBND {province}")
    return (
        f"{first} triển khai thực hiện "
        + _cite(sheet, "Kế hoạch", "KH-TTCP", "Thanh tra Chính phủ", 130)
        + " về việc thực hiện "
        + pen.cite(
            "Nghị quyết",
            "623/NQ-UBTVQH15",
            date(2022, 10, 7),
            "Ủy ban Thường vụ Quốc hội",
        )
    )


def _party(sheet: Sheet) -> str:
    return sheet.pen.cite("Chỉ thị", "35-CT/TW", date(2014, 5, 26), "Bộ Chính trị")


def _reception_decree(sheet: Sheet) -> str:
    """Return the decree on citizen reception in force that day: a new one from 01/7/2026."""
    if sheet.day >= date(2026, 7, 1):
        return sheet.pen.cite("Nghị định", "154/2026/NĐ-CP", None, "Chính phủ")
    return sheet.pen.cite("Nghị định", "64/2014/NĐ-CP", date(2014, 6, 26), "Chính phủ")


def _shared_head(sheet: Sheet) -> str:
    """Return «các Công văn: số …, số …» whose type stands once."""
    pen, parts = sheet.pen, []
    agency = f"Chủ tịch UBND {sheet.province()}"
    for n in range(pen.rng.randint(2, 3)):
        day = sheet.day - timedelta(days=90 - 20 * n + pen.rng.randint(0, 15))
        symbol = f"{pen.rng.randint(100, 9900)}/UBND-BTCD"
        pen.note(symbol, "Công văn", symbol, date=day.isoformat(), agency=agency)
        parts.append(f"số {symbol} ngày {day.day:02}/{day.month}/{day.year}")
    return f"các Công văn: {', '.join(parts)} của {agency}"


# Bodies of the kinds


def _paragraphs(sheet: Sheet, *texts: str) -> None:
    for text in texts:
        sheet.pen.write(text, indent=True)


def _cong_van(sheet: Sheet) -> None:
    pen, who = sheet.pen, sheet.citizen()
    opening = (
        f"Thực hiện {_shared_head(sheet)} về việc giải quyết đơn của công dân"
        if pen.chance(0.5)
        else f"Thực hiện {_cite(sheet, 'Thông báo', 'TB-UBND', f'UBND {sheet.province()}')}"
    )
    _paragraphs(
        sheet,
        f"{opening}; xét đơn của {who.mister} {who.name}, địa chỉ: {who.address}, đề nghị quý cơ"
        " quan phối hợp thực hiện như sau:",
        "1. Cung cấp hồ sơ, tài liệu liên quan đến "
        + _cite(sheet, "Quyết định", "QĐ-UBND", f"Chủ tịch UBND {sheet.commune.short}")
        + ".",
        f"2. Cử cán bộ làm việc với Tổ xác minh, báo cáo kết quả thực hiện {_party(sheet)}.",
        f"Văn bản trả lời gửi trước ngày {pen.spoken(sheet.day + timedelta(days=10))}./.",
    )


def _thong_bao(sheet: Sheet) -> None:
    pen = sheet.pen
    report = _cite(sheet, "Báo cáo", "BC-TTT", f"Thanh tra {sheet.province()}")
    first = f"Sau khi nghe ý kiến của các hộ dân và {report}, lãnh đạo kết luận như sau:"
    number = f"{pen.rng.randint(100, 2900)}/QĐ-UBND"
    decided = pen.day_before(sheet.day, 60, 600)
    cited = pen.cite("Quyết định", number, decided, f"UBND {sheet.province()}")
    _paragraphs(
        sheet,
        first,
        f"1. Về khiếu nại liên quan {cited}: giao rà soát việc thực hiện"
        f" {pen.short('Quyết định', number)} nêu trên.",
        f"2. Các đơn vị thực hiện nghiêm {pen.law('Tiếp công dân', 2013)} và "
        + _reception_decree(sheet)
        + "; không để phát sinh khiếu kiện đông người, vượt cấp.",
        "3. Văn phòng theo dõi, đôn đốc, báo cáo kết quả thực hiện./.",
    )


def _ke_hoach(sheet: Sheet) -> None:
    pen = sheet.pen
    _paragraphs(
        sheet,
        f"Thực hiện {_chain(sheet)}, cơ quan xây dựng kế hoạch như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        f"Tiếp tục quán triệt {_party(sheet)}; {pen.law('Khiếu nại', 2011)},"
        f" {pen.law('Tố cáo', 2018)}.",
        "II. NỘI DUNG",
        "1. Duy trì tiếp công dân thường xuyên; niêm yết công khai lịch tiếp công dân.",
        "2. Rà soát các vụ việc nêu tại "
        + _cite(sheet, "Báo cáo", "BC-TTT", f"Thanh tra {sheet.province()}")
        + ".",
        "III. TỔ CHỨC THỰC HIỆN",
        "Kế hoạch này thay thế "
        + _cite(sheet, "Kế hoạch", f"KH-{sheet.body.symbol}", None, 200)
        + "./.",
    )


def _bao_cao(sheet: Sheet) -> None:
    pen, rng = sheet.pen, sheet.pen.rng
    received = rng.randint(6, 40)
    _paragraphs(
        sheet,
        f"Thực hiện {_cite(sheet, 'Công văn', 'TTT-NV2', f'Thanh tra {sheet.province()}')}, cơ quan"
        " báo cáo kết quả như sau:",
        f"1. Trong kỳ đã tiếp {rng.randint(5, 90)} lượt công dân; tiếp nhận {received} đơn, đủ điều"
        f" kiện xử lý {received - rng.randint(0, 5)} đơn.",
        "2. Việc xử lý đơn thực hiện đúng "
        + pen.cite("Thông tư", "05/2021/TT-TTCP", date(2021, 10, 1), "Thanh tra Chính phủ")
        + ".",
        f"3. Tiếp tục thực hiện {_party(sheet)} và {_chain(sheet)}./.",
    )


def _phieu_chuyen(sheet: Sheet) -> None:
    pen, who = sheet.pen, sheet.citizen()
    day = pen.day_before(sheet.day, 4, 20)
    at = f"đơn đề ngày {day.day:02}/{day.month:02}/{day.year}"
    pen.note(at, "Đơn", None, date=day.isoformat(), agency=None)
    what = pen.pick(("kiến nghị sửa chữa đường", "khiếu nại việc chậm giải quyết hồ sơ đất đai"))
    _paragraphs(
        sheet,
        f"Cơ quan chúng tôi nhận được {at} của {who.mister} {who.name}, địa chỉ: {who.address}.",
        f"Nội dung đơn: {what}.",
        f"Căn cứ {pen.law('Tiếp công dân', 2013)} và "
        + _reception_decree(sheet)
        + ", chuyển đơn đến quý cơ quan xem xét, giải quyết theo thẩm quyền và thông báo kết quả"
        " cho công dân được biết./.",
    )


def _quyet_dinh(sheet: Sheet) -> None:
    pen, who, commune = sheet.pen, sheet.citizen(), sheet.commune
    pen.write(commune.chair.upper(), align="center", bold=True)
    complained = pen.day_before(sheet.day, 35, 60)
    for law, day in (
        ("Tổ chức chính quyền địa phương", date(2025, 6, 16)),
        ("Khiếu nại", date(2011, 11, 11)),
    ):
        text = f"Luật {law} ngày {full_date(day)}"
        pen.note(text, "Luật", None, date=day.isoformat())
        pen.write(f"Căn cứ {text};", italic=True, indent=True)
    decree = pen.cite("Nghị định", "124/2020/NĐ-CP", date(2020, 10, 19), "Chính phủ")
    pen.write(f"Căn cứ {decree};", italic=True, indent=True)
    petition = f"đơn khiếu nại ngày {full_date(complained)}"
    pen.note(petition, "Đơn khiếu nại", None, date=complained.isoformat())
    pen.write(f"Xét {petition} của {who.mister} {who.name};", italic=True, indent=True)
    report = _cite(sheet, "Báo cáo", "BC-VP", None)
    pen.write(f"Theo đề nghị của Chánh Văn phòng tại {report}.", italic=True, indent=True)
    pen.write("QUYẾT ĐỊNH:", align="center", bold=True)
    kept = _cite(sheet, "Quyết định", "QĐ-UBND", commune.chair, 61)
    _paragraphs(
        sheet,
        f"Điều 1. Không công nhận nội dung khiếu nại của {who.mister} {who.name}, địa chỉ:"
        f" {who.address}. Giữ nguyên {kept}.",
        "Điều 2. Trong thời hạn 30 ngày kể từ ngày nhận được Quyết định này, nếu không đồng ý,"
        f" người khiếu nại có quyền khiếu nại lần hai hoặc khởi kiện theo"
        f" {pen.law('Tố tụng hành chính', 2015)}.",
        "Điều 3. Chánh Văn phòng và người có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định"
        " này./.",
    )


def _foot(sheet: Sheet, kind: str) -> None:
    pen, header = sheet.pen, sheet.truth["official"]
    first = {"QUYẾT ĐỊNH": "Như Điều 3", "CÔNG VĂN": "Như trên", "PHIẾU CHUYỂN ĐƠN": "Như trên"}
    province = sheet.commune.province
    names = [first.get(kind, f"UBND {province}"), f"Thanh tra {province}"]
    names += pen.pick(
        ([], [f"Ban Tiếp công dân {sheet.commune.level}"], ["Lãnh đạo cơ quan (để báo cáo)"])
    )
    names.append(f"Lưu: VT, {sheet.body.unit}")
    header["recipients"] = names
    left = [Line("Nơi nhận:", "left", bold=True, italic=True, size=12)]
    left += [
        Line(f"- {name}{'.' if name == names[-1] else ';'}", "left", size=11) for name in names
    ]
    titles = pen.pick(sheet.body.signers)
    signer = people.name(pen.rng, province, pen.chance(0.7))
    right = [Line(title, "center", bold=True) for title in titles]
    right += [Line("", "center")] * 3 + [Line(signer, "center", bold=True)]
    pen.blocks.append(Columns(tuple(left), tuple(right)))
    marks = [titles[0].split()[0], titles[0]] if len(titles) > 1 else None
    header["signer"] = {"name": signer, "position": titles[-1], "authority": marks}


_KINDS: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    "CÔNG VĂN": ("", _cong_van),
    "THÔNG BÁO": ("TB", _thong_bao),
    "KẾ HOẠCH": ("KH", _ke_hoach),
    "BÁO CÁO": ("BC", _bao_cao),
    "PHIẾU CHUYỂN ĐƠN": ("PC", _phieu_chuyen),
    "QUYẾT ĐỊNH": ("QĐ", _quyet_dinh),
}
