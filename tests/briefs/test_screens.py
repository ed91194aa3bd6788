"""What the doctor and the terms say, in English; every state in every language is a sample."""

from bot.domain.briefs import Examination, Fault, Finding
from bot.domain.replies import CALLBACK_BYTES, Action
from bot.domain.terms import FIELD_OF, Handed, Reward, Rights, Terms, Unfair
from bot.i18n import Translator
from bot.screens import doctor, terms

TR = Translator.speaking("en")
FAIR = Terms(Handed.SKETCH, 16, Reward.FEE, 400, "EUR", Rights.LICENSED)


def actions(reply):
    return [button.action for row in reply.rows for button in row]


def test_every_finding_is_a_question_with_an_example_and_a_button():
    for fault in Fault:
        shown = doctor.checked(7, Examination((Finding(fault, "problem"),)), (), TR)
        assert "?" in shown.html or fault is Fault.CONFIDENTIAL
        assert "For example:" in shown.html
        assert actions(shown) == [
            Action("form", "edit", "7.problem"),
            Action("challenge", "send", "7"),
        ]


def test_a_question_of_the_form_is_offered_once():
    findings = (Finding(Fault.VAGUE, "problem"), Finding(Fault.WIDE, "problem"))
    shown = doctor.checked(7, Examination(findings), (Unfair.NO_REWARD, Unfair.UNPAID_WORK), TR)
    assert [one.id for one in actions(shown)] == ["7.problem", "7.reward", "7"]


def test_every_objection_opens_a_question_that_fits_a_button():
    shown = doctor.checked(2**62, Examination(), tuple(Unfair), TR)
    keys = {one.id.partition(".")[2] for one in actions(shown)} - {""}
    assert keys == set(FIELD_OF.values())
    assert all(len(one.pack().encode()) <= CALLBACK_BYTES for one in actions(shown))


def test_the_writers_words_are_shown_as_they_are():
    found = Finding(Fault.CONFIDENTIAL, "problem", "<b>a@b.example</b>")
    assert "&lt;b&gt;a@b.example" in doctor.question(found, TR)


def test_what_is_not_read_in_a_language_is_said():
    said = "In this language only dates, contact data and length are checked."
    assert said in doctor.checked(1, Examination(whole=False), (Unfair.NO_RIGHTS,), TR).html
    assert doctor.remarks(Examination(whole=False), TR) == [said]
    assert doctor.limits(Examination(), TR) == []


def test_staff_read_each_remark_once_and_nobodys_contact_data():
    found = Finding(Fault.CONFIDENTIAL, "problem", "a@b.example")
    remarks = doctor.remarks(Examination((found, found)), TR)
    assert len(remarks) == 1
    assert "a@b.example" not in remarks[0]


def test_terms_are_said_with_the_sum_an_hour_and_whose_the_rest_is():
    assert terms.label(FAIR, TR) == "Paid work"
    said = terms.lines(FAIR, TR)
    assert said[0] == "To hand in: a sketch."
    assert said[1] == "Effort: 16 hours."
    assert "that is €25 an hour" in said[2]
    assert said[-1] == "The work of those who are not chosen stays theirs."


def test_terms_without_a_label_say_so_and_what_is_known():
    assert terms.label(Terms(), TR) == "The terms are not complete yet"
    assert terms.lines(Terms(), TR) == ["The work of those who are not chosen stays theirs."]
    assert terms.lines(Terms(reward=Reward.PRIZE), TR)[0].endswith("The sum is not said yet.")


def test_every_objection_says_how_to_mend_it():
    said = {why: terms.objection(why, TR) for why in Unfair}
    assert len(set(said.values())) == len(Unfair)
    assert "4 hours" in said[Unfair.LONG_SKETCH]
