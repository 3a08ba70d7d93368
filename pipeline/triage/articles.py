"""The articles that triage relies on, as an official cites them.

``READ`` were read in a copy of the act. ``UNREAD`` are known only from the predecessor of the
act or from memory: a sentence that rests on one is marked by the flag ``unverified_law``.
"""

COMPLAINT_CONTENT = "khoản 2 Điều 8 Luật Khiếu nại"
COMPLAINT_BARRED = "Điều 11 Luật Khiếu nại"
COMPLAINT_GROUP = (
    "khoản 1 Điều 16 Nghị định số 124/2020/NĐ-CP "
    "(được sửa đổi bởi Điều 10 Nghị định số 155/2026/NĐ-CP)"
)
DENUNCIATION_CONTENT = "khoản 1 Điều 23 Luật Tố cáo"
DENUNCIATION_ACCEPT = "khoản 1 Điều 29 Luật Tố cáo"
DENUNCIATION_TRANSFER = "khoản 2 Điều 24 Luật Tố cáo"
DENUNCIATION_SENT_TO_MANY = "khoản 3 Điều 24 Luật Tố cáo"
DENUNCIATION_ANONYMOUS = "Điều 25 Luật Tố cáo"
DENUNCIATION_TRANSFER_FORM = "Điều 14 Thông tư số 05/2021/TT-TTCP"
ACCEPT_FORM = "Điều 13 Thông tư số 05/2021/TT-TTCP"
PARTY_MATTERS = "Điều 15 Thông tư số 05/2021/TT-TTCP"
DAMAGE = "Điều 16 Thông tư số 05/2021/TT-TTCP"
REPRESENTATION = "Điều 29 Luật Tiếp công dân"
NOT_OURS = "Điều 26 Luật Tiếp công dân"
SPLIT_CONTENTS = "khoản 4 Điều 14 Nghị định số 154/2026/NĐ-CP"

FIT = "Điều 6 Thông tư số 05/2021/TT-TTCP"
COMPLAINT_COMMUNE = "Điều 17 Luật Khiếu nại"
COMPLAINT_DEPARTMENT = "Điều 20 Luật Khiếu nại"
COMPLAINT_PROVINCE = "Điều 21 Luật Khiếu nại"
COMPLAINT_ORDER = "Điều 7 Luật Khiếu nại"
DENUNCIATION_COMPETENCE = "Điều 12, Điều 13 Luật Tố cáo"
PROCESSING = "Chương III Thông tư số 05/2021/TT-TTCP"

UNREAD = frozenset(
    {
        FIT,
        COMPLAINT_COMMUNE,
        COMPLAINT_DEPARTMENT,
        COMPLAINT_PROVINCE,
        COMPLAINT_ORDER,
        DENUNCIATION_COMPETENCE,
        PROCESSING,
    }
)
