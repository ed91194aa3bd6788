"""Questions that name nothing of their own, in twelve languages, and those that do."""

import pytest

from bot.answers.pointing import points_back


@pytest.mark.parametrize(
    "text",
    [
        "Who can apply?",
        "UNTIL WHEN?",
        "How much does it cost?",
        "What is the deadline?",
        "Kdo se lahko prijavi?",
        "Do kdaj?",
        "Koliko stane?",
        "Kto może się zgłosić?",
        "Do kiedy?",
        "Ile to kosztuje?",
        "Hvem kan søge?",
        "Hvornår er fristen?",
        "Wer kann sich bewerben?",
        "Bis wann?",
        "Was kostet das?",
        "Kdo se může přihlásit?",
        "Do kdy?",
        "Quanto costa?",
        "Chi può partecipare?",
        "Wie kan zich aanmelden?",
        "Hoeveel kost het?",
        "Ποιος μπορεί να συμμετέχει;",
        "Πόσο κοστίζει;",
        "Tko se može prijaviti?",
        "Kto sa môže prihlásiť?",
        "Ki jelentkezhet?",
        "Meddig lehet pályázni?",
    ],
)
def test_it_points_back(text):
    assert points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who helps with patents?",
        "How do I protect a design?",
        "Where can I learn ceramics?",
        "Kdo pomaga pri patentih?",
        "Kje se učijo oblikovalci?",
        "Kto pomaga z patentami?",
        "Hvem hjælper med patenter?",
        "Wer hilft bei Patenten?",
        "Kdo pomůže s patenty?",
        "Chi aiuta con i brevetti?",
        "Wie helpt met octrooien?",
        "Ποιος βοηθά με πατέντες;",
        "Ki segít szabadalmakban?",
        "Who can apply for EIC?",
        "Do kdaj je odprt EYE?",
        "",
        "?",
    ],
)
def test_it_names_something(text):
    assert not points_back(text)
