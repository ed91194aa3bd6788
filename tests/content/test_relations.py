"""Which skills stand in for which, and the regions of the network."""

import pytest

from bot.library import Library, find_terms


def test_a_relation_counts_both_ways(library: Library) -> None:
    relations = library.vocabulary.relations

    assert (
        relations["ux_design"]["user_research"] == relations["user_research"]["ux_design"] == 0.6
    )
    assert sum(map(len, relations.values())) == 2 * 105
    for one, others in relations.items():
        for other, share in others.items():
            assert relations[other][one] == share
            assert 0 < share < 1
            assert {one, other} <= set(library.vocabulary.skills)


def test_the_regions_are_those_of_nuts_2024(library: Library) -> None:
    counts: dict[str, int] = {}
    for region in library.vocabulary.regions.values():
        counts[region.country] = counts.get(region.country, 0) + 1

    assert counts == {
        **{"SI": 2, "PL": 17, "DK": 5, "DE": 38, "AT": 9, "CZ": 8, "SK": 4, "IT": 21},
        **{"HR": 4, "HU": 8, "NL": 12, "BE": 11, "GR": 13},
    }


@pytest.mark.parametrize(
    ("code", "language", "label"),
    [
        ("SI04", "en", "Zahodna Slovenija"),
        ("EL52", "el", "Κεντρική Μακεδονία"),
        ("EL52", "sl", "Kentriki Makedonia"),
        ("NL35", "nl", "Utrecht"),
        ("PL91", "da", "Warszawski stołeczny"),
    ],
)
def test_a_region_has_its_official_name(
    library: Library, code: str, language: str, label: str
) -> None:
    assert library.vocabulary.regions[code].label(language) == label


def test_a_region_is_found_as_people_type_it(library: Library) -> None:
    regions = library.vocabulary.regions

    assert find_terms(regions, "slaskie", "pl")[0].id == "PL22"
    assert find_terms(regions, "Κεντρικη Μακεδονια", "el")[0].id == "EL52"
    assert find_terms(regions, "midtjyland", "da")[0].id == "DK04"


def test_hubs_lie_in_regions_that_exist(library: Library) -> None:
    for hub in library.hubs.values():
        for code in hub.nuts:
            assert code[:4] in library.vocabulary.regions, hub.slug
