"""Where questions ask for, in twelve languages: countries, cities, and what is neither."""

from typing import Any

import pytest

from bot.domain.understanding import Facet

COUNTRIES = [
    ("en", "training in Poland", {"PL"}),
    ("en", "grants for Danish designers", {"DK"}),
    ("en", "residency in Slovenia or Croatia", {"SI", "HR"}),
    ("en", "events in the Netherlands", {"NL"}),
    ("en", "any funding in Turkey?", {"TR"}),
    ("pl", "dotacje w Polsce", {"PL"}),
    ("pl", "szkolenia na Słowenii i w Czechach", {"SI", "CZ"}),
    ("pl", "festiwale we Włoszech", {"IT"}),
    ("pl", "kto może pomóc na Węgrzech", {"HU"}),
    ("pl", "konferencje w Niemczech", {"DE"}),
    ("sl", "usposabljanja na Poljskem", {"PL"}),
    ("sl", "razpisi za slovenske oblikovalce", {"SI"}),
    ("sl", "dogodki na Danskem", {"DK"}),
    ("sl", "festival na Hrvaškem", {"HR"}),
    ("da", "kurser i Tyskland", {"DE"}),
    ("da", "tilskud til danske virksomheder", {"DK"}),
    ("da", "messe i Østrig", {"AT"}),
    ("de", "Förderung in Österreich", {"AT"}),
    ("de", "slowenische Festivals", {"SI"}),
    ("de", "Messen in Polen und Tschechien", {"PL", "CZ"}),
    ("cs", "kurzy v Polsku", {"PL"}),
    ("cs", "dotace na Slovensku", {"SK"}),
    ("cs", "festivaly v Německu", {"DE"}),
    ("cs", "akce ve Slovinsku", {"SI"}),
    ("it", "corsi in Grecia", {"GR"}),
    ("it", "bandi per aziende italiane", {"IT"}),
    ("nl", "subsidies in België", {"BE"}),
    ("nl", "cursussen in Duitsland", {"DE"}),
    ("el", "σεμινάρια στην Πολωνία", {"PL"}),
    ("el", "εκδηλώσεις στην Ελλάδα", {"GR"}),
    ("hr", "radionice u Sloveniji", {"SI"}),
    ("hr", "natječaji u Hrvatskoj", {"HR"}),
    ("hr", "sajam u Mađarskoj", {"HU"}),
    ("sk", "školenia na Slovensku", {"SK"}),
    ("sk", "podujatia v Maďarsku", {"HU"}),
    ("hu", "képzések Lengyelországban", {"PL"}),
    ("hu", "magyar pályázatok", {"HU"}),
    ("hu", "rendezvények Ausztriában", {"AT"}),
]

CITIES = [
    ("en", "workshops in Nice", {"Nice"}),
    ("en", "hackathon in Graz", {"Graz"}),
    ("en", "design week in Milan", {"Milan"}),
    ("en", "events in Split", {"Split"}),
    ("pl", "wydarzenia w Krakowie", {"Kraków"}),
    ("pl", "targi w Monachium", {"Munich"}),
    ("pl", "warsztaty w Wenecji", {"Venice"}),
    ("pl", "szkolenia w Salonikach", {"Thessaloniki"}),
    ("pl", "festiwal w Lublanie", {"Ljubljana"}),
    ("pl", "coś w Bielsku-Białej", {"Bielsko-Biała"}),
    ("sl", "festival v Ljubljani", {"Ljubljana"}),
    ("sl", "dogodki na Dunaju", {"Vienna"}),
    ("sl", "delavnica v Kranju", {"Kranj"}),
    ("sl", "sejem v Benetkah", {"Venice"}),
    ("sl", "konferenca v Solunu", {"Thessaloniki"}),
    ("da", "arrangementer i København", {"Copenhagen"}),
    ("da", "kursus i Kolding", {"Kolding"}),
    ("de", "Veranstaltungen in München", {"Munich"}),
    ("de", "Messe in Stettin", {"Szczecin"}),
    ("de", "Workshop in Laibach", {"Ljubljana"}),
    ("cs", "akce v Mnichově", {"Munich"}),
    ("cs", "festival ve Vídni", {"Vienna"}),
    ("cs", "kurz v Kodani", {"Copenhagen"}),
    ("it", "eventi a Salonicco", {"Thessaloniki"}),
    ("it", "corso a Padova", {"Padova"}),
    ("nl", "beurs in Wenen", {"Vienna"}),
    ("nl", "cursus in Kortrijk", {"Kortrijk"}),
    ("el", "φεστιβάλ στη Θεσσαλονίκη", {"Thessaloniki"}),
    ("el", "εκδηλώσεις στην Αθήνα", {"Athens"}),
    ("hr", "festival u Beču", {"Vienna"}),
    ("hr", "radionica u Koprivnici", {"Koprivnica"}),
    ("sk", "podujatia v Košiciach", {"Košice"}),
    ("sk", "veľtrh vo Viedni", {"Vienna"}),
    ("hu", "fesztivál Bécsben", {"Vienna"}),
    ("hu", "képzés Koppenhágában", {"Copenhagen"}),
    ("hu", "rendezvény Kassán", {"Košice"}),
]

NO_PLACE = [
    ("en", "is there a guide in Polish"),
    ("en", "polish my portfolio"),
    ("en", "nail polish design"),
    ("en", "a nice course on branding"),
    ("en", "we want to split the budget"),
    ("en", "roast turkey recipe"),
    ("en", "who speaks Danish"),
    ("en", "learn Italian"),
    ("en", "a Slovene speaking trainer"),
    ("en", "Michael Jordan posters"),
    ("en", "my brother Chad makes games"),
    ("pl", "szkolenie po polsku"),
    ("pl", "czy jest coś w języku polskim"),
    ("sl", "tečaj po slovensko"),
    ("sl", "ali imate gradivo v slovenskem jeziku"),
    ("sl", "videti je dobro"),
    ("da", "kursus på dansk"),
    ("de", "gibt es das auf Deutsch"),
    ("de", "Workshop auf Polnisch"),
    ("de", "was essen wir heute"),
    ("cs", "kurz v češtině"),
    ("cs", "chci vidět příklady"),
    ("it", "materiale in italiano"),
    ("it", "mai visto prima"),
    ("nl", "in het Nederlands"),
    ("nl", "cursus in het Duits"),
    ("el", "υλικό στα ελληνικά"),
    ("hr", "materijali na hrvatskom jeziku"),
    ("sk", "kurz po slovensky"),
    ("hu", "van magyarul is?"),
]


@pytest.mark.parametrize(("language", "text", "codes"), COUNTRIES)
def test_a_country_is_found_in_its_inflected_forms_and_adjectives(
    read: Any, language: str, text: str, codes: set[str]
) -> None:
    understood = read(text, language)
    assert understood.countries == codes
    assert understood.because[Facet.COUNTRY]


@pytest.mark.parametrize(("language", "text", "cities"), CITIES)
def test_a_city_is_found_by_its_name_in_other_languages_and_names_no_country(
    read: Any, language: str, text: str, cities: set[str]
) -> None:
    understood = read(text, language)
    assert understood.cities == cities
    assert understood.countries == frozenset()


@pytest.mark.parametrize(("language", "text"), NO_PLACE)
def test_languages_and_common_words_are_no_places(read: Any, language: str, text: str) -> None:
    understood = read(text, language)
    assert (understood.countries, understood.cities) == (frozenset(), frozenset())


def test_what_is_understood_does_not_hang_on_the_language_that_was_set(read: Any) -> None:
    texts = [text for table in (COUNTRIES, CITIES) for _, text, _ in table]
    for text in texts:
        here, there = read(text, "da"), read(text, "hu")
        assert (here.cities, here.countries) == (there.cities, there.countries), text
