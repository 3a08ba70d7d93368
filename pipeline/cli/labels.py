"""What people read in place of the contract's field names."""

from typing import Any

from pipeline.law.fields import topics
from pipeline.messages import say

LABELS = {
    "title": say("Tiêu đề", "Title"),
    "summary": say("Tóm tắt", "Summary"),
    "forwarded_by": say("Nơi chuyển đơn", "Forwarded by"),
    "written_on": say("Ngày viết", "Written on"),
    "written_at": say("Nơi viết", "Written at"),
    "addressees": say("Kính gửi", "To"),
    "petitioners": say("Người gửi", "From"),
    "represented_by": say("Người đại diện", "Represented by"),
    "respondents": say("Người bị nêu", "Against"),
    "agencies": say("Cơ quan được nêu", "Bodies named"),
    "others": say("Người khác được nêu", "Others named"),
    "contested": say("Quyết định, việc bị nêu", "Contested"),
    "instance": say("Lần", "Instance"),
    "matter": say("Lĩnh vực", "Matter"),
    "settled_before": say("Đã giải quyết, trả lời", "Settled or answered before"),
    "requests": say("Yêu cầu", "Requests"),
    "attachments": say("Kèm theo", "Attachments"),
    "signatures": say("Số chữ ký", "Signatures"),
    "language": say("Ngôn ngữ", "Language"),
    "parent_issuer": say("Cơ quan chủ quản", "Parent body"),
    "issuer": say("Cơ quan ban hành", "Issuer"),
    "number": say("Số", "Number"),
    "symbol": say("Ký hiệu", "Symbol"),
    "place": say("Địa danh", "Place"),
    "issued_on": say("Ngày ban hành", "Issued on"),
    "doc_type": say("Loại văn bản", "Document type"),
    "subject": say("Trích yếu", "Subject"),
    "recipients": say("Nơi nhận", "Recipients"),
    "signer": say("Người ký", "Signer"),
}

PARTY_LABELS = {
    "name": say("họ tên", "name"),
    "title": say("danh xưng", "title"),
    "birth": say("ngày sinh", "birth"),
    "id_number": say("số giấy tờ", "id number"),
    "id_issued_on": say("ngày cấp", "id issued on"),
    "id_issued_by": say("nơi cấp", "id issued by"),
    "address": say("địa chỉ", "address"),
    "phone": say("điện thoại", "phone"),
    "email": say("thư điện tử", "e-mail"),
    "position": say("chức vụ", "position"),
    "organisation": say("tổ chức", "organisation"),
    "tax_code": say("mã số thuế", "tax code"),
    "authority": say("thẩm quyền ký", "authority"),
}

RELATIONS = {
    "basis": say("căn cứ", "basis"),
    "implements": say("thực hiện", "implements"),
    "amends": say("sửa đổi", "amends"),
    "replaces": say("thay thế", "replaces"),
    "repeals": say("bãi bỏ", "repeals"),
    "contested": say("bị khiếu nại", "contested"),
    "attached": say("kèm theo", "attached"),
    "cites": say("viện dẫn", "cites"),
}


def matter_words(matter: dict[str, Any]) -> str:
    """Return the Vietnamese name of a matter's topic; what a person wrote stands as it is."""
    known = topics().get(str(matter.get("topic")))
    return known.name if known else str(matter["value"])
