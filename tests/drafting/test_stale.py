"""What a draft names that stands no more on its day: a comment beside it, the text untouched."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from pipeline.drafting.stale import note_stale, stale_in
from pipeline.law.documents import acts
from pipeline.law.places import Commune

DAY = date(2026, 11, 23)

STALE = [
    ("Căn cứ Nghị định số 64/2014/NĐ-CP của Chính phủ;", "64/2014/NĐ-CP"),
    ("Căn cứ Luật Đất đai năm 2013;", "Luật Đất đai năm 2013"),
    ("Kính gửi: Sở Tài nguyên và Môi trường tỉnh Bình Phước", "nay là Sở Nông nghiệp và Môi"),
    ("Kính gửi: Ủy ban nhân dân huyện Đồng Phú", "cần người xác định nơi kế thừa"),
    ("địa chỉ: ấp 3, xã Đồng Tâm, huyện Đồng Phú, tỉnh Bình Phước", "thuộc tỉnh Đồng Nai"),
    ("Nơi nhận: Thanh tra Sở Xây dựng tỉnh Hà Nam", "không còn từ ngày 01/7/2025"),
    ("Bộ Tài nguyên và Môi trường", "nay là Bộ Nông nghiệp và Môi trường"),
]


@pytest.mark.parametrize(("text", "said"), STALE)
def test_stale(text: str, said: str) -> None:
    (stale,) = stale_in(text, DAY)
    assert said in stale.sentence or said in text[stale.start : stale.end]


NOT_STALE = [
    "Căn cứ Luật Khiếu nại số 02/2011/QH13;",
    "Căn cứ Luật Đất đai;",  # without its year the one in force
    "Căn cứ Luật Đất đai năm 2024;",
    "Kính gửi: Sở Nông nghiệp và Môi trường tỉnh Đồng Nai",
    "Quyết định số 145/QĐ-STNMT ngày 05/3/2024 của Sở Tài nguyên và Môi trường tỉnh Bình Phước",
    "Ngày 05 tháng 3 năm 2024, UBND huyện Đồng Phú ban hành Quyết định số 12/QĐ-UBND.",
    "Quyết định ngày 02/5/2013 ban hành theo Nghị định số 181/2004/NĐ-CP",
    "Bộ Tài nguyên và Môi trường (nay là Bộ Nông nghiệp và Môi trường)",
    "xã Đồng Tâm, tỉnh Đồng Nai",
    "",
]


@pytest.mark.parametrize("text", NOT_STALE)
def test_not_stale(text: str) -> None:
    assert stale_in(text, DAY) == ()


@pytest.mark.parametrize("symbol", [s for s, act in acts().items() if act.ended])
def test_an_act_is_stale_from_the_day_of_its_end(symbol: str) -> None:
    ended = acts()[symbol].ended
    assert ended is not None
    text = f"Căn cứ {acts()[symbol].kind} số {symbol};"
    assert stale_in(text, ended - timedelta(days=1)) == ()
    (stale,) = stale_in(text, ended)
    assert all(new in stale.sentence for new in acts()[symbol].replaced_by)
    assert ("chưa đối chiếu" in stale.sentence) == (acts()[symbol].certainty == "M")


def test_an_earlier_sentence_s_date_is_no_excuse() -> None:
    text = "Đơn ghi ngày 05/3/2024. Chuyển đơn đến UBND huyện Đồng Phú"
    assert len(stale_in(text, DAY)) == 1


def test_on_the_eve_nothing_is_stale() -> None:
    text = "Kính gửi: UBND huyện Đồng Phú, tỉnh Bình Phước"
    assert stale_in(text, date(2025, 6, 30)) == ()
    assert len(stale_in(text, date(2025, 7, 1))) == 1


def test_the_office_s_own_communes_answer() -> None:
    own = Commune("xã Đồng Tâm", "huyện Đồng Phú", "tỉnh Bình Phước", "xã Thuận Lợi",
                  date(2025, 7, 1), "NQ số 1")  # fmt: skip
    text = "ấp 3, xã Đồng Tâm, huyện Đồng Phú, tỉnh Bình Phước"
    (stale,) = stale_in(text, DAY, [own])
    assert "nay là xã Thuận Lợi, tỉnh Đồng Nai" in stale.sentence


def test_each_name_gets_one_comment_and_the_text_stays() -> None:
    page = docx.Document()
    first = page.add_paragraph("Kính gửi: ")
    first.add_run("Sở Tài nguyên và Môi trường tỉnh Bình Phước").bold = True
    page.add_paragraph("Sở Tài nguyên và Môi trường tỉnh Bình Phước đã nhận đơn.")
    page.add_table(1, 1).cell(0, 0).text = "Căn cứ Nghị định số 64/2014/NĐ-CP"
    before = [p.text for p in page.paragraphs]
    note_stale(page, DAY)
    saved = BytesIO()
    page.save(saved)
    again = docx.Document(BytesIO(saved.getvalue()))
    assert [p.text for p in again.paragraphs] == before
    comments = [comment.text for comment in again.comments]
    assert len(comments) == 2
    assert comments[0].startswith("Tên không còn dùng: Sở Tài nguyên và Môi trường tỉnh Bình Phước")
    assert "64/2014/NĐ-CP" in comments[1]


def test_a_page_of_today_gets_no_comment() -> None:
    page = docx.Document()
    page.add_paragraph("Kính gửi: Ủy ban nhân dân tỉnh Đồng Nai")
    note_stale(page, DAY)
    assert list(page.comments) == []
