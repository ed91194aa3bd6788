"""What strangers wrote fits the messages of staff, however long and however many there are."""

from dataclasses import replace

import pytest

from bot.domain.gaps import Gap, HandOver, Why
from bot.domain.inquiries import InquiryState
from bot.domain.languages import UNDERSTOOD
from bot.domain.results import Desk
from bot.gallery.figures import Figures
from bot.gallery.handing_over import inquiry
from bot.screens import desk, gaps, inquiries
from bot.services.inquiries import LONGEST

from .sending import mistakes

ENDLESS = "<b>&amp; " * 500
NAME = "<i>" * 21
REPLY = "&<>" * (LONGEST // 3)


@pytest.fixture(params=UNDERSTOOD)
def tr(request, marked):
    return marked[request.param]


@pytest.fixture(scope="session")
def figures(knowledge, languages, now):
    return Figures(knowledge, languages, now)


@pytest.fixture
def gap(figures):
    """Let every language ask endlessly, in every hub."""
    asked = (
        inquiry(
            figures,
            id=number,
            person_id=number,
            language=code,
            text=ENDLESS,
            state=InquiryState.HANDED_OVER,
            thumb=False,
            reason=Why.LANGUAGE,
        )
        for number, code in enumerate(UNDERSTOOD * 9, 1)
    )
    return Gap(tuple(asked), figures.browsing.hubs())


def test_the_desk_fits_whatever_was_asked(gap, tr):
    for reply in (
        gaps.waiting((gap,) * 300, tr),
        gaps.opened(gap, tr),
        desk.waiting(Desk((), gaps=(gap,) * 300), tr),
    ):
        assert mistakes(reply, ours=False) == []


def test_messages_between_staff_and_people_fit(figures, tr):
    asked = replace(inquiry(figures), text=ENDLESS)
    for reply in (
        inquiries.to_hand_over(HandOver(asked, NAME, figures.hub, 1), tr),
        inquiries.question_for_staff(HandOver(asked, NAME, figures.hub, 1), tr),
        inquiries.reply_for_person(asked, REPLY, figures.hub, tr),
        inquiries.back_to_staff(asked, REPLY, NAME, figures.hub, tr),
    ):
        assert len(reply.messages()) == 1, "only the last of several could be replied to"
        assert mistakes(reply, ours=False) == []


def test_what_the_person_sees_before_is_what_staff_read(figures, tr):
    asked = replace(inquiry(figures), text=ENDLESS)
    over = HandOver(asked, NAME, figures.hub, 1)
    words = inquiries.quoted(ENDLESS)

    assert words in inquiries.to_hand_over(over, tr).html
    assert words in inquiries.question_for_staff(over, tr).html
