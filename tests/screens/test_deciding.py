"""The deciding sentence: from the fields, from the text, or an honest "it does not say"."""

import html
import re
from datetime import timedelta

import pytest

from bot.domain.answers import Confidence
from bot.domain.entries import Amount, Fee, Kind, Mode, Status
from bot.domain.results import Deciding, Found, Side
from bot.domain.understanding import Asks
from bot.gallery.figures import Figures
from bot.i18n import Languages
from bot.screens import ask, browse
from bot.screens.deciding import answer_html, fact, sentence

FIVE = ("en", "sl", "pl", "da", "de")


@pytest.fixture(scope="module")
def figures(knowledge, languages, now) -> Figures:
    return Figures(knowledge, languages, now)


@pytest.fixture(scope="module")
def english(languages: Languages):
    return languages["en"]


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def said(figures, tr, asks, who=(), quote=None, **facts) -> str:
    return sentence(figures.card(**facts), Deciding(asks, who, quote), tr).text


class TestFromTheFields:
    def test_who(self, figures, english):
        who = ("freelancer or self-employed", "company")

        assert said(figures, english, Asks.WHO, who) == (
            "Who may take part: freelancer or self-employed; company."
        )
        assert said(figures, english, Asks.WHO, who, countries=("PL", "SI")) == (
            "Who may take part: freelancer or self-employed; company. "
            "Countries: Poland and Slovenia."
        )
        assert "Countries" not in said(figures, english, Asks.WHO, who, countries=("EU27",))

    def test_how_much_of_funding_is_what_it_gives(self, figures, english):
        money = {"amount": Amount("EUR", maximum=20_000), "fee": Fee(30)}

        assert said(figures, english, Asks.HOW_MUCH, **money) == "Money: up to €20,000."
        assert said(figures, english, Asks.HOW_MUCH, co_financing_rate=60) == (
            "Money: pays 60% of the costs."
        )

    def test_how_much_of_anything_else_is_what_it_costs(self, figures, english):
        money = {"amount": Amount("EUR", maximum=20_000), "kind": Kind.TRAINING}

        for fee, words in (
            (Fee(0), "Taking part is free of charge."),
            (Fee(60), "Taking part costs €60."),
            (Fee(40, "EUR", "hour"), "Taking part costs €40 an hour."),
        ):
            assert said(figures, english, Asks.HOW_MUCH, fee=fee, **money) == words

    def test_until_when_has_the_readers_zone_and_its_own(self, figures, english, now):
        coming = said(
            figures,
            english,
            Asks.UNTIL_WHEN,
            deadline_at=now + timedelta(days=9),
            deadline_zone="Europe/Lisbon",
        )

        assert coming == (
            "The deadline is 10 March 2027, 13:00 (Brussels) (10 March 2027, 12:00 (Lisbon))."
        )

    def test_a_deadline_that_has_passed_is_never_said_as_coming(self, figures, english, now):
        past = said(figures, english, Asks.UNTIL_WHEN, deadline_at=now - timedelta(days=1))

        assert past == "The deadline was 28 February 2027, 13:00 (Brussels): it is over."

    def test_usual_months_answer_when_and_until_when(self, figures, english):
        recurring = {"status": Status.RECURRING, "usual_months": (3, 10)}

        for asks in (Asks.WHEN, Asks.UNTIL_WHEN):
            assert "Usual months: March and October" in said(figures, english, asks, **recurring)

    def test_when_names_only_days_to_come(self, figures, english):
        held = ("2026-05-12", "2027-05-12", "2027-06")

        assert said(figures, english, Asks.WHEN, held=held) == (
            "Takes place: 12 May 2027 and June 2027."
        )
        assert "2026" not in said(figures, english, Asks.WHEN, held=held[:1])

    def test_where(self, figures, english):
        linz = {"city": "Linz", "countries": ("AT",), "mode": Mode.ONSITE}

        assert said(figures, english, Asks.WHERE, **linz) == "Where: On site, Linz, Austria."
        assert said(figures, english, Asks.WHERE, mode=Mode.ONLINE) == "Where: Online."
        assert said(figures, english, Asks.WHERE, countries=("PL",)) == "Where: Poland."

    def test_how_leads_to_the_page(self, figures, english):
        page = said(figures, english, Asks.HOW, url="https://example.org/")

        assert page == "It starts on its own page: tap “Open the page”."


@pytest.mark.parametrize("language", FIVE)
@pytest.mark.parametrize("asks", Asks)
def test_what_the_source_leaves_open_is_said_to_be_open(figures, languages, asks, language):
    tr = languages[language]
    unknown = {
        Asks.WHO: "The source does not say who may take part.",
        Asks.HOW_MUCH: "The source names no amount.",
        Asks.UNTIL_WHEN: "The source names no deadline.",
        Asks.WHEN: "The source gives no dates.",
        Asks.WHERE: "The source does not say where.",
        Asks.HOW: "The source does not say how. Ask a hub: the people there know the way.",
    }

    assert said(figures, tr, asks) == tr(unknown[asks])


@pytest.mark.parametrize("asks", Asks)
def test_a_field_comes_before_a_quote(figures, english, asks, now):
    full = {
        "amount": Amount("EUR", maximum=500),
        "deadline_at": now + timedelta(days=9),
        "held": ("2027-05",),
        "city": "Linz",
        "url": "https://example.org/",
    }

    assert "Its text says" not in said(figures, english, asks, ("pupil",), "A quote.", **full)


def test_a_quote_comes_before_what_is_unknown_and_is_not_said_twice(figures, english):
    card = figures.card()
    quote = "Exists on this page only, as a demo."

    shown = plain(answer_html(card, Deciding(Asks.WHO, (), quote), english))

    assert shown.startswith(f"Its text says: “{quote}”")
    assert shown.count(quote) == 1


@pytest.mark.parametrize(
    ("asks", "facts"),
    [
        (Asks.HOW_MUCH, {"amount": Amount("EUR", maximum=500)}),
        (Asks.HOW_MUCH, {"fee": Fee(0), "kind": Kind.EVENT}),
        (Asks.UNTIL_WHEN, {"status": Status.RECURRING, "usual_months": (3,)}),
        (Asks.WHEN, {"held": ("2027-05-12",)}),
        (Asks.WHEN, {"status": Status.ROUND_CLOSED}),
    ],
)
def test_the_card_does_not_say_it_again(figures, english, asks, facts):
    card = figures.card(**facts)
    first = sentence(card, Deciding(asks), english).text

    shown = plain(answer_html(card, Deciding(asks), english))

    assert shown.startswith(f"{first}\n\n")
    assert shown.count(first) == 1
    assert first in plain(browse.card_html(card, english)), "or the card never said it"


def test_the_open_card_does_not_repeat_its_deadline(figures, english, now):
    card = figures.card(deadline_at=now + timedelta(days=9))

    shown = plain(answer_html(card, Deciding(Asks.UNTIL_WHEN), english))

    assert shown.count("10 March 2027") == 1


def test_without_a_specific_ask_the_card_comes_as_it_is(figures, english):
    card = figures.card(fee=Fee(0))

    assert answer_html(card, None, english) == browse.card_html(card, english)


def test_an_event_that_is_to_come_is_not_called_unchecked(figures, english):
    card = figures.card(held=("2027-05-12",), kind=Kind.EVENT)

    shown = browse.card_html(card, english)

    assert "Takes place: 12 May 2027." in shown
    assert "nobody has checked" not in shown


@pytest.mark.parametrize(
    ("side", "facts", "words"),
    [
        (Side.KIND, {"kind": Kind.EVENT}, "Events"),
        (Side.PLACE, {"city": "Linz"}, "Linz"),
        (Side.PLACE, {"countries": ("SI",)}, "Slovenia"),
        (Side.PLACE, {"mode": Mode.ONLINE}, "Online"),
        (Side.PLACE, {"countries": ("EU27",)}, ""),
        (Side.PERIOD, {"usual_months": (3, 4), "status": Status.RECURRING}, "March and April"),
        (Side.PERIOD, {"held": ("2027-05", "2026-05")}, "May 2027"),
        (Side.PERIOD, {"status": Status.ROUND_CLOSED, "usual_months": (3,)}, "over"),
        (Side.MODE, {"mode": Mode.HYBRID}, "Online and on site"),
        (Side.FEE, {"fee": Fee(0)}, "free of charge"),
        (Side.FEE, {"fee": Fee(60)}, "€60"),
        (Side.AMOUNT, {"amount": Amount("EUR", minimum=500)}, "from €500"),
        (Side.AMOUNT, {}, ""),
        (None, {"city": "Linz"}, ""),
    ],
)
def test_an_option_is_told_apart_in_a_few_words(figures, english, side, facts, words):
    assert fact(figures.card(**facts), side, (), english) == words


def test_a_deadline_tells_an_option_by_the_readers_day(figures, english, now):
    late = now.replace(hour=23, minute=30) + timedelta(days=9)

    card = figures.card(deadline_at=late)

    assert fact(card, Side.DEADLINE, (), english) == "until 11 March 2027"


def test_who_may_apply_tells_an_option_in_the_readers_words(figures, english):
    who = {"demo-entry": ("pupil", "company", "hub", "school")}
    found = Found("?", (figures.card(),) * 2, Confidence.UNSURE, side=Side.WHO, who=who)

    assert "— pupil, company, hub and 1 more" in plain(ask.found(found, english).html)
