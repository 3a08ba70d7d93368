"""Every row of the decision table with its neighbours: one fact changed by a step leads elsewhere.

A scene is a paper with the facts that a person knows; its neighbours are the same scene with one
thing changed. A row of ``routes.toml`` without a scene, or with fewer than two neighbours that
leave it, is a failing test.
"""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from pipeline.extraction.findings import Findings, Kind
from pipeline.law.decision_table import all_measures, all_rows
from pipeline.law.forms import all_forms
from pipeline.triage import propose
from pipeline.triage.proposal import Facts, Proposal
from tests.triage.made import FACTS, FORWARDED, SETTINGS, WRITER, earlier, made, respondent, value

CONTESTED_ELSEWHERE = (value("Quyết định số 5/QĐ-UBND của Chủ tịch UBND xã Long Hà"),)
OUR_SECOND = (value("Quyết định giải quyết khiếu nại số 9 của Chủ tịch UBND xã Bình Minh"),)


def contested(text: str) -> dict[str, Any]:
    return {"contested": (value(text),)}


def denounced(text: str) -> dict[str, Any]:
    return {"respondents": (respondent(text),)}


@dataclass(frozen=True)
class Scene:
    """A paper and what is known beside it; ``but`` changes one thing."""

    kind: Kind
    warnings: tuple[str, ...] = ()
    fields: tuple[tuple[str, Any], ...] = ()
    facts: Facts = FACTS
    person: tuple[tuple[str, str], ...] = ()
    confidence: float = 0.97

    def but(self, **change: Any) -> "Scene":
        return replace(self, **change)

    def saying(self, **found: str) -> "Scene":
        """The scene after a person has found more."""
        more = {name.replace("__", "."): text for name, text in found.items()}
        return replace(self, person=tuple((dict(self.person) | more).items()))

    def paper(self) -> Findings:
        return made(self.kind, *self.warnings, confidence=self.confidence, **dict(self.fields))

    def proposal(self) -> Proposal:
        person = dict(self.person)
        facts = replace(
            self.facts,
            person=person,
            discipline=person.get("discipline") == "yes",
        )
        return propose(self.paper(), facts, SETTINGS)


def scene(kind: Kind, *warnings: str, facts: Facts = FACTS, **fields: Any) -> Scene:
    return Scene(kind, warnings, tuple(fields.items()), facts)


KN = scene("complaint")
KN_AWAY = scene("complaint", contested=CONTESTED_ELSEWHERE)
KN_ABOVE = scene("complaint", contested=OUR_SECOND)
KN_COURT = scene("complaint", **contested("Quyết định của Chi cục Thi hành án dân sự khu vực 2"))
KN_ELECTED = scene("complaint", **contested("Thông báo của Hội đồng nhân dân xã Bình Minh"))
KN_PARTY = scene("complaint", **contested("Thông báo của Đảng ủy xã Bình Minh"))
KN_NOBODY = scene("complaint", **contested("việc mất nước kéo dài"))
TC = scene("denunciation")
TC_AWAY = scene("denunciation", **denounced("Chủ tịch UBND xã Long Hà"))
TC_NOBODY = scene("denunciation", **denounced("chủ quán cơm"))
TC_POLICE = scene("denunciation", **denounced("Trưởng Công an xã Bình Minh"))
TC_ELECTED = scene("denunciation", **denounced("Chủ tịch HĐND xã Bình Minh"))
KNPA = scene("recommendation")
KNPA_AWAY = scene("recommendation", addressees=(value("Sở Xây dựng tỉnh Đồng Nai"),))
KNPA_NOBODY = scene("recommendation", addressees=())
KNPA_COURT = scene("recommendation", addressees=(value("Tòa án nhân dân khu vực 4"),))
KNPA_ELECTED = scene("recommendation", addressees=(value("Đoàn đại biểu Quốc hội tỉnh"),))
KNPA_UNSIGNED = scene("recommendation", "missing.signature", signatures=None)
ANONYMOUS = scene("denunciation", "anonymous")
ANONYMOUS_AWAY = scene("denunciation", "anonymous", **denounced("Chủ tịch UBND xã Long Hà"))
MIXED = scene("mixed")


def stopped(code: str) -> tuple[Scene, list[Scene]]:
    return scene("complaint", code), [KN, scene("complaint", code).saying(stop="none")]


def prior(route: str, kind: Kind) -> Facts:
    return replace(FACTS, earlier=(earlier(route, kind),))


SCENES: dict[str, tuple[Scene, list[Scene]]] = {
    "official": (scene("official"), [KN, TC, KNPA]),
    "stop.state_secret": stopped("state_secret"),
    "stop.unreadable": (
        scene("complaint", "handwriting", "missing.date", written_on=None),
        [scene("complaint", "handwriting"), scene("complaint", "missing.date", written_on=None)],
    ),
    "stop.not_vietnamese": stopped("not_vietnamese"),
    "stop.blank_form": stopped("blank_form"),
    "stop.copy_only": stopped("copy_only"),
    "stop.impersonation": (
        scene("denunciation", "impersonation"),
        [TC, scene("denunciation", "impersonation").saying(stop="none")],
    ),
    "anonymous.inspect": (
        ANONYMOUS.saying(anonymous_checkable="yes"),
        [
            ANONYMOUS,
            ANONYMOUS.saying(anonymous_checkable="no"),
            ANONYMOUS.saying(anonymous_checkable="yes", competence="not_competent"),
            TC,
        ],
    ),
    "anonymous.transfer": (
        ANONYMOUS_AWAY.saying(anonymous_checkable="yes"),
        [
            ANONYMOUS_AWAY,
            ANONYMOUS_AWAY.saying(anonymous_checkable="yes", competence="competent"),
            ANONYMOUS_AWAY.saying(anonymous_checkable="no"),
            TC_AWAY,
        ],
    ),
    "anonymous.file_away": (
        ANONYMOUS.saying(anonymous_checkable="no"),
        [ANONYMOUS, ANONYMOUS.saying(anonymous_checkable="yes"), TC],
    ),
    "anonymous.person": (
        ANONYMOUS,
        [TC, ANONYMOUS.saying(anonymous_checkable="no"), ANONYMOUS.but(kind="complaint")],
    ),
    "anonymous.open": (
        scene("complaint", "anonymous"),
        [KN, ANONYMOUS, scene("complaint", "anonymous").saying(petitioner__name="Lò Văn Bảy")],
    ),
    "mixed.split": (
        MIXED.saying(several_bodies="yes"),
        [MIXED, MIXED.saying(several_bodies="no"), MIXED.saying(kind="complaint")],
    ),
    "mixed.one_body": (
        MIXED.saying(several_bodies="no"),
        [MIXED, MIXED.saying(several_bodies="yes"), MIXED.saying(kind="denunciation")],
    ),
    "mixed.person": (
        MIXED,
        [MIXED.saying(several_bodies="yes"), MIXED.saying(kind="recommendation")],
    ),
    "kind.unknown": (scene("other"), [scene("other").saying(kind="complaint"), MIXED]),
    "kind.guess": (
        KN.but(confidence=0.4),
        [KN, KN.but(confidence=0.6), KN.but(confidence=0.4).saying(kind="complaint")],
    ),
    "complaint.review": (
        KN_AWAY.saying(final_decision="yes", illegality_signs="yes"),
        [
            KN_AWAY.saying(final_decision="yes"),
            KN_AWAY.saying(final_decision="no", illegality_signs="yes"),
            KN_AWAY.saying(final_decision="yes", illegality_signs="no"),
        ],
    ),
    "complaint.lower_overdue": (
        KN_AWAY.saying(lower_overdue="yes"),
        [KN_AWAY, KN_AWAY.saying(lower_overdue="no"), KN.saying(lower_overdue="yes")],
    ),
    "complaint.forwarder_unknown": (
        KN_AWAY.but(facts=replace(FORWARDED, forwarded_by=None)),
        [KN_AWAY, KN_AWAY.but(facts=FORWARDED), KN.but(facts=FORWARDED)],
    ),
    "complaint.return": (
        KN_AWAY.but(facts=FORWARDED),
        [KN_AWAY, KN.but(facts=FORWARDED), TC_AWAY.but(facts=FORWARDED)],
    ),
    "complaint.final_elsewhere": (
        KN_AWAY.saying(final_decision="yes"),
        [KN_AWAY, KN_AWAY.saying(final_decision="no"), KN.saying(final_decision="yes")],
    ),
    "complaint.sent_to_competent": (
        KN_AWAY.saying(sent_to_competent="yes"),
        [KN_AWAY, KN_AWAY.saying(sent_to_competent="no"), KN.saying(sent_to_competent="yes")],
    ),
    "complaint.guided_before": (
        KN_AWAY.saying(prior_guidance="yes"),
        [
            KN_AWAY,
            KN_AWAY.saying(prior_guidance="no"),
            KN_AWAY.but(facts=prior("guide", "complaint")),
            KN.saying(prior_guidance="yes"),
        ],
    ),
    "complaint.guided_before_maybe": (
        KN_AWAY.but(facts=prior("guide", "complaint")),
        [
            KN_AWAY.but(facts=prior("accept", "complaint")),
            KN_AWAY.but(facts=prior("guide", "complaint")).saying(prior_guidance="no"),
            KN_AWAY.but(facts=prior("guide", "complaint")).saying(prior_guidance="yes"),
        ],
    ),
    "complaint.group_elsewhere": (
        scene("complaint", contested=CONTESTED_ELSEWHERE, signatures=value(5)),
        [
            scene("complaint", contested=CONTESTED_ELSEWHERE, signatures=value(4)),
            scene("complaint", signatures=value(5)),
        ],
    ),
    "complaint.procedure": (
        KN_COURT,
        [
            KN,
            KN_AWAY,
            KN_COURT.saying(competence="competent"),
            KN.saying(other_law="no"),
        ],
    ),
    "complaint.elected": (KN_ELECTED, [KN, KN_PARTY, KN_AWAY]),
    "complaint.inner": (KN_PARTY, [KN, KN_ELECTED, KN_AWAY]),
    "complaint.guide": (
        KN_AWAY,
        [KN, KN_AWAY.saying(competence="competent"), KN_AWAY.but(facts=FORWARDED)],
    ),
    "complaint.incomplete": (
        scene("complaint", "missing.signature", signatures=None),
        [
            KN,
            scene("complaint", "missing.signature", signatures=None, contested=CONTESTED_ELSEWHERE),
            scene("complaint", "missing.signature", signatures=None).saying(signatures="1"),
            scene("complaint", "missing.signature", signatures=None).saying(
                condition__signature="met"
            ),
        ],
    ),
    "core_unclear": (
        scene("denunciation", summary=None),
        [TC, scene("denunciation", summary=None).saying(condition__content="met")],
    ),
    "complaint.competence_unknown": (
        KN_NOBODY,
        [
            KN,
            KN_NOBODY.saying(competence="competent"),
            KN_NOBODY.saying(competence="not_competent"),
        ],
    ),
    "complaint.refuse": (
        KN.saying(condition__in_time="failed"),
        [
            KN,
            KN.saying(condition__in_time="met"),
            KN_AWAY.saying(condition__in_time="failed"),
        ],
    ),
    "complaint.accept": (
        KN,
        [
            KN_AWAY,
            KN_NOBODY,
            KN.saying(condition__no_court="failed"),
            KN.saying(competence="not_competent"),
        ],
    ),
    "denunciation.incomplete": (
        scene("denunciation", "missing.date", written_on=None),
        [
            TC,
            scene("denunciation", "missing.date", written_on=None).saying(written_on="2026-09-01"),
        ],
    ),
    "denunciation.party": (
        TC.saying(party_matter="yes"),
        [TC, TC.saying(party_matter="no"), scene("denunciation", "party_member")],
    ),
    "denunciation.competence_unknown": (
        TC_NOBODY,
        [TC, TC_NOBODY.saying(competence="competent"), TC_NOBODY.saying(party_matter="yes")],
    ),
    "denunciation.refuse": (
        TC.saying(condition__traceable="failed"),
        [TC, TC.saying(condition__traceable="met"), TC_AWAY.saying(condition__traceable="failed")],
    ),
    "denunciation.settler_unproven": (
        TC.saying(after_settled_complaint="yes"),
        [
            TC,
            TC.saying(after_settled_complaint="no"),
            TC.saying(after_settled_complaint="yes", condition__settler_documents="met"),
            TC.saying(after_settled_complaint="yes", condition__settler_documents="failed"),
        ],
    ),
    "denunciation.accept": (
        TC,
        [TC_AWAY, TC_NOBODY, TC.saying(condition__denouncer_capacity="failed")],
    ),
    "denunciation.lower_overdue": (
        TC_AWAY.saying(lower_overdue="yes"),
        [TC_AWAY, TC_AWAY.saying(lower_overdue="no"), TC.saying(lower_overdue="yes")],
    ),
    "denunciation.sent_to_competent": (
        TC_AWAY.saying(sent_to_competent="yes"),
        [TC_AWAY, TC.saying(sent_to_competent="yes")],
    ),
    "denunciation.transferred_before": (
        TC_AWAY.saying(prior_guidance="yes"),
        [TC_AWAY, TC_AWAY.but(facts=prior("transfer", "denunciation"))],
    ),
    "denunciation.transferred_before_maybe": (
        TC_AWAY.but(facts=prior("transfer", "denunciation")),
        [
            TC_AWAY.but(facts=prior("accept", "denunciation")),
            TC_AWAY.but(facts=prior("transfer", "denunciation")).saying(prior_guidance="no"),
        ],
    ),
    "denunciation.guide": (
        TC_AWAY.saying(in_person="yes"),
        [TC_AWAY, TC_AWAY.saying(in_person="no"), TC.saying(in_person="yes")],
    ),
    "denunciation.procedure": (TC_POLICE, [TC, TC_AWAY, TC_POLICE.saying(competence="competent")]),
    "denunciation.elected_inner": (TC_ELECTED, [TC, TC_AWAY, TC_POLICE]),
    "denunciation.transfer": (TC_AWAY, [TC, TC_NOBODY, TC_AWAY.saying(competence="competent")]),
    "recommendation.legal_document": (
        KNPA.saying(about_rule="legal_document"),
        [KNPA, KNPA.saying(about_rule="no"), KNPA.saying(about_rule="administrative_rule")],
    ),
    "recommendation.administrative_rule": (
        KNPA.saying(about_rule="administrative_rule"),
        [KNPA, KNPA.saying(about_rule="no"), KNPA.saying(about_rule="legal_document")],
    ),
    "recommendation.voters": (KNPA.saying(voters="yes"), [KNPA, KNPA.saying(voters="no")]),
    "recommendation.incomplete": (
        KNPA_UNSIGNED,
        [KNPA, KNPA_UNSIGNED.saying(signatures="2")],
    ),
    "recommendation.competence_unknown": (
        KNPA_NOBODY,
        [KNPA, KNPA_NOBODY.saying(competence="competent")],
    ),
    "recommendation.answered_before": (
        KNPA.saying(prior_guidance="yes"),
        [KNPA, KNPA.saying(prior_guidance="no")],
    ),
    "recommendation.accept": (KNPA, [KNPA_AWAY, KNPA_NOBODY]),
    "recommendation.doubtful": (
        KNPA_AWAY.but(confidence=0.7),
        [KNPA_AWAY, KNPA.but(confidence=0.7), KNPA_AWAY.but(confidence=0.7).saying(
            kind="recommendation"
        )],
    ),
    "recommendation.procedure": (KNPA_COURT, [KNPA, KNPA_AWAY]),
    "recommendation.elected_inner": (KNPA_ELECTED, [KNPA, KNPA_AWAY]),
    "recommendation.transfer": (KNPA_AWAY, [KNPA, KNPA_NOBODY, KNPA_COURT]),
}  # fmt: skip


def test_every_row_has_its_scene() -> None:
    assert SCENES.keys() == all_rows().keys()


@pytest.mark.parametrize("row", SCENES)
def test_a_row_and_its_neighbours(row: str) -> None:
    own, neighbours = SCENES[row]
    assert own.proposal().row == row
    assert len(neighbours) >= 2
    assert [near.proposal().row for near in neighbours].count(row) == 0


@pytest.mark.parametrize("row", SCENES)
def test_a_row_gives_its_route_its_forms_and_a_sentence_to_sign(row: str) -> None:
    rule, proposal = all_rows()[row], SCENES[row][0].proposal()
    assert proposal.route == rule.route
    assert set(rule.forms) - {"receipt"} <= set(proposal.forms)
    assert all(all_forms()[form].fits(proposal.kind) for form in proposal.forms)
    said = proposal.reasons[-1]
    assert "{" not in said and said.endswith(".")
    if rule.because:
        assert said.startswith("Vì ") and ", căn cứ " in said and ", đề nghị " in said


@pytest.mark.parametrize("row", SCENES)
def test_a_step_without_a_form_says_so(row: str) -> None:
    """Whoever proposes a step beyond the receipt either drafts its paper or says why not."""
    rule = all_rows()[row]
    has_form = bool(set(rule.forms) - {"receipt"})
    assert has_form or rule.no_form or rule.route in ("person", "incoming")
    assert not (has_form and rule.no_form)


def test_the_machine_alone_never_refuses_files_away_or_reports() -> None:
    """Such steps rest on what a person found, whatever the paper says."""
    codes = ("prior_guidance", "already_settled", "other_law", "party_member", "urgent",
             "several_addressees", "official_of_rank", "threat", "insulting")  # fmt: skip
    for kind in ("complaint", "denunciation", "recommendation", "mixed"):
        for code in codes:
            route = scene(kind, code).proposal().route  # type: ignore[arg-type]
            assert route in ("accept", "guide", "transfer", "supplement", "person"), code


@pytest.mark.parametrize(
    ("code", "kind", "field"),
    [
        ("party_member", "denunciation", "party_matter"),
        ("prior_guidance", "complaint", "prior_guidance"),
        ("already_settled", "complaint", "final_decision"),
        ("already_settled", "denunciation", "after_settled_complaint"),
        ("urgent", "complaint", "serious_damage"),
        ("other_law", "complaint", "other_law"),
    ],
)
def test_a_mention_becomes_a_question_until_a_person_answers(
    code: str, kind: Kind, field: str
) -> None:
    asked = scene(kind, code)
    assert field in {q.field for q in asked.proposal().questions}
    answered = asked.saying(**{field: "no"}).proposal()
    assert field not in {q.field for q in answered.questions}


MEASURES: dict[str, tuple[Scene, Scene]] = {
    "damage.complaint": (KN.saying(serious_damage="yes"), scene("complaint", "urgent")),
    "damage.denunciation": (TC.saying(serious_damage="yes"), scene("denunciation", "urgent")),
    "damage.recommendation": (KNPA.saying(serious_damage="yes"), KNPA),
    "hot": (KN.saying(hot="yes"), KN.saying(hot="no")),
    "originals.later": (KN.saying(originals="yes"), KN_AWAY.saying(originals="yes")),
    "originals.now": (KN_AWAY.saying(originals="yes"), KN.saying(originals="yes")),
    "forwarder.complaint": (KN.but(facts=FORWARDED), KN),
    "forwarder.denunciation": (TC.but(facts=FORWARDED), TC),
    "forwarder.recommendation": (KNPA.but(facts=FORWARDED), KNPA),
}


def test_every_measure_has_its_scene() -> None:
    assert list(MEASURES) == list(all_measures())


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_and_its_neighbour(measure: str) -> None:
    own, near = (s.proposal() for s in MEASURES[measure])
    assert measure in {m.id for m in own.measures}
    assert measure not in {m.id for m in near.measures}
    assert all("{" not in m.sentence for m in own.measures)


@pytest.mark.parametrize("word", ["điểm nóng", "kéo dài", "vượt cấp"])
def test_the_machine_never_chooses_the_word(word: str) -> None:
    for own, neighbours in SCENES.values():
        for one in (own, *neighbours):
            assert word not in str(replace(one.proposal(), competence_reason="", reasons=()))


def test_a_sentence_for_the_leader_reads_as_one() -> None:
    ticked = {f"condition__{c.id}": "met" for c in KN.proposal().conditions if c.group == "bar"}
    assert KN.saying(**ticked).proposal().reasons[-1] == (
        "Vì đơn có đủ nội dung theo khoản 2 Điều 8 Luật Khiếu nại, khiếu nại thuộc thẩm quyền giải "
        "quyết của Chủ tịch Ủy ban nhân dân xã Bình Minh và không thuộc trường hợp không được thụ "
        "lý tại Điều 11 Luật Khiếu nại, căn cứ khoản 1 Điều 16 Nghị định số 124/2020/NĐ-CP (được "
        "sửa đổi bởi Điều 10 Nghị định số 155/2026/NĐ-CP), Điều 13 Thông tư số 05/2021/TT-TTCP, "
        "đề nghị thụ lý giải quyết khiếu nại."
    )
    late = KN.saying(condition__in_time="failed").proposal()
    assert "thời hiệu khiếu nại đã hết mà không có lý do chính đáng" in late.reasons[-1]


def test_the_article_follows_the_day_of_arrival() -> None:
    before = KN.but(facts=replace(FACTS, arrived_on=FACTS.arrived_on.replace(month=6)))
    assert "căn cứ Điều 27 Luật Khiếu nại," in before.proposal().reasons[-1]
    assert "Điều 10 Nghị định số 155/2026/NĐ-CP" in KN.proposal().reasons[-1]


def test_a_correction_wins_and_answers_the_warning() -> None:
    bare = scene("complaint", "missing.address", petitioners=(replace(WRITER, address=None),))
    assert bare.proposal().row == "complaint.incomplete"
    mended = bare.saying(petitioner__address="ấp 4, xã Tân An").proposal()
    assert mended.row == "complaint.accept"
