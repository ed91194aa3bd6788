"""Posts as newsletters of twelve languages write them: what is plain is read, the rest is not."""

from datetime import date

import pytest

from bot.answers import posts
from bot.answers.moments import moments, one_moment
from bot.answers.understanding import Understanding
from tests.conftest import NOW

TODAY = NOW.date()

POSTS = {
    "sl": """📢 Razpis za vavčerje za oblikovanje (test)
Mikro in mala podjetja v Sloveniji lahko dobijo vavčer za sodelovanje z oblikovalcem. \
Vrednost vavčerja je do 9.999 EUR.
👉 Prijave do 15. januarja 2027 do 12. ure.
Več: https://example.org/razpis/vavcer?id=1.""",
    "pl": """Nabór wniosków: bony na wzornictwo (test)

Mikro i małe firmy w Polsce mogą dostać do 50 000 zł na współpracę z projektantem. \
Wnioski przyjmujemy od 1 grudnia 2026 r.
Termin składania wniosków: 15 stycznia 2027 r. do godz. 16:00
www.example.org/bony""",
    "da": """Åben for ansøgninger: designpulje (test)
Små virksomheder i Danmark kan søge op til 75.000 kr. til et samarbejde med en designer.
Ansøgningsfrist: d. 15. januar kl. 12
Læs mere på https://example.org/pulje""",
    "de": """Workshop: Verpackungen aus Papier (Test)
Am 12. Mai 2027, 18:00–20:00 Uhr zeigen wir in Linz, wie man ohne Kunststoff verpackt. \
Die Teilnahme ist kostenlos.
Anmeldung bis 15.01.2027, 12 Uhr: https://example.org/workshop""",
    "el": """Πρόσκληση για χρηματοδότηση σχεδιασμού (δοκιμή)
Οι μικρές επιχειρήσεις μπορούν να λάβουν έως 9.999 EUR για συνεργασία με δημιουργούς.
Προθεσμία υποβολής αιτήσεων: 15 Ιανουαρίου 2027, στις 17:00
https://example.org/prosklisi""",
    "en": """Design vouchers (test). Small companies get up to €9,999 for work with a designer. \
Apply by 5 pm on 15 January 2020. https://example.org/a""",
    "it": """Bando test: voucher per il design
Le piccole imprese possono ottenere fino a 9.999 euro per lavorare con un designer.
Domande entro il 15 gennaio 2027 alle ore 12:00. https://example.org/bando""",
    "cs": """Výzva: vouchery na design (test)
Malé firmy mohou získat až 200 000 Kč na spolupráci s designérem.
Uzávěrka přihlášek je 15. ledna 2027 ve 12:00. https://example.org/vyzva""",
    "hu": """Felhívás: dizájn utalvány (teszt)
A kisvállalkozások legfeljebb 2 000 000 Ft támogatást kaphatnak.
Jelentkezési határidő: 2027. január 15. 12:00
https://example.org/palyazat""",
    "nl": """Oproep: vouchers voor design (test)
Kleine bedrijven krijgen tot 9.999 euro voor een samenwerking met een ontwerper.
Aanmelden kan uiterlijk 15 januari 2027 om 12.00 uur. https://example.org/x""",
    "hr": """Natječaj: vaučeri za dizajn (test)
Mala poduzeća mogu dobiti do 9.999 EUR za suradnju s dizajnerom.
Rok za prijavu: 15. siječnja 2027. u 12 sati. https://example.org/x""",
    "sk": """Výzva: vouchery na dizajn (test)
Malé firmy môžu získať až 9 999 eur na spoluprácu s dizajnérom.
Uzávierka prihlášok: 15. januára 2027 o 12:00. https://example.org/x""",
}

ZONE = "Europe/Ljubljana"
READ = {
    "sl": ("funding", "2027-01-15T12:00", "EUR::9999"),
    "pl": ("funding", "2027-01-15T16:00", "PLN::50000"),
    "da": ("funding", "2027-01-15T12:00", "DKK::75000"),
    "de": (None, "2027-01-15T12:00", None),
    "el": ("funding", "2027-01-15T17:00", "EUR::9999"),
    "en": ("funding", None, "EUR::9999"),
    "it": ("funding", "2027-01-15T12:00", "EUR::9999"),
    "cs": ("funding", "2027-01-15T12:00", "CZK::200000"),
    "hu": ("funding", "2027-01-15T12:00", "HUF::2000000"),
    "nl": ("funding", "2027-01-15T12:00", "EUR::9999"),
    "hr": ("funding", "2027-01-15T12:00", "EUR::9999"),
    "sk": ("funding", "2027-01-15T12:00", "EUR::9999"),
}


@pytest.fixture(scope="module")
def understanding(real_content):
    return Understanding.of(real_content.vocabulary)


@pytest.fixture
def read(understanding):
    def facts(text, own="sl"):
        text = posts.words_only(text)
        language = posts.language_of(text, own)
        title, _ = posts.title_and_rest(text)
        return posts.facts(
            posts.Post(text),
            language,
            understanding.understand(text, language or own, TODAY),
            understanding.understand(title or "", language or own, TODAY),
            moments(text, understanding.times(text, language or own, TODAY)),
            NOW,
            ZONE,
        )

    return facts


@pytest.mark.parametrize("language", POSTS)
def test_a_post_is_read(read, language):
    found = read(POSTS[language])

    assert found["language"] == language
    assert (found.get("kind"), found.get("deadline"), found.get("amount")) == READ[language]
    assert found["title"].rstrip(")").endswith(("test", "Test", "teszt", "δοκιμή", "design"))
    assert (
        not any(mark in found["summary"] for mark in ("2027", "2020", "http", "15."))
        or language == "de"
    )
    assert found["url"].startswith("https://")


def test_what_a_workshop_says_of_its_day(read):
    found = read(POSTS["de"])

    assert found["days"] == "2027-05-12T18:00 2027-05-12T20:00"
    assert found["fee"] == "EUR::0"
    assert found["place"] == "Linz"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "15.1.2027", "2027-01-15T23:59"),
        ("pl", "15 stycznia 2027", "2027-01-15T23:59"),
        ("pl", "do 15.01.2027 r., godz. 15.00", "2027-01-15T15:00"),
        ("da", "d. 15. januar kl. 12", "2027-01-15T12:00"),
        ("de", "bis 15.01.2027, 12 Uhr", "2027-01-15T12:00"),
        ("sl", "do 15. januarja 2027 do 12. ure", "2027-01-15T12:00"),
        ("el", "έως 15 Ιανουαρίου 2027, στις 17:00", "2027-01-15T17:00"),
        ("en", "5 pm on 1 March 2027", "2027-03-01T17:00"),
        ("en", "12 May 2020", "2020-05-12T23:59"),
        ("de", "15.1.2027 24:00", "2027-01-15T23:59"),
        ("de", "15.1.2027, 12.000 EUR", "2027-01-15T23:59"),
    ],
)
def test_a_moment(understanding, language, text, expected):
    found = one_moment(moments(text, understanding.times(text, language, TODAY)))

    assert found is not None
    assert found.deadline() == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sl", "12.–14.5.2027", "2027-05-12 2027-05-13 2027-05-14"),
        ("sl", "od 12. do 14. maja 2027", "2027-05-12 2027-05-13 2027-05-14"),
        ("en", "12 May to 14 May 2027", "2027-05-12 2027-05-13 2027-05-14"),
        ("en", "12.5.2027, 18:00–20:00", "2027-05-12T18:00 2027-05-12T20:00"),
        ("en", "May 2027", "2027-05"),
        ("en", "on 1 May and on 3 June and on 7 July", None),
        ("en", "soon", None),
    ],
)
def test_days(understanding, language, text, expected):
    found = one_moment(moments(text, understanding.times(text, language, TODAY)))

    assert (found and found.days()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🎉🎉🎉",
        "https://example.org",
        "<b></b>\u202e<script>alert(1)</script>",
        "x" * 4096,
        "1.1." * 1000,
        "15.01.2027 " * 370,
        "do " * 1300,
        "12:" * 1300,
        "\n" * 4096,
        "99.99.9999 at 99:99, 0000-00-00, 31.02.2027",
    ],
)
def test_hostile_posts_are_read_quickly(read, text):
    found = read(text)

    assert all(isinstance(value, (str, tuple)) for value in found.values())
    assert len(found.get("title", "")) <= posts.TITLE_LENGTH
    assert len(found.get("summary", "")) <= posts.SUMMARY_LENGTH


def test_two_deadlines_and_two_sites_are_unsure(read):
    found = read(
        "Two calls for makers (test)\nApply by 15 January 2027 for the first call, "
        "https://example.org/a. Deadline of the second: 1 March 2027, https://example.com/b"
    )

    assert "deadline" not in found
    assert "url" not in found


def test_the_first_day_to_apply_is_no_deadline(read):
    found = read("Call for makers (test)\nApplications are open from 1 December 2026 in Kranj.")

    assert "deadline" not in found
    assert date(2026, 12, 1).isoformat() not in str(found)
