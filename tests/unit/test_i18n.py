"""Languages are negotiated, spoken, and survive a broken translation."""

import logging
from datetime import UTC, date, datetime

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.i18n import Languages, Translator, catalogue_path, own_name, places

NBSP = "\u00a0"


def catalogue(folder, language, messages):
    catalog = Catalog(locale=language)
    for message, string in messages.items():
        catalog.add(message, string)
    path = catalogue_path(folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog)


@pytest.fixture
def folder(tmp_path):
    catalogue(tmp_path, "pl", {"Hello, {name}.": "Cześć, {name}."})
    catalogue(
        tmp_path,
        "sl",
        {
            "Hello, {name}.": "Pozdravljeni, {name}.",
            ("{n} call", "{n} calls"): (
                "{n} razpis",
                "{n} razpisa",
                "{n} razpisi",
                "{n} razpisov",
            ),
        },
    )
    catalogue(tmp_path, "de", {"Hello, {name}.": ""})
    return tmp_path


class TestTheOffer:
    def test_it_is_what_is_complete(self, folder):
        assert Languages(folder).offered == ("en", "pl", "sl")

    def test_a_wanted_draft_is_offered_too(self, folder):
        languages = Languages(folder, ["en", "de"])

        assert languages.offered == ("en", "de")
        assert languages["de"]("Hello, {name}.", name="Demo") == "Hello, Demo."

    def test_a_doubtful_translation_makes_a_catalogue_incomplete(self, folder):
        path = catalogue_path(folder, "pl")
        path.write_text(path.read_text().replace("#, python-brace-format", "#, fuzzy"))

        languages = Languages(folder)

        assert "pl" not in languages.offered
        assert Languages(folder, ["pl"])["pl"]("Hello, {name}.", name="x") == "Hello, x."

    def test_without_english_it_is_not_offered(self, folder):
        languages = Languages(folder, ["sl"])

        assert (languages.offered, languages.default) == (("sl",), "sl")

    def test_nothing_to_offer_is_said_at_start(self, folder):
        with pytest.raises(ValueError, match="none of the wanted"):
            Languages(folder, ["el"])

    @pytest.mark.parametrize(
        ("tag", "language"),
        [
            ("", "en"),
            (None, "en"),
            ("en_GB", "en"),
            ("i-hak", "en"),
            ("pl-PL", "pl"),
            ("PL", "pl"),
            ("sl-Latn-SI", "sl"),
            ("zz", "en"),
            ("de", "en"),
            ("-", "en"),
            (" sl ", "sl"),
        ],
    )
    def test_what_a_phone_says_finds_an_offered_language(self, folder, tag, language):
        assert Languages(folder).negotiate(tag) == language

    def test_what_fits_nothing_finds_the_default(self, folder):
        languages = Languages(folder, default="sl")

        assert languages.negotiate("zz") == "sl"
        assert languages["zz"].language == "sl"

    def test_a_default_that_is_not_offered_is_replaced(self, folder):
        assert Languages(folder, default="hu").default == "en"


class TestSaying:
    def test_a_message_is_said_with_its_places_filled(self, folder):
        assert Languages(folder)["pl"]("Hello, {name}.", name="Demo") == "Cześć, Demo."

    def test_an_empty_message_is_empty_and_not_the_header(self, folder):
        assert Languages(folder)["pl"]("") == ""

    def test_an_unknown_message_is_said_in_english(self, folder):
        assert Languages(folder)["pl"]("Something new.") == "Something new."

    @pytest.mark.parametrize(
        "broken", ["Cześć, {nmae}.", "Cześć, {0}.", "Cześć, {name", "{name.x}"]
    )
    def test_a_translation_that_does_not_fit_falls_back_and_is_logged(
        self, tmp_path, caplog, broken
    ):
        catalogue(tmp_path, "pl", {"Hello, {name}.": broken})
        caplog.set_level(logging.ERROR, "bot.i18n")

        said = Languages(tmp_path)["pl"]("Hello, {name}.", name="Demo")

        assert said == "Hello, Demo."
        assert [record.message_id for record in caplog.records] == ["Hello, {name}."]

    def test_a_source_that_cannot_be_filled_is_said_as_it_is(self, folder, caplog):
        caplog.set_level(logging.CRITICAL, "bot.i18n")

        assert Languages(folder)["en"]("Hello, {name}.", nobody=1) == "Hello, {name}."

    def test_what_fills_a_place_is_not_filled_again(self, folder):
        said = Languages(folder)["pl"]("Hello, {name}.", name="{name} {0} {")

        assert said == "Cześć, {name} {0} {."

    @pytest.mark.parametrize(
        ("n", "said"),
        [
            (0, "0 razpisov"),
            (1, "1 razpis"),
            (2, "2 razpisa"),
            (3, "3 razpisi"),
            (5, "5 razpisov"),
            (101, "101 razpis"),
            (1102, "1.102 razpisa"),
        ],
    )
    def test_slovenian_has_four_forms(self, folder, n, said):
        assert Languages(folder)["sl"].plural("{n} call", "{n} calls", n) == said

    def test_english_plurals_need_no_catalogue(self, folder):
        tr = Languages(folder)["en"]

        assert [tr.plural("{n} call", "{n} calls", n) for n in (0, 1, 2, 1234)] == [
            "0 calls",
            "1 call",
            "2 calls",
            "1,234 calls",
        ]

    def test_places_are_found(self):
        assert places("{n} calls by {day}") == {"n", "day"}
        assert places("none") == frozenset()


class TestFormats:
    DAY = date(2027, 3, 9)
    MOMENT = datetime(2027, 7, 9, 15, 30, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("language", "day", "money", "several"),
        [
            ("en", "9 March 2027", "€25,000", "a, b and c"),
            ("pl", "9 marca 2027", f"25{NBSP}000{NBSP}€", "a, b i c"),
            ("sl", "9. marec 2027", f"25.000{NBSP}€", "a, b in c"),
            ("da", "9. marts 2027", f"25.000{NBSP}€", "a, b og c"),
            ("de", "9. März 2027", f"25.000{NBSP}€", "a, b und c"),
        ],
    )
    def test_each_language_has_its_own(self, language, day, money, several):
        tr = Translator.speaking(language)

        assert tr.date(self.DAY) == day
        assert tr.money(25_000, "EUR") == money
        assert tr.list(["a", "b", "c"]) == several

    @pytest.mark.parametrize("language", ["en", "pl", "sl", "da", "de"])
    def test_a_moment_is_in_the_zone_that_was_asked_for(self, language):
        tr = Translator.speaking(language)

        assert "17:30" in tr.moment(self.MOMENT, "Europe/Brussels").replace(".", ":")
        assert "18:30" in tr.moment(self.MOMENT, "Europe/Athens").replace(".", ":")

    def test_a_period_is_as_exact_as_its_source(self):
        tr = Translator.speaking("en")

        assert tr.period("2023") == "2023"
        assert tr.period("2023-05") == "May 2023"

    def test_short_lists(self):
        tr = Translator.speaking("sl")

        assert [tr.list(items) for items in ([], ["a"], ["a", "b"])] == ["", "a", "a in b"]

    def test_names(self):
        tr = Translator.speaking("de")

        assert tr.country("SI") == "Slowenien"
        assert tr.country("XX") == "XX"
        assert tr.name_of("sl") == "Slowenisch"
        assert own_name("sl") == "Slovenščina"
        assert own_name("el") == "Ελληνικά"
        assert Translator.speaking("pl").month(10) == "październik"
        assert Translator.speaking("en").percent(80) == "80%"
