"""Made petitions: who writes to whom about which matter, and how it is laid out."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.corpus import people
from tests.corpus.document import Columns, Grid, Line, MadeDocument, Pen, Slots, full_date
from tests.corpus.matters import COMPLAINTS, DENUNCIATIONS, RECOMMENDATIONS, Matter

MATTERS = {
    "complaint": COMPLAINTS,
    "denunciation": DENUNCIATIONS,
    "recommendation": RECOMMENDATIONS,
}
MISSING = ("date", "name", "address", "signature", "respondent")
WHAT = {"complaint": "khiếu nại", "denunciation": "tố cáo", "recommendation": "kiến nghị"}
_TITLES = {
    "complaint": ("ĐƠN KHIẾU NẠI", "ĐƠN KHIẾU NẠI", "ĐƠN XIN KHIẾU NẠI", "ĐƠN KHIẾU NẠI LẦN ĐẦU"),
    "denunciation": ("ĐƠN TỐ CÁO", "ĐƠN TỐ CÁO", "ĐƠN TỐ GIÁC"),
    "recommendation": ("ĐƠN KIẾN NGHỊ", "ĐƠN PHẢN ÁNH, KIẾN NGHỊ", "ĐƠN ĐỀ NGHỊ"),
}
_RULES = ("---------------", "***", "--------o0o--------", "_______")
_LEADS = ("Nội dung sự việc như sau:", "Tôi xin trình bày như sau:", "Sự việc cụ thể như sau:")
_ID_WORDS = ("Căn cước công dân số", "CCCD số", "Số CCCD", "Căn cước số", "Số định danh cá nhân")
_ID_OFFICES = (
    "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "Cục Cảnh sát QLHC về TTXH",
    "Bộ Công an",
)


@dataclass
class Paper:
    """A petition while it is written: the pen, what it is about and what it must leave out."""

    pen: Pen
    matter: Matter
    commune: people.Commune
    day: date
    missing: str | None
    writer: people.Person
    respondent: people.Person
    post: str
    truth: dict[str, Any]
    slots: Slots

    @property
    def i(self) -> str:
        return "chúng tôi" if self.truth["group"] else "tôi"


def petition(
    id: str, rng: random.Random, kind: str, commune: people.Commune, missing: str | None
) -> MadeDocument:
    """Return a petition of the kind to the commune, without the missing element."""
    paper = _begin(rng, kind, commune, missing)
    late = paper.pen.chance(0.5)
    _head(paper, late)
    _identity(paper)
    _respondent(paper)
    _content(paper)
    _requests(paper)
    _close(paper, late)
    paper.truth["references"] = paper.pen.references
    del paper.truth["group"]
    blocks = tuple(paper.pen.blocks)
    return MadeDocument(id, kind, paper.truth, blocks, missing, rng.choice((13, 14)))


def _begin(rng: random.Random, kind: str, commune: people.Commune, missing: str | None) -> Paper:
    pen = Pen(rng)
    matter = pen.pick(MATTERS[kind])
    day = pen.day_before(date(2026, 11, 20), 0, 500)
    truth: dict[str, Any] = {
        "note": f"made: {matter.subject}",
        "kind": kind,
        "title": None,
        "written_on": None,
        "written_at": None,
        "addressees": [],
        "petitioners": [],
        "represented_by": [],
        "respondents": [],
        "contested": [],
        "requests": [],
        "attachments": [],
        "official": None,
        "group": kind == "recommendation" and missing is None and pen.chance(0.5),
    }
    writer, respondent = (people.person(rng, commune, day) for _ in range(2))
    post = f"{pen.pick(matter.posts)} {commune.short}" if matter.posts else ""
    slots = _slots(pen, matter, commune, day)
    paper = Paper(pen, matter, commune, day, missing, writer, respondent, post, truth, slots)
    slots["officer"] = _officer(paper)
    return paper


def _slots(pen: Pen, matter: Matter, commune: people.Commune, day: date) -> Slots:
    """Return the words for the places of the matter's sentences."""
    rng = pen.rng
    agency = pen.pick((commune.chair, commune.chair, f"Chủ tịch UBND {commune.short}"))
    decided = pen.day_before(day, 8, 80)
    kind, ending = matter.decision or ("Quyết định", "QĐ-UBND")
    symbol = f"{rng.randint(21, 1900)}/{ending}"
    land = f"{pen.pick(('BK', 'CH', 'DA', 'CO'))} {rng.randint(100000, 999999)}"
    decree, decreed = matter.decree
    cited: dict[str, Callable[[], str]] = {
        "decision": lambda: pen.cite(kind, symbol, decided, agency),
        "decision_again": lambda: pen.mention(kind, symbol),
        "decision_short": lambda: pen.short(kind, symbol),
        "certificate": lambda: pen.cite(
            "Giấy chứng nhận quyền sử dụng đất", land, pen.day_before(day, 900, 6000)
        ),
        "minutes": lambda: pen.cite(
            "Biên bản", f"{rng.randint(3, 99):02}/BB-UBND", pen.day_before(decided, 3, 30)
        ),
        "reply": lambda: pen.cite(
            "Công văn",
            f"{rng.randint(50, 900)}/UBND-VP",
            pen.day_before(day, 15, 90),
            f"UBND {commune.short}",
        ),
        "law": lambda: pen.law(*matter.law),
        "decree": lambda: pen.cite("Nghị định", decree, date.fromisoformat(decreed), "Chính phủ"),
    }
    return Slots(
        cited,
        symbol=symbol,
        hamlet=pen.pick(commune.hamlets),
        plot=str(rng.randint(5, 890)),
        sheet=str(rng.randint(1, 60)),
        area=str(rng.randint(300, 980)),
        lost=str(rng.randint(20, 290)),
        count=str(rng.randint(7, 64)),
        year=str(rng.randint(1986, 2015)),
        month=f"{rng.randint(1, 12)}/{day.year - 1}",
        money=f"{rng.randint(2, 190) * 500:,}.000".replace(",", "."),
    )


def _officer(paper: Paper) -> Callable[[], str]:
    """Return how the story names the respondent: in full the first time, then by given name."""
    person, said = paper.respondent, [False]

    def words() -> str:
        if paper.missing == "respondent":
            return "một cán bộ"
        if said[0] or paper.truth["respondents"]:
            return f"{person.mister} {person.called}"
        said[0] = True
        return f"{person.mister} {person.name}"

    return words


def _head(paper: Paper, late: bool) -> None:
    pen = paper.pen
    old = pen.chance(0.3)
    dash = "–" if old else "-"
    pen.write(
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" if old else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        align="center",
        bold=True,
    )
    pen.write(
        f"Độc lập {dash} Tự do {dash} Hạnh phúc",
        align="center",
        bold=True,
    )
    pen.write(pen.pick(_RULES), align="center")
    if not late:
        _place_and_day(paper)
    if pen.chance(0.95):
        _title(paper)
    _addressees(paper)


def _title(paper: Paper) -> None:
    pen = paper.pen
    paper.truth["title"] = pen.pick(_TITLES[paper.matter.kind])
    pen.write(paper.truth["title"], align="center", bold=True, size=16)
    if pen.chance(0.6):
        lead = pen.pick(("Về việc", "V/v"))
        pen.write(f"({lead} {paper.matter.subject})", align="center", italic=True)


def _place_and_day(paper: Paper, align: str = "right") -> None:
    if paper.missing == "date":
        return
    day = paper.day
    written = paper.pen.pick(
        (full_date(day), full_date(day), f"{day.day} tháng {day.month} năm {day.year}")
    )
    paper.truth["written_on"] = day.isoformat()
    paper.truth["written_at"] = paper.commune.place
    text = f"{paper.commune.place}, ngày {written}"
    paper.pen.write(text, align=align, italic=True)


def _addressees(paper: Paper) -> None:
    pen, commune = paper.pen, paper.commune
    first = (
        pen.pick((commune.chair, f"Chủ tịch UBND {commune.short}", commune.committee))
        + f", {commune.province}"
    )
    others = (
        f"Ủy ban Mặt trận Tổ quốc Việt Nam {commune.short}",
        f"Thanh tra {commune.province}",
        f"Ban Tiếp công dân {commune.province}",
    )
    listed = [first, pen.pick(others)] if pen.chance(0.3) else [first]
    paper.truth["addressees"] = listed
    if len(listed) == 1:
        pen.write(f"Kính gửi: {first}", align="center", bold=pen.chance(0.5))
        return
    pen.write("Kính gửi:", indent=True)
    for name, end in zip(listed, ";.", strict=True):
        pen.write(f"- {name}{end}", indent=True)


def _inside(part: str) -> str:
    """Return the part as it stands inside a sentence; abbreviations stay as they are."""
    return part if part[:2].isupper() else part[0].lower() + part[1:]


def _identity(paper: Paper) -> None:
    pen, person = paper.pen, paper.writer
    truth = _person_truth(paper)
    if paper.missing == "name":
        truth["name"] = None
        pen.write("Tôi là một người dân sinh sống tại địa phương, xin được giấu tên.", indent=True)
        return
    paper.truth["petitioners"] = [truth]
    lead = pen.pick(("Tôi tên là: ", "Họ và tên: ", "Tên tôi là: ", "Người làm đơn: "))
    name = person.name.upper() if pen.chance(0.2) else person.name
    born = _born(paper, truth)
    number = _id_words(paper, truth)
    where = pen.pick(("Địa chỉ: ", "Thường trú tại: ", "Nơi ở hiện nay: ", "Địa chỉ thường trú: "))
    parts = [f"{lead}{name}", born, number]
    if truth["address"]:
        parts.append(f"{where}{person.address}")
    call = pen.pick(("Điện thoại", "Số điện thoại", "SĐT"))
    parts.append(f"{call}: {_spaced(pen, person.phone)}")
    if pen.chance(0.3):
        pen.write("; ".join((parts[0], *(_inside(part) for part in parts[1:]))) + ".")
    else:
        for part in parts:
            pen.write(part)
    if paper.truth["group"]:
        pen.write(
            f"Tôi thay mặt các hộ dân có tên trong danh sách ký tên dưới đây, cùng sinh sống tại"
            f" {paper.commune.full}.",
            indent=True,
        )
        paper.truth["represented_by"] = [{"name": person.name, "position": None}]


def _person_truth(paper: Paper) -> dict[str, Any]:
    person = paper.writer
    return {
        "name": person.name,
        "birth": None,
        "id_number": person.id_number,
        "id_issued_on": None,
        "id_issued_by": None,
        "address": None if paper.missing == "address" else person.address,
        "phone": person.phone,
    }


def _born(paper: Paper, truth: dict[str, Any]) -> str:
    pen, birth = paper.pen, paper.writer.birth
    if pen.chance(0.5):
        truth["birth"] = str(birth.year)
        return f"Sinh năm: {birth.year}"
    truth["birth"] = birth.isoformat()
    return f"{pen.pick(('Sinh ngày', 'Ngày sinh'))}: {birth.day:02}/{birth.month:02}/{birth.year}"


def _id_words(paper: Paper, truth: dict[str, Any]) -> str:
    pen, person = paper.pen, paper.writer
    number = person.id_number
    if pen.chance(0.25):
        number = " ".join(number[i : i + 3] for i in range(0, 12, 3))
    text = f"{pen.pick(_ID_WORDS)}: {number}"
    if pen.chance(0.8):
        issued, office = person.id_issued_on, pen.pick(_ID_OFFICES)
        truth["id_issued_on"], truth["id_issued_by"] = issued.isoformat(), office
        by = pen.pick((", nơi cấp: ", " tại ", " do "))
        text += f", cấp ngày {issued.day:02}/{issued.month:02}/{issued.year}{by}{office}"
        text += " cấp" if by == " do " else ""
    return text


def _spaced(pen: Pen, phone: str) -> str:
    mark = pen.pick(("", "", ".", " "))
    return mark.join((phone[:4], phone[4:7], phone[7:]))


def _respondent(paper: Paper) -> None:
    kind = paper.matter.kind
    if kind == "denunciation":
        _denounced(paper)
    elif kind == "complaint" and paper.missing != "respondent":
        chair = paper.commune.chair
        paper.truth["respondents"] = [{"name": None, "position": chair}]
        lead = paper.pen.pick(("Người bị khiếu nại", "Bên bị khiếu nại"))
        paper.pen.write(f"{lead}: {chair}.")


def _denounced(paper: Paper) -> None:
    """Name the denounced with the post, and the act."""
    pen, person = paper.pen, paper.respondent
    act = pen.fill(paper.matter.act, paper.slots)
    paper.truth["contested"] = [act]
    if paper.missing == "respondent":
        pen.write(f"Tôi làm đơn này tố cáo hành vi {act}.", indent=True)
        return
    paper.truth["respondents"] = [{"name": person.name, "position": paper.post}]
    who = f"{person.mister} {person.name}"
    if pen.chance(0.4):
        pen.write(f"Người bị tố cáo: {who[0].upper()}{who[1:]}, {paper.post}.")
        pen.write(f"Hành vi bị tố cáo: {act}.")
        return
    variants = (
        f"Tôi làm đơn này tố cáo {who} - {paper.post} về hành vi {act}.",
        f"Tôi xin tố cáo {who}, hiện là {paper.post}, đã có hành vi {act}.",
    )
    pen.write(pen.pick(variants), indent=True)


def _content(paper: Paper) -> None:
    pen, matter, slots = paper.pen, paper.matter, paper.slots
    if matter.kind == "complaint":
        _contested_decision(paper)
    if pen.chance(0.5):
        pen.write(pen.pick(_LEADS), indent=True)
    sentences = [pen.fill(wordings, slots) for wordings in matter.story]
    if pen.chance(0.5):
        pen.write(" ".join(sentences), indent=True)
    else:
        for sentence in sentences:
            pen.write(sentence, indent=True)
    pen.write(pen.fill(matter.grounds, slots), indent=True)


def _contested_decision(paper: Paper) -> None:
    pen, matter, slots = paper.pen, paper.matter, paper.slots
    if matter.decision is None:
        act = pen.fill(matter.act, slots)
        paper.truth["contested"] = [act]
        who = "" if paper.missing == "respondent" else f"UBND {paper.commune.short} "
        pen.write(f"Tôi khiếu nại việc {who}{act}.", indent=True)
        return
    paper.truth["contested"] = [slots["symbol"]]
    variants = (
        "Tôi làm đơn này khiếu nại {decision} về việc " + matter.about + ".",
        "Nay tôi khiếu nại {decision} về việc " + matter.about + " vì các lẽ sau đây.",
        "Tôi không đồng ý với {decision} về việc " + matter.about + ", nên làm đơn khiếu nại.",
    )
    pen.write(pen.fill(variants, slots), indent=True)


def _requests(paper: Paper) -> None:
    pen, matter = paper.pen, paper.matter
    kept = matter.requests[: pen.rng.randint(1, len(matter.requests))]
    i = paper.i
    lead = pen.pick(
        (
            f"Vì vậy {i} đề nghị",
            f"Từ những lý do trên, {i} yêu cầu",
            f"{i.capitalize()} kính mong quý cơ quan",
            f"Nay {i} đề nghị cơ quan có thẩm quyền",
        )
    )
    if len(kept) == 1:
        request = pen.fill(kept, paper.slots)
        paper.truth["requests"] = [request]
        pen.write(f"{lead} {request[0].lower()}{request[1:]}.", indent=True)
        return
    pen.write(f"{lead}:", indent=True)
    marks = pen.pick((("1.", "2.", "3."), ("-", "-", "-"), ("a)", "b)", "c)"), ("+", "+", "+")))
    for n, wording in enumerate(kept):
        request = wording.format_map(paper.slots)
        paper.truth["requests"].append(request)
        pen.write(f"{marks[n]} {request}{'.' if n + 1 == len(kept) else ';'}", indent=True)


def _close(paper: Paper, late: bool) -> None:
    pen, i = paper.pen, paper.i.capitalize()
    pen.write(
        pen.pick(
            (
                f"{i} cam đoan những điều trình bày trên là đúng sự thật và chịu trách nhiệm trước"
                " pháp luật.",
                f"{i} xin hoàn toàn chịu trách nhiệm về nội dung đơn.",
                f"Rất mong được quan tâm giải quyết. {i} xin chân thành cảm ơn.",
            )
        ),
        indent=True,
    )
    if pen.chance(0.7):
        _attachments(paper)
    if late:
        _place_and_day(paper)
    if paper.truth["group"]:
        _signers(paper)
    _signature(paper)


def _attachments(paper: Paper) -> None:
    pen, matter = paper.pen, paper.matter
    kept = matter.attachments[: pen.rng.randint(1, len(matter.attachments))]
    texts = [wording.format_map(paper.slots) for wording in kept]
    paper.truth["attachments"] = texts
    lead = pen.pick(("Tài liệu kèm theo", "Gửi kèm theo đơn", "Hồ sơ gửi kèm", "Kèm theo"))
    if pen.chance(0.4):
        pen.write(f"{lead}: {'; '.join(texts)}.")
        return
    pen.write(f"{lead}:")
    for text in texts:
        pen.write(f"- {text};")


def _signers(paper: Paper) -> None:
    """Write the list of households and add them to the petitioners."""
    pen, rows = paper.pen, [("STT", "Họ và tên", "Năm sinh", "Số CCCD", "Ký tên")]
    names = {paper.writer.name}
    for _ in range(pen.rng.randint(4, 9)):
        signer = people.person(pen.rng, paper.commune, paper.day)
        if signer.name in names:
            continue
        names.add(signer.name)
        year = str(signer.birth.year)
        rows.append((str(len(rows)), signer.name, year, signer.id_number, "(đã ký)"))
        truth = dict.fromkeys(paper.truth["petitioners"][0])
        truth |= {"name": signer.name, "birth": year, "id_number": signer.id_number}
        paper.truth["petitioners"].append(truth)
    pen.write("DANH SÁCH CÁC HỘ DÂN KÝ TÊN", align="center", bold=True)
    pen.blocks.append(Grid(tuple(rows)))


def _signature(paper: Paper) -> None:
    pen, kind = paper.pen, paper.matter.kind
    what = WHAT[kind]
    role = pen.pick((f"Người {what}", "Người làm đơn", "Người viết đơn"))
    lines = [Line(role.upper() if pen.chance(0.4) else role, "center", bold=True)]
    if paper.missing != "signature":
        hints = ("(Ký và ghi rõ họ tên)", "(Đã ký)", "(ký tên)", "(điểm chỉ)")
        lines.append(Line(pen.pick(hints), "center", italic=True))
    if paper.missing not in ("signature", "name"):
        lines += [Line("", "center"), Line(paper.writer.name, "center", bold=True)]
    pen.blocks.append(Columns((), tuple(lines)))
