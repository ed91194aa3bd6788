"""Towns by what people type, and the regions that they are in."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.domain.geography import Point, kilometres
from bot.library import Library, load
from bot.library.gazetteer import Gazetteer, point_of, towns
from bot.library.towns.making import COUNTRIES as KEPT
from bot.library.towns.making import packed
from bot.library.towns.packed import pack, read
from bot.services.choices import COUNTRIES

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def library() -> Library:
    return load(CONTENT)


@pytest.fixture(scope="module")
def gazetteer(library: Library) -> Gazetteer:
    return Gazetteer(library.vocabulary.divisions)


TYPED = [
    # what · the person's country · their language · name · country · region
    ("Kolín", "CZ", "cs", "Kolín", "CZ", "CZ02"),
    ("kolin", "CZ", "cs", "Kolín", "CZ", "CZ02"),
    ("Kopenhagen", None, "de", "København", "DK", "DK01"),
    ("Kodaň", None, "cs", "København", "DK", "DK01"),
    ("Κοπεγχάγη", None, "el", "København", "DK", "DK01"),
    ("Θεσσαλονίκη", "GR", "el", "Thessaloníki", "GR", "EL52"),
    ("Solun", "HR", "hr", "Thessaloníki", "GR", "EL52"),
    ("Veria", "GR", "el", "Véroia", "GR", "EL52"),
    ("Kortrijk", "BE", "nl", "Kortrijk", "BE", None),
    ("Courtrai", None, "en", "Kortrijk", "BE", None),
    ("Lodz", "PL", "pl", "Łódź", "PL", "PL71"),
    ("Szczecn", "PL", "pl", "Szczecin", "PL", "PL42"),
    ("Bielsko Biala", "PL", "pl", "Bielsko-Biała", "PL", "PL22"),
    ("Warszawa", "PL", "pl", "Warszawa", "PL", None),
    ("Ljubjana", None, "sl", "Ljubljana", "SI", "SI04"),
    ("SI-4000 Kranj", "SI", "sl", "Kranj", "SI", "SI04"),
    ("Kran", "SI", "sl", "Kranj", "SI", "SI04"),
    ("Maribor", "SI", "sl", "Maribor", "SI", "SI03"),
    ("Postojna", "SI", "sl", "Postojna", "SI", "SI03"),
    ("Kolding", "DK", "da", "Kolding", "DK", "DK03"),
    ("Aarhus", "DK", "da", "Aarhus", "DK", "DK04"),
    ("Århus", "DK", "da", "Aarhus", "DK", "DK04"),
    ("Koebenhavn", "DK", "da", "København", "DK", "DK01"),
    ("Chemniz", "DE", "de", "Chemnitz", "DE", None),
    ("Muenchen", "DE", "de", "München", "DE", None),
    ("Linz", "AT", "de", "Linz", "AT", "AT31"),
    ("St. Pölten", "AT", "de", "Sankt Pölten", "AT", "AT12"),
    ("Ústí nad Labem", "CZ", "cs", "Ústí nad Labem", "CZ", "CZ04"),
    ("Kosice", "SK", "sk", "Košice", "SK", "SK04"),
    ("Padua", "IT", "de", "Padova", "IT", "ITH3"),
    ("Venedig", None, "da", "Venezia", "IT", "ITH3"),
    ("Trento", "IT", "it", "Trento", "IT", None),
    ("Koprivnica", "HR", "hr", "Koprivnica", "HR", "HR06"),
    ("Gyor", "HU", "hu", "Győr", "HU", "HU22"),
    ("den bosch", "NL", "nl", "'s-Hertogenbosch", "NL", "NL41"),
    ("Bruxelles", "BE", "en", "Brussel/Bruxelles", "BE", "BE10"),
    ("Utrecht", "NL", "nl", "Utrecht", "NL", "NL35"),
]


@pytest.mark.parametrize(("typed", "country", "language", "name", "of", "region"), TYPED)
def test_a_town_is_found_as_people_type_it(
    gazetteer: Gazetteer,
    typed: str,
    country: str | None,
    language: str,
    name: str,
    of: str,
    region: str | None,
) -> None:
    found = gazetteer.find(typed, country, language)

    assert (found[0].name, found[0].country, found[0].region) == (name, of, region), found


def test_namesakes_are_offered_and_told_apart(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Neustadt", "DE", "de")

    assert len(found) > 3
    assert {"Sachsen", "Rheinland-Pfalz", "Niedersachsen"} <= {
        place.area for place in gazetteer.find("Neustadt", "DE", "de", limit=30)
    }
    assert gazetteer.find("Neustadt, Sachsen", "DE", "de")[0].name == "Neustadt in Sachsen"
    assert {place.country for place in gazetteer.find("Neustadt, RO", None, "de")} == {"RO"}


def test_where_the_division_does_not_decide_the_regions_to_ask_about_are_known(
    gazetteer: Gazetteer,
) -> None:
    (place,) = gazetteer.find("Kortrijk", "BE", "nl")

    assert place.region is None
    assert place.area == "Vlaanderen"
    assert place.regions == ("BE21", "BE22", "BE23", "BE24", "BE25")


def test_the_own_country_comes_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Kolin", "CZ", "cs")[0].name == "Kolín"
    assert gazetteer.find("Kolin", "DE", "de")[0].name == "Köln"


@pytest.mark.parametrize(
    "typed", ["", " ", "?!", "a", "xyzzyqwert", "🎨", "\x00" * 50, ",", ", DE"]
)
def test_nonsense_finds_nothing(gazetteer: Gazetteer, typed: str) -> None:
    assert gazetteer.find(typed, "SI", "sl") == []


def test_a_position_is_that_of_the_town(gazetteer: Gazetteer) -> None:
    (kranj,) = gazetteer.find("Kranj", "SI", "sl")

    assert kilometres(kranj.point, Point(46.239, 14.356)) < 2


def test_a_city_of_an_entry_has_a_position_only_if_it_can_only_be_one() -> None:
    linz = point_of("Linz")

    assert linz is not None
    assert kilometres(linz, Point(48.306, 14.286)) < 2
    assert point_of("Neustadt") is None
    assert point_of("Linz", {"SI"}) is None
    assert point_of("Lnz") is None


def test_several_may_ask_at_once(gazetteer: Gazetteer) -> None:
    typed = ["Kranj", "Lodz", "Kopenhagen", "Szczecn"] * 10

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(gazetteer.find, typed))

    assert [places[0].name for places in found[:4]] == ["Kranj", "Łódź", "København", "Szczecin"]
    assert found[:4] * 10 == found


def test_every_country_of_the_choices_has_towns() -> None:
    assert KEPT == COUNTRIES
    assert {code[:2] for code in towns().division_codes} == set(COUNTRIES)


def test_every_division_of_the_network_leads_somewhere(library: Library) -> None:
    """But for Mount Athos, and for a quarter of Szeged that the data has in no county."""
    network = {region.country for region in library.vocabulary.regions.values()}
    found = {code for code in towns().division_codes if code[:2] in network}

    assert found - set(library.vocabulary.divisions) <= {"GR.736572", "HU.19"}
    assert set(library.vocabulary.divisions) - found == set()


def test_what_is_packed_is_read_again(tmp_path: Path) -> None:
    town = {
        "geonameid": 1,
        "name": "Βέροια",
        "countrycode": "GR",
        "admin1code": "X",
        "latitude": 40.52437,
        "longitude": -22.20242,
        "population": 44_464,
        "alternatenames": ["Ber", "Beroia", "VER", "ke te", "Верия"],
    }
    village = town | {"geonameid": 2, "countrycode": "UA", "population": 999}
    file = tmp_path / "towns"
    file.write_bytes(pack(packed([town, village])))

    made = read(file)

    keys = [made.key(number).decode() for number in range(len(made.key_ends))]
    assert keys == ["ber", "beroia", "veria", "βεροια"]
    assert made.name(0) == "Βέροια"
    assert (made.latitudes[0], made.longitudes[0]) == (405_244, -222_024)
    assert list(made.populations) == [44_464]
    assert made.division_codes == ["GR.X"]


def test_nothing_is_read_before_somebody_asks() -> None:
    said = (
        "import bot.library.gazetteer as g; from bot.library.gazetteer import _read;"
        "assert _read.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", said], check=True, cwd=CONTENT.parent)
