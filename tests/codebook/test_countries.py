from __future__ import annotations

import pytest

from harmattan.codebook.countries import countries, country, country_by_name
from harmattan.errors import CodebookError


@pytest.mark.parametrize(
    ("name", "iso2"),
    [
        ("Ivory Coast", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("cote d’ivoire", "CI"),
        ("DR Congo", "CD"),
        ("Democratic Republic of the Congo", "CD"),
        ("Republic of Congo", "CG"),
        ("Burma", "MM"),
        ("Gaza", "PS"),
        ("West Bank", "PS"),
        ("U.S.", "US"),
        ("NE", "NE"),
        ("MLI", "ML"),
        ("Türkiye", "TR"),
        ("Guinea-Bissau", "GW"),
        ("Norway", "NO"),
    ],
)
def test_names_that_people_use_lead_to_the_country(name: str, iso2: str) -> None:
    found = country_by_name(name)
    assert found is not None
    assert found.iso2 == iso2


def test_an_unknown_name_leads_nowhere() -> None:
    assert country_by_name("Atlantis") is None


def test_acled_regions_that_differ_from_geography_books() -> None:
    assert country("SD").region_name == "Northern Africa"
    assert country("AF").region_name == "Caucasus and Central Asia"
    assert country("TD").region_name == "Middle Africa"


def test_every_country_has_a_region_and_its_own_numeric_code() -> None:
    assert all(c.region_name for c in countries().values())
    numbers = [c.numeric for c in countries().values() if c.iso2 != "XK"]
    assert len(numbers) == len(set(numbers))


def test_an_unknown_code_is_an_error_that_says_where_to_look() -> None:
    with pytest.raises(CodebookError, match=r"demonyms\.yaml"):
        country("ZZ")
