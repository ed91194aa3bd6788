"""The sentence of an entry's own text that answers, and no other."""

import pytest

from bot.answers.quoting import LONGEST, quoted
from bot.domain.entries import EntryText
from bot.domain.understanding import Asks


def a_text(summary: str = "Nothing to see.", **more) -> EntryText:
    return EntryText("Demo", summary, **more)


@pytest.mark.parametrize(
    ("language", "asks", "summary", "sentence"),
    [
        ("en", Asks.HOW_MUCH, "A demo. It pays up to EUR 500. Ask us.", "It pays up to EUR 500."),
        ("en", Asks.HOW_MUCH, "Learn a lot. The course is free.", "The course is free."),
        ("sl", Asks.HOW_MUCH, "Delavnica. Udeležba je brezplačna.", "Udeležba je brezplačna."),
        ("pl", Asks.HOW_MUCH, "Kurs. Wpłata to 120 zł. Zapraszamy.", "Wpłata to 120 zł."),
        ("da", Asks.HOW_MUCH, "Et forløb. Puljen giver 50.000 kr. i alt.", None),
        ("de", Asks.HOW_MUCH, "Ein Kurs. Die Teilnahme ist kostenlos.", None),
        ("en", Asks.UNTIL_WHEN, "A call. The deadline is in March.", "The deadline is in March."),
        ("sl", Asks.UNTIL_WHEN, "Razpis. Rok je v marcu.", "Rok je v marcu."),
        ("pl", Asks.UNTIL_WHEN, "Nabór. Termin mija w marcu.", "Termin mija w marcu."),
        ("da", Asks.UNTIL_WHEN, "En pulje. Fristen er i marts.", None),
        ("de", Asks.UNTIL_WHEN, "Ein Aufruf. Die Frist endet im März.", None),
        ("en", Asks.WHEN, "A fair. It is held every October.", "It is held every October."),
        ("sl", Asks.WHEN, "Sejem. Navadno poteka oktobra.", "Navadno poteka oktobra."),
        ("pl", Asks.WHEN, "Targi. Odbywają się w październiku.", None),
        ("sl", Asks.WHEN, "Sejem. Poteka marca in maja.", "Poteka marca in maja."),
        ("pl", Asks.WHEN, "Targi. Odbywają się w lutym.", "Odbywają się w lutym."),
        ("da", Asks.WHEN, "En messe. Den er altid i marts.", None),
        ("de", Asks.WHEN, "Eine Messe. Sie ist immer im Oktober.", "Sie ist immer im Oktober."),
        ("en", Asks.WHO, "A prize. Students may apply too.", "Students may apply too."),
        ("sl", Asks.WHO, "Nagrada. Namenjena je študentom.", "Namenjena je študentom."),
        ("pl", Asks.WHO, "Nagroda. Skierowana jest do studentów.", None),
        ("de", Asks.WHO, "Ein Preis. Bewerben können sich Studierende.", None),
    ],
)
def test_the_sentence_that_answers_is_found(language, asks, summary, sentence):
    expected = sentence or summary.split(". ", 1)[1]

    assert quoted(a_text(summary), language, asks) == expected


@pytest.mark.parametrize(
    ("language", "asks", "summary"),
    [
        ("en", Asks.HOW_MUCH, "The European network has 15 hubs."),
        ("en", Asks.HOW_MUCH, "Regulation (EU) 2021/818 defines it."),
        ("en", Asks.HOW_MUCH, "In your free time you may play."),
        ("sl", Asks.WHEN, "Majhen vodnik o marketingu."),
        ("pl", Asks.WHEN, "Mała lutnia i marka."),
        ("en", Asks.WHEN, "You may come, and marching is fine."),
        ("en", Asks.UNTIL_WHEN, "Follow it at your own pace."),
        ("sl", Asks.UNTIL_WHEN, "Do lani je trajal en mesec."),
        ("en", Asks.WHO, "It pays 70 % of eligible costs."),
        ("sl", Asks.WHO, "Povrnejo 60 % upravičenih stroškov."),
        ("en", Asks.WHERE, "It is held in Linz."),
        ("en", Asks.HOW, "Write to the hub."),
        ("el", Asks.HOW_MUCH, "Κοστίζει λίγο."),
    ],
)
def test_what_does_not_answer_is_not_quoted(language, asks, summary):
    assert quoted(a_text(summary), language, asks) is None


def test_facts_come_before_the_summary():
    text = a_text("It pays EUR 900.", facts=("In 2026: EUR 1,000.",))

    assert quoted(text, "en", Asks.HOW_MUCH) == "In 2026: EUR 1,000."


def test_an_ordinal_does_not_end_a_sentence():
    text = a_text("Frist: bis zum 1. März und bis zum 15. Mai. Danach nicht.")

    assert quoted(text, "de", Asks.UNTIL_WHEN) == "Frist: bis zum 1. März und bis zum 15. Mai."


def test_markup_is_not_quoted():
    text = a_text(body="It pays **EUR 500**, see [the rules](https://example.org/).")

    assert quoted(text, "en", Asks.HOW_MUCH) == "It pays EUR 500, see the rules."


def test_what_is_too_long_is_not_quoted():
    text = a_text(f"It pays EUR 500 {'and more ' * (LONGEST // 8)}.")

    assert quoted(text, "en", Asks.HOW_MUCH) is None
