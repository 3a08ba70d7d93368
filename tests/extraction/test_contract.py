"""The JSON of ``donthu extract --json`` has every name of the contract, always."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import pipeline.extraction
from pipeline.errors import Corrupt, DonthuError, StateSecret
from pipeline.extraction import as_contract, extract
from pipeline.extraction.wordlists import table
from pipeline.reading.document import Document

from .papers import (
    BLANK,
    COMPANY,
    COMPLAINT,
    DENUNCIATION,
    LETTER,
    RECOMMENDATION,
    document,
    paged,
)

SCHEMA: dict[str, Any] = json.loads(
    Path(pipeline.extraction.__file__).with_name("contract.schema.json").read_text("utf-8")
)
PEOPLE = Path(__file__).parents[1] / "people" / "tuning"
PAPERS = [COMPLAINT, DENUNCIATION, RECOMMENDATION, COMPANY, BLANK, LETTER, "", "x"]

TOP = {
    "file", "sha256", "media_type", "error", "pages", "text", "kind", "fields", "official",
    "references", "warnings",
}  # fmt: skip
FIELDS = {
    "title", "written_on", "written_at", "addressees", "petitioners", "represented_by",
    "respondents", "others", "agencies", "contested", "instance", "matter", "settled_before",
    "summary", "requests", "attachments", "signatures", "language",
}  # fmt: skip
REFERENCE = {
    "start", "end", "text", "kind", "symbol", "resolved", "date", "agency", "subject", "relation",
    "parent", "articles", "document_id", "confidence", "evidence", "date_evidence",
    "agency_evidence",
}  # fmt: skip


def test_names_of_the_contract() -> None:
    paper = document(COMPLAINT)
    found = as_contract("don.txt", paper, extract(paper), None, "ab")
    assert set(found) == TOP
    assert set(found["fields"]) == FIELDS
    assert all(set(r) == REFERENCE for r in found["references"])
    assert set(found["fields"]["petitioners"][0]) == {
        "name", "title", "birth", "id_number", "id_issued_on", "id_issued_by", "address", "phone",
        "email", "position", "organisation", "tax_code", "role", "is_organisation",
    }  # fmt: skip
    assert set(found["fields"]["title"]) == {"value", "text", "confidence", "method", "evidence"}
    assert "document_id" in found["fields"]["contested"][0]
    assert found["fields"]["signatures"]["value"] == 1
    assert json.loads(json.dumps(found)) == found


def test_official_header() -> None:
    paper = document(LETTER)
    found = as_contract("cv.txt", paper, extract(paper), None, "ab")
    assert set(found["official"]) == {
        "parent_issuer", "issuer", "number", "symbol", "place", "issued_on", "doc_type", "subject",
        "recipients", "signer",
    }  # fmt: skip
    assert set(found["official"]["signer"]) == {"name", "position", "authority"}


def test_error_without_document() -> None:
    found = as_contract("x.pdf", None, None, Corrupt(), "ab")
    assert set(found) == TOP
    assert set(found["fields"]) == FIELDS
    assert found["error"]["code"] == "corrupt"
    assert found["text"] is found["kind"] is None


def test_nothing_of_a_secret_paper_is_shown() -> None:
    paper = document("UBND TỈNH\nMẬT\nnội dung")
    found = as_contract("x.txt", paper, None, StateSecret(mark="MẬT", keeper="Văn thư"), "ab")
    assert found["text"] is None
    assert "nội dung" not in json.dumps(found, ensure_ascii=False)


def test_boxes_one_a_line_and_evidence_one_a_page() -> None:
    text = "ĐƠN TỐ CÁO\nTôi tên là Nguyễn Văn An, địa chỉ: thôn 3, xã Ea Kiết,\ntỉnh Đắk Lắk"
    [party] = extract(paged(text)).fields.petitioners
    assert party.address is not None
    [evidence] = party.address.evidence
    assert len(evidence.boxes) == 2
    assert evidence.boxes[1] == (0.0, 28.0, 72.0, 40.0)


def test_value_over_a_page_break() -> None:
    text = "ĐƠN TỐ CÁO\nTôi tên là Nguyễn Văn An, địa chỉ: thôn 3, xã Ea\fkiết, tỉnh Đắk Lắk"
    paper = paged(text)
    [party] = extract(paper).fields.petitioners
    assert party.address is not None
    assert [e.page for e in party.address.evidence] == [1, 2]


def test_unsure_scan_is_warned_of_and_lowers_confidence() -> None:
    sure, unsure = extract(paged(COMPLAINT)), extract(paged(COMPLAINT, 0.5))
    assert "low_confidence" in {n.code for n in unsure.warnings}
    assert sure.fields.title is not None
    assert unsure.fields.title is not None
    assert unsure.fields.title.confidence < sure.fields.title.confidence


def test_importing_the_package_loads_no_spacy() -> None:
    code = (
        "import sys; from pipeline.extraction import extract, secrecy_mark, as_contract; "
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def against_the_schema(found: dict[str, Any]) -> None:
    jsonschema.validate(json.loads(json.dumps(found)), SCHEMA, jsonschema.Draft202012Validator)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("paper", [*map(document, PAPERS), *map(paged, PAPERS)])
def test_every_output_keeps_the_schema(paper: Document) -> None:
    against_the_schema(as_contract("x", paper, extract(paper), None, "ab"))


@pytest.mark.parametrize("path", sorted(PEOPLE.glob("*.txt")), ids=lambda p: p.stem)
def test_papers_of_all_kinds_keep_the_schema(path: Path) -> None:
    paper = document(path.read_text("utf-8"))
    against_the_schema(as_contract("x", paper, extract(paper), None, "ab"))


@pytest.mark.parametrize("error", [Corrupt(), StateSecret(mark="MẬT", keeper="Văn thư")])
def test_errors_keep_the_schema(error: DonthuError) -> None:
    against_the_schema(as_contract("x", None, None, error, "ab"))


def test_a_name_that_nobody_documented_breaks_the_schema() -> None:
    paper = document(COMPLAINT)
    found = as_contract("x", paper, extract(paper), None, "ab")
    found["fields"]["surprise"] = None
    with pytest.raises(jsonschema.ValidationError):
        against_the_schema(found)


def test_the_schema_knows_every_warning() -> None:
    codes = SCHEMA["$defs"]["warning"]["properties"]["code"]["enum"]
    assert set(codes) == set(table("messages"))
