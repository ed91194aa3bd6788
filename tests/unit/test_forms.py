"""The form engine: whatever a person does, no accepted answer is lost and nobody gets stuck."""

import copy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.challenge_form import CHALLENGE
from bot.domain.forms import MEANT, REVIEW, Context, Draft, Field, Form, Takes
from bot.domain.parsing import future_date, many_of, one_of, text_between
from bot.domain.profiling import PROFILE
from bot.domain.questions import broadcast_form
from bot.domain.refusals import ChooseOne, Empty, NeedsAnswer, NoSuchChoice, Outdated, Refusal
from bot.domain.review_forms import DECLINE, PUBLISH

LISTED = ("wood", "glass", "felt")
GOOD = {
    Takes.TEXT: "A long enough answer",
    Takes.ONE: "wood",
    Takes.MANY: "wood, felt",
    Takes.DATE: "31.12.2027",
}
CHOSEN = (Takes.ONE, Takes.MANY)

PATIENT = settings(deadline=None, max_examples=150)
"""Machines that run tests are slow at times; that is no finding."""


def find(choices: str, text: str) -> list[str]:
    return [term for term in LISTED if term in text.lower()]


CONTEXT = Context(date(2026, 11, 22), "en", find)


def a_field(key: str, takes: Takes = Takes.TEXT, *, optional: bool = False) -> Field:
    parse = {
        Takes.TEXT: text_between(2, 40),
        Takes.ONE: one_of("materials"),
        Takes.MANY: many_of("materials"),
        Takes.DATE: future_date,
    }[takes]
    listed = "materials" if takes in CHOSEN else None
    return Field(key, "?", key, parse, takes, listed, optional)


def begin(form: Form, **known: str | tuple[str, ...]) -> Draft:
    step, answers = form.start(known)
    return Draft(1, 1, form.name, step, answers)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    kinds = draw(
        st.lists(st.tuples(st.sampled_from(Takes), st.booleans()), min_size=1, max_size=6)
    )
    return Form(
        "any",
        tuple(a_field(f"f{i}", takes, optional=o) for i, (takes, o) in enumerate(kinds)),
        ends_early=draw(st.booleans()),
    )


TEXTS = st.sampled_from(
    ["", "x", "wood", "glass and felt", "felt, wood", "y" * 41, "\x00", "👍", "1.2.2027"]
)
KEYS = st.sampled_from(["f0", "f1", "f2", "f3", "f4", "f5", "gone", REVIEW])
HERE = st.none()  # the question on screen, for taps that are not stale
MOVES = st.one_of(
    st.tuples(st.just("answer"), TEXTS),
    st.tuples(st.just("choose"), KEYS | HERE, st.sampled_from(LISTED)),
    st.tuples(st.sampled_from(["done", "skip", "rest", "edit", "clear"]), KEYS | HERE),
    st.tuples(st.just("back")),
)


def play(form: Form, draft: Draft, move: tuple) -> Draft:
    """Do what a person does; `None` as a key is the present question."""
    name, *rest = move
    match name:
        case "answer":
            return form.answer(draft, rest[0], CONTEXT)
        case "back":
            return form.back(draft)
        case _:
            key = draft.step if rest[0] is None else rest[0]
            return getattr(form, name)(draft, key, *rest[1:])


def play_or_stay(form: Form, draft: Draft, move: tuple) -> Draft:
    before = copy.deepcopy(draft)
    try:
        return play(form, draft, move)
    except Refusal:
        assert draft == before
        return draft


def fits(form: Form, draft: Draft) -> bool:
    if draft.step == REVIEW:
        return not form.missing(draft) and not draft.editing
    return draft.step in {field.key for field in form.fields}


def finish(form: Form, draft: Draft) -> Draft:
    """Go on as a willing person does: give a good answer, and leave each list when it has one."""
    for _ in range(2 * len(form.fields) + 2):
        if draft.step == REVIEW:
            break
        field = form.field(draft.step)
        draft = form.answer(draft, GOOD[field.takes], CONTEXT)
        if field.takes is Takes.MANY:
            draft = form.done(draft, field.key)
    return draft


@PATIENT
@given(forms(), st.lists(MOVES, max_size=30))
def test_no_accepted_answer_is_lost_and_a_refused_one_changes_nothing(form, moves):
    draft = begin(form)
    for move in moves:
        was, before = draft, dict(draft.answers)
        draft = play_or_stay(form, draft, move)

        assert was.answers == before  # what was given stays as it was, whatever comes after
        assert fits(form, draft)
        assert (draft.id, draft.person_id, draft.form) == (was.id, was.person_id, was.form)
        here = was.step
        assert {k: v for k, v in draft.answers.items() if k != here} == {
            k: v for k, v in before.items() if k != here
        }
        new, old = draft.answers.get(here), before.get(here)
        if new == old:
            continue
        match move[0]:
            case "answer" if isinstance(new, tuple):
                assert new[: len(old or ())] == (old or ())
                assert len(set(new)) == len(new)
            case "answer":
                assert new == form.field(here).parse(move[1], CONTEXT)
            case "choose" if form.field(here).takes is Takes.MANY:
                assert set(new or ()) ^ set(old or ()) == {move[2]}
            case "choose":
                assert new == move[2]
            case "clear":
                assert new is None
            case _:
                pytest.fail(f"{move} changed {here} from {old!r} to {new!r}")


@PATIENT
@given(forms(), st.lists(MOVES, max_size=30))
def test_nobody_gets_stuck(form, moves):
    draft = begin(form)
    for move in moves:
        draft = play_or_stay(form, draft, move)

    assert finish(form, draft).step == REVIEW


@PATIENT
@given(forms(), st.lists(MOVES, max_size=15), st.data())
def test_changing_one_answer_returns_to_the_review(form, moves, data):
    draft = begin(form)
    for move in moves:
        draft = play_or_stay(form, draft, move)
    draft = finish(form, draft)
    field = data.draw(st.sampled_from(form.fields))

    editing = form.edit(draft, field.key)
    changed = form.answer(editing, GOOD[field.takes], CONTEXT)
    if field.takes is Takes.MANY:
        changed = form.done(changed, field.key)

    assert editing.step == field.key
    assert changed.step == REVIEW
    assert form.back(editing) == draft  # looked and left
    if field.optional or field.key in draft.answers:
        assert form.skip(editing, field.key) == draft


@PATIENT
@given(
    forms(),
    KEYS | st.text(max_size=5),
    st.dictionaries(KEYS, st.sampled_from(["", "wood", (), ("wood", "felt"), ("none",)])),
    st.booleans(),
)
def test_a_draft_of_another_version_is_repaired(form, step, answers, editing):
    found = Draft(1, 1, "any", step, answers, editing)

    repaired = form.repaired(found)

    assert repaired.answers == answers
    assert repaired.step in {REVIEW, *(field.key for field in form.fields)}
    assert repaired.step != REVIEW or not form.missing(repaired)
    assert form.repaired(repaired) == repaired


@PATIENT
@given(forms(), st.dictionaries(KEYS, st.sampled_from(["", "wood", (), ("wood", "felt")])))
def test_a_form_begins_with_the_first_open_question(form, known):
    draft = begin(form, **known)

    assert draft.answers.items() <= known.items()
    assert "gone" not in draft.answers
    assert fits(form, draft)
    given = [field.key for field in form.fields if known.get(field.key)]
    expected = next((f.key for f in form.fields if f.key not in given), REVIEW)
    assert draft.step == expected


@PATIENT
@given(forms(), st.lists(MOVES, max_size=20))
def test_going_back_ends_at_the_first_question(form, moves):
    draft = begin(form)
    for move in moves:
        draft = play_or_stay(form, draft, move)
    answers = draft.answers

    for _ in range(len(form.fields) + 2):
        draft = form.back(draft)

    assert draft.step == form.fields[0].key
    assert draft.answers == answers


THREE = Form(
    "three",
    (a_field("name"), a_field("materials", Takes.MANY), a_field("place", optional=True)),
)


def at_review() -> Draft:
    draft = begin(THREE)
    draft = THREE.answer(draft, "Quiet line", CONTEXT)
    draft = THREE.choose(draft, "materials", "wood")
    draft = THREE.done(draft, "materials")
    return THREE.skip(draft, "place")


def test_a_form_goes_from_question_to_question():
    draft = at_review()

    assert draft.step == REVIEW
    assert draft.answers == {"name": "Quiet line", "materials": ("wood",)}
    assert (draft.one("name"), draft.one("place")) == ("Quiet line", None)
    assert (draft.many("materials"), draft.many("place")) == (("wood",), ())


def test_typed_and_tapped_choices_add_up():
    draft = THREE.answer(begin(THREE), "Quiet line", CONTEXT)
    draft = THREE.choose(draft, "materials", "glass")
    draft = THREE.answer(draft, "wood, glass, felt", CONTEXT)

    assert draft.step == "materials"
    assert draft.many("materials") == ("glass", "wood", "felt")
    assert THREE.choose(draft, "materials", "glass").many("materials") == ("wood", "felt")


LONG = Form(
    "long",
    (
        a_field("name"),
        a_field("place", optional=True),
        a_field("materials", Takes.MANY, optional=True),
        a_field("problem"),
        a_field("tried", optional=True),
        a_field("deadline", Takes.DATE, optional=True),
    ),
    ends_early=True,
)


def test_enough_for_now_leads_to_what_is_required_and_then_to_the_review():
    draft = begin(LONG)
    assert LONG.left_out(draft) == 0
    with pytest.raises(NeedsAnswer):
        LONG.rest(draft, "name")

    draft = LONG.answer(draft, "Quiet line", CONTEXT)
    assert LONG.left_out(draft) == 1  # the materials
    draft = LONG.rest(draft, "place")
    assert draft.step == "problem"
    draft = LONG.answer(draft, "It is too loud.", CONTEXT)
    assert LONG.left_out(draft) == 1
    with pytest.raises(Outdated):
        LONG.rest(draft, "place")

    draft = LONG.rest(draft, "tried")
    assert draft.step == REVIEW
    assert draft.answers == {"name": "Quiet line", "problem": "It is too loud."}
    assert LONG.left_out(draft) == 0
    assert LONG.back(draft).step == "deadline"


@PATIENT
@given(forms(), st.lists(MOVES, max_size=20))
def test_enough_for_now_never_leaves_a_required_question_out(form, moves):
    draft = begin(form)
    for move in moves:
        draft = play_or_stay(form, draft, move)
    if draft.step == REVIEW:
        return
    field = form.field(draft.step)
    if not (field.optional or draft.answers.get(field.key)):
        return

    rested = form.rest(draft, draft.step)

    missing = form.missing(draft)
    assert rested.step == (missing[0].key if missing else REVIEW)
    assert rested.answers == draft.answers


def test_where_we_are_is_counted():
    draft = begin(THREE)
    assert THREE.position(draft) == (1, 3)
    assert THREE.position(THREE.answer(draft, "Quiet line", CONTEXT)) == (2, 3)


@pytest.mark.parametrize(
    ("move", "refusal"),
    [
        (("answer", " \n"), Empty),
        (("skip", "name"), NeedsAnswer),
        (("clear", "name"), NeedsAnswer),
        (("choose", "name", "wood"), Outdated),
        (("choose", "materials", "wood"), Outdated),
        (("done", "materials"), Outdated),
        (("skip", "place"), Outdated),
        (("edit", "place"), Outdated),
    ],
)
def test_what_does_not_fit_the_first_question_is_refused_by_name(move, refusal):
    draft = begin(THREE)

    with pytest.raises(refusal):
        play(THREE, draft, move)


def test_a_list_needs_a_choice_of_the_list():
    draft = THREE.answer(begin(THREE), "Quiet line", CONTEXT)

    with pytest.raises(ChooseOne):
        THREE.done(draft, "materials")
    with pytest.raises(NoSuchChoice):
        THREE.answer(draft, "plutonium", CONTEXT)


def test_typing_at_the_review_changes_nothing():
    with pytest.raises(Outdated):
        THREE.answer(at_review(), "Hello?", CONTEXT)


def test_emptying_a_required_list_while_editing_leads_back_to_it():
    draft = THREE.edit(at_review(), "materials")
    emptied = THREE.choose(draft, "materials", "wood")

    elsewhere = THREE.answer(THREE.edit(emptied, "name"), "Other name", CONTEXT)

    assert THREE.back(emptied).step == "materials"
    assert elsewhere.step == "materials"
    assert elsewhere.one("name") == "Other name"
    assert finish(THREE, elsewhere).step == REVIEW


def test_an_optional_answer_goes_only_when_asked_to():
    draft = THREE.answer(THREE.edit(at_review(), "place"), "Kranj", CONTEXT)
    again = THREE.edit(draft, "place")

    assert THREE.skip(again, "place").one("place") == "Kranj"
    cleared = THREE.clear(again, "place")
    assert (cleared.step, cleared.one("place")) == (REVIEW, None)


def test_a_newer_form_asks_what_an_older_one_did_not():
    newer = Form("three", (*THREE.fields, a_field("deadline")))

    repaired = newer.repaired(at_review())

    assert repaired.step == "deadline"
    assert finish(newer, repaired).step == REVIEW


@pytest.mark.parametrize(
    "form",
    [PROFILE, CHALLENGE, PUBLISH, DECLINE, broadcast_form(("en", "sl"))],
    ids=lambda f: f.name,
)
def test_our_forms_can_be_told_apart_and_packed(form):
    keys = [field.key for field in form.fields]

    assert len(set(keys)) == len(keys)
    assert REVIEW not in keys
    assert all((field.takes in CHOSEN) == bool(field.choices) for field in form.fields)


GRADES = Form(
    "grades",
    (
        Field(
            "languages",
            "?",
            "languages",
            many_of("materials"),
            Takes.MANY,
            "materials",
            graded_by="fluency",
        ),
        a_field("place", Takes.ONE),
    ),
)


def test_a_grade_takes_the_place_of_the_choice_and_of_another_grade():
    draft = GRADES.choose(begin(GRADES), "languages", "wood")
    assert draft.ungraded(GRADES.fields[0]) == "wood"

    draft = GRADES.choose(GRADES.choose(draft, "languages", "felt"), "languages", "wood:B1")
    assert draft.many("languages") == ("wood:B1", "felt")
    assert draft.ungraded(GRADES.fields[0]) == "felt"
    draft = GRADES.choose(draft, "languages", "wood:C1")
    assert draft.many("languages") == ("wood:C1", "felt")
    assert GRADES.answer(draft, "wood", CONTEXT) == draft  # known already, with its grade
    assert GRADES.choose(draft, "languages", "wood:C1").many("languages") == ("felt",)
    assert GRADES.choose(draft, "languages", "wood").many("languages") == ("felt",)


def test_what_was_meant_is_asked_once():
    draft = GRADES.done(GRADES.choose(begin(GRADES), "languages", "wood:N"), "languages")
    asked = GRADES.offer(draft, ("wood", "glass"))

    assert asked.step == "place"
    assert asked.many("place" + MEANT) == ("wood", "glass")
    answered = GRADES.choose(asked, "place", "glass")
    assert answered.answers == {"languages": ("wood:N",), "place": "glass"}


def test_an_answer_is_found_under_its_former_key():
    newer = Form("grades", (*GRADES.fields[:1], replace(GRADES.fields[1], formerly="country")))
    old = Draft(1, 1, "grades", "country", {"languages": ("wood",), "country": "glass"})

    repaired = newer.repaired(old)

    assert repaired.step == "place"
    assert repaired.answers == {"languages": ("wood",), "place": "glass"}
