"""Where something is, and how far that is from somewhere else."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

EARTH_DIAMETER_KM: Final = 12_742
"""Twice the mean radius of the Earth (6,371 km, IUGG)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the Earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """A town that somebody typed: what it is called there, and where it lies.

    `region` is the NUTS-2 region, if the town's division decides it; otherwise it is one of
    `regions`, or unknown. `area` tells towns of the same name apart: "Sachsen".
    """

    name: str
    country: str
    point: Point
    area: str = ""
    regions: tuple[str, ...] = ()

    @property
    def region(self) -> str | None:
        """The region, where there is no choice."""
        return self.regions[0] if len(self.regions) == 1 else None


def kilometres(one: Point, other: Point) -> float:
    """Return the great-circle distance of two points, in kilometres (haversine formula)."""
    north, other_north = radians(one.latitude), radians(other.latitude)
    half_east = radians(other.longitude - one.longitude) / 2
    across = sin((other_north - north) / 2) ** 2
    across += cos(north) * cos(other_north) * sin(half_east) ** 2
    return EARTH_DIAMETER_KM * asin(sqrt(across))
