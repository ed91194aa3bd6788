"""Small talk is answered kindly, with a way on, and never with content."""

import json
import re

import pytest

from bot.domain.forms import Draft
from bot.domain.languages import FALLBACK, UNDERSTOOD
from bot.domain.talk import Talk
from bot.screens.talk import talk

from .sending import plain

EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")


@pytest.fixture
def tr(languages):
    return languages[FALLBACK]


def actions(reply):
    return [button.action.pack() for row in reply.rows for button in row if button.action]


@pytest.mark.parametrize("kind", Talk)
def test_every_kind_of_talk_is_short_and_leads_on(kind, tr):
    reply = talk(kind, tr)

    (text,) = plain(reply)
    assert len(text) <= 400
    assert actions(reply)
    assert not EMOJI.search(text + json.dumps(reply.to_json(), ensure_ascii=False))


@pytest.mark.parametrize("kind", Talk)
def test_no_talk_opens_an_entry(kind, tr):
    assert not [packed for packed in actions(talk(kind, tr)) if packed.startswith("entry:")]


def test_no_two_kinds_of_talk_are_answered_alike(tr):
    said = [plain(talk(kind, tr))[0] for kind in Talk]

    assert len(set(said)) == len(Talk)


@pytest.mark.parametrize("kind", [Talk.NEAR_DOMAIN, Talk.COMPLAINT, Talk.INSULT, Talk.WHO_ARE_YOU])
def test_where_a_person_may_know_more_a_hub_is_offered(kind, tr):
    assert "hub:list:" in actions(talk(kind, tr))


def test_danger_is_answered_with_the_emergency_number_first(tr):
    (text,) = plain(talk(Talk.EMERGENCY, tr))

    assert "112" in text.splitlines()[0]


def test_an_unknown_language_is_answered_with_those_that_are_understood(tr):
    reply = talk(Talk.OTHER_LANGUAGE, tr)

    (text,) = plain(reply)
    assert all(tr.name_of(code) in text for code in UNDERSTOOD)
    assert "menu:language:" in actions(reply)


@pytest.mark.parametrize("kind", [Talk.GREETING, Talk.HELP])
def test_who_begins_sees_what_one_can_ask(kind, tr):
    (text,) = plain(talk(kind, tr))

    assert len([line for line in text.splitlines() if line.endswith("?")]) == 3


@pytest.mark.parametrize("kind", Talk)
def test_unfinished_work_is_offered_last(kind, tr):
    draft = Draft(7, 1, "profile", "skills")

    assert actions(talk(kind, tr, draft))[-1] == "form:go:7"
