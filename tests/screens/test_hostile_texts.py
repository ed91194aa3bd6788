"""What people type is shown as they typed it, breaks no markup, and outgrows no message."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.alerts import NotForMe
from bot.domain.answers import Confidence
from bot.domain.challenge_form import CHALLENGE, LIMITS
from bot.domain.challenges import ChallengeState
from bot.domain.checklists import Item, Standing
from bot.domain.eligibility import Code
from bot.domain.forms import REVIEW, Takes
from bot.domain.invitations import Obstacle
from bot.domain.languages import UNDERSTOOD
from bot.domain.ledger import Ledger
from bot.domain.matching import Because, But, CounterPoint
from bot.domain.offers import Alike, Offers, Stands, Withdrawn, Yes, Yeses
from bot.domain.parsing import clean
from bot.domain.profiling import PROFILE
from bot.domain.questions import (
    ANNOUNCEMENT_LENGTH,
    NAME_LENGTH,
    PROBLEM_LENGTH,
    REASON_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    broadcast_form,
)
from bot.domain.refusals import ChooseOne
from bot.domain.results import Desk, Found, InterestShown, Welcome
from bot.domain.review_forms import DECLINE, PUBLISH
from bot.domain.reviews import CompanyToConfirm, Look, ReviewCard
from bot.domain.shortlists import Asking, Declined
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.invitations import asking
from bot.gallery.matching import may_i
from bot.gallery.reviews import card as card_of
from bot.gallery.shortlists import MEMBERS, a_shortlist, a_team, candidate, line
from bot.playground.markup import parse_html
from bot.screens import (
    ask,
    broadcasts,
    browse,
    challenges,
    desk,
    eligibility,
    forms,
    freshness,
    invitations,
    ledger,
    match_news,
    matches,
    notices,
    profile,
    shortlist,
    start,
    teams,
    yeses,
)
from bot.screens import review as review_screen

from .sending import mistakes, plain

MARKUP = st.sampled_from(
    (
        *("<b>", "</b>", "<", ">", "&", "&amp;", "&#0;", "&#x110000;", "</i></b>", "<script>"),
        *('"', "'", "\\", "{0}", "{name}", "%s", "\n\n", "\u202e", "\u200f", "\ufdfa"),
        *("العربية", "👩🏽\u200d🎨", "ž\u030c"),
    )
)
HOSTILE = st.lists(MARKUP | st.text(st.characters(exclude_categories=("Cs",)), max_size=8)).map(
    "".join
)
BIO_LENGTH = 600
LONG = "<&>é😀" * 2000
PATIENT = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def figures(knowledge, marked, now):
    return Figures(knowledge, marked, now)


def cut(text, length):
    """Return as much of a text as a field takes: fields count as Telegram does, in UTF-16."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


def screens(f, tr, typed):
    """Return every screen that shows what people typed, wherever they can type."""
    text = clean(typed)
    if not any(c.isalnum() for c in text):
        text += " words"  # no field takes a text without any
    words = {
        "company": cut(text, NAME_LENGTH),
        "contact": cut(text, NAME_LENGTH),
        "title": cut(text, TITLE_LENGTH),
        "problem": cut(text, PROBLEM_LENGTH),
        "place": cut(text, NAME_LENGTH),
    }
    english = {"title_en": cut(text, TITLE_LENGTH), "summary_en": cut(text, SUMMARY_LENGTH)}
    declined = {**words, "decline_reason": cut(text, REASON_LENGTH)}
    published = {**words, **english}
    # Names come from Telegram as they are.
    person = replace(f.person(tr), name=typed[:64])
    own = f.own(ChallengeState.DECLINED, **declined)
    match = f.offer(
        tr, Because.SKILL, challenge=f.challenge(ChallengeState.PUBLISHED, **published)
    )
    closed = replace(match, challenge=own.challenge)
    review = f.under_review(tr, ChallengeState.PUBLISHED, **published)
    preview = replace(
        f.preview(5), texts=dict.fromkeys(f.languages.offered, cut(text, ANNOUNCEMENT_LENGTH))
    )
    yield start.welcome(Welcome(person, f.hub, None), tr)
    yield challenges.mine([own], tr)
    yield challenges.sent(own, tr)
    waiting = replace(
        card_of(f, tr, ChallengeState.SUBMITTED), looks=(Look(1, person.name, None, f.now),)
    )
    waiting = replace(waiting, review=f.under_review(tr, ChallengeState.SUBMITTED, **words))
    yield from review_screen.card(waiting, tr).messages()
    yield from review_screen.card(replace(waiting, review=review), tr).messages()
    yield review_screen.not_yet(waiting, 1, tr)
    yield review_screen.company(CompanyToConfirm(waiting.review), "12345678", tr)
    yield from desk.waiting(Desk((review,), (review,)), tr).messages()
    yield review_screen.published(replace(waiting, review=review), 1, tr)
    yield review_screen.declined(review, tr)
    yield matches.challenge(match, tr)
    yield matches.shown(Offers((match,) * 3, total=3), tr)
    yield matches.alike(Alike(match, (match,) * 5), tr)
    yield matches.why_not(match, tr)
    yield matches.hidden(match, NotForMe.MAY_NOT_APPLY, tr)
    yield yeses.mine(Yeses((Yes(match, Stands.UNDER_REVIEW, f.hub),) * 5, total=5), tr)
    yield yeses.really_withdraw(Withdrawn(own.challenge, f.hub, 1), tr)
    yield yeses.withdrawn(Withdrawn(own.challenge, None, 1), tr)
    yield notices.interest_withdrawn(review, person, tr)
    yield invitations.invitation(match, f.hub, tr)
    yield invitations.declined(Declined(own.challenge), tr)
    for facts in ({}, {"over": True, "offer": closed}, {"own": True}, {"profile": None}):
        asked = may_i(f, tr, Code.TRAVEL, **{"offer": match, **facts})
        yield eligibility.answer(asked, tr)
        yield eligibility.everything(asked, tr)
    yield from _of_shortlists(f, tr, person, review, cut(text, BIO_LENGTH))
    yield match_news.news(Offers((match,) * 3, total=5), tr)
    yield notices.challenge_to_review(review, tr)
    yield notices.challenge_decided(own, tr)
    yield notices.interest_shown(review, person, f.profile(tr), tr)
    yield from broadcasts.preview(preview, f.languages, tr).messages()
    yield ask.found(Found(text, (f.card(),), Confidence.UNSURE), tr)
    yield matches.interest_noted(InterestShown(own.challenge, None, False, 0), tr)
    for form in (CHALLENGE, PUBLISH, DECLINE):
        said = {**words, **english, "reason": cut(text, REASON_LENGTH)}
        answers = {field.key: said[field.key] for field in form.fields if field.key in said}
        for field in form.fields:
            if field.takes is Takes.TEXT:
                step = f.step(tr, f.draft(form.name, field.key, answers=answers))
                yield forms.step(replace(step, about=cut(text, TITLE_LENGTH)), tr, ChooseOne())
        yield forms.step(f.step(tr, f.draft(form.name, REVIEW, answers=answers)), tr)


def _of_shortlists(f, tr, person, review, bio):
    """Return what staff see of people for a challenge, full of what these typed."""
    own = replace(f.profile(tr), bio=bio)
    people = tuple(candidate(f, tr, n, person=person, profile=own) for n in range(1, 6))
    listed = a_shortlist(f, tr, candidates=people, challenge=review)
    yield shortlist.challenges((review,) * 20, tr)
    yield shortlist.page(listed, tr)
    yield shortlist.order(listed, tr)
    asked = replace(review, asked=asking(f, tr).challenge.asked)
    people = tuple(
        replace(one, person=replace(person, id=LONG_ID - one.place)) for one in listed.candidates
    )
    listed = replace(listed, candidates=people)
    yield shortlist.page(replace(listed, challenge=asked), tr)
    for barred in (None, Obstacle.PERSON_FULL):
        yield invitations.really_ask(Asking(asked, person, barred), tr)
        yield invitations.done(Asking(asked, person, barred), tr)
    yield invitations.declined_notice(asked, person, tr)
    team = a_team(f, tr, gaps=f.skills[:1], alternatives=3, swaps=4)
    names = dict.fromkeys(MEMBERS, person)
    yield teams.team(replace(team, names=names, challenge=review), tr)
    yield ledger.ledger(Ledger("7", review.challenge.title, (line(f, person),) * 8, total=8), tr)


@PATIENT
@given(HOSTILE)
@example("")
@example(LONG)
@example("{")
@example("<b>{n}</b>")
@example("😀" * 4096)
def test_no_text_of_people_breaks_a_screen(figures, marked, text):
    tr = marked["pl"]
    wrong = [m for reply in screens(figures, tr, text) for m in mistakes(reply, ours=False)]
    assert not wrong, "\n".join(wrong)


@PATIENT
@given(HOSTILE.filter(str.strip))
def test_text_of_people_is_read_as_it_was_typed(figures, marked, text):
    text = cut(text, TITLE_LENGTH)
    review = figures.under_review(marked["pl"], ChallengeState.SUBMITTED, title=text, problem=text)

    assert plain(review_screen.card(ReviewCard(review), marked["pl"]))[0].startswith(
        f"{text}\n{text}\n"
    )


def test_an_address_with_quotes_breaks_no_link(figures, marked):
    tr = marked["pl"]
    address = 'https://example.org/?q="a"&b=<c>'
    card = figures.card()
    source = replace(card.entry.sources[0], url=address)
    sources = browse.source(replace(card, entry=replace(card.entry, sources=(source,))), tr)
    item = Item("an-entry", "Title", url=address)
    listed = freshness.checklist(Standing(1, None, (item,)), tr)

    for reply in (sources, listed):
        assert not mistakes(reply, ours=False)
        (message,) = reply.messages()
        assert address in {e.get("url") for e in parse_html(message.html)[1]}


class TestThoseWhoSayAllTheyCan:
    """Everything is chosen, and every text as long as its field takes."""

    TEXT = "😀 <&>" * 1000

    @pytest.mark.parametrize("language", UNDERSTOOD)
    def test_a_review_fits_one_message(self, figures, marked, language):
        tr = marked[language]
        for form in (PROFILE, CHALLENGE, PUBLISH, DECLINE):
            answers = self.answers(figures, form, tr)
            step = figures.step(tr, figures.draft(form.name, REVIEW, answers=answers))
            assert not mistakes(forms.step(step, tr), ours=False)

    def test_a_review_of_an_announcement_in_all_languages_fits_one_message(self, figures, marked):
        tr = marked["en"]
        form = broadcast_form(figures.languages.offered)
        answers = self.answers(figures, form, tr)
        step = figures.step(tr, figures.draft(form.name, REVIEW, answers=answers))
        assert not mistakes(forms.step(step, tr), ours=False)

    @pytest.mark.parametrize("language", UNDERSTOOD)
    def test_each_step_fits_one_message_and_every_button(self, figures, marked, language):
        tr = marked[language]
        for form in (PROFILE, CHALLENGE):
            answers = self.answers(figures, form, tr)
            for field in form.fields:
                draft = figures.draft(form.name, field.key, answers=answers)
                for page in range(figures.step(tr, draft).pages):
                    step = figures.step(tr, draft, page)
                    assert not mistakes(forms.step(step, tr), ours=False), (form.name, field.key)

    def test_a_profile_fits_one_message(self, figures, marked):
        tr = marked["el"]
        shown = replace(
            figures.profile(tr),
            skills=figures.choices.labels("skills", figures.skills, tr),
            sectors=figures.choices.labels("sectors", figures.sectors, tr),
            languages=tuple(tr.name_of(code) for code in UNDERSTOOD),
        )
        review = figures.under_review(tr, ChallengeState.PUBLISHED)
        assert not mistakes(profile.shown(shown, tr))
        assert not mistakes(notices.interest_shown(review, figures.person(tr), shown, tr))

    def test_matches_fit_one_message(self, figures, marked):
        tr = marked["el"]
        everything = figures.choices.labels("skills", figures.skills, tr)
        match = figures.offer(
            tr,
            *Because,
            skills=everything,
            counter_point=CounterPoint(But.SKILLS_MISSING, everything),
        )
        assert not mistakes(matches.shown(Offers((match,) * 3, total=101), tr))
        assert not mistakes(matches.alike(Alike(match, (match,) * 5), tr))

    def test_one_challenge_fits_one_message(self, figures, marked):
        tr = marked["el"]
        everything = figures.choices.labels("skills", figures.skills, tr)
        challenge = figures.challenge(
            ChallengeState.PUBLISHED,
            problem=self.TEXT[:PROBLEM_LENGTH],
            title_en=None,
            summary_en=None,
        )
        match = figures.offer(tr, *Because, challenge=challenge, skills=everything)
        assert not mistakes(matches.challenge(match, tr), ours=False)

    def test_a_company_with_many_challenges_reads_them_in_one_message(self, figures, marked):
        tr = marked["el"]
        declined = figures.own(
            ChallengeState.DECLINED,
            title=self.TEXT[:TITLE_LENGTH],
            decline_reason=self.TEXT[:REASON_LENGTH],
        )
        assert not mistakes(challenges.mine([declined] * 8, tr), ours=False)

    def answers(self, figures, form, tr):
        given = {}
        for field in form.fields:
            if field.choices:
                ids = tuple(figures.choices.terms(field.choices, tr)) or (self.TEXT[:NAME_LENGTH],)
                given[field.key] = ids if field.takes is Takes.MANY else ids[0]
            elif field.said_as == "money":
                given[field.key] = "EUR::800"
            elif field.key in LIMITS:
                given[field.key] = self.TEXT[: LIMITS[field.key]]
            elif field.takes is Takes.DATE:
                given[field.key] = "2027-12-31"
            else:
                given[field.key] = self.TEXT[:ANNOUNCEMENT_LENGTH]
        return given


def test_buttons_have_room_for_ids_of_a_busy_network():
    assert len(str(LONG_ID)) == 9
