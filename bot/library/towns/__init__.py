"""Towns of Europe: their names, where they are and how big, in one small file.

The data is of GeoNames (https://www.geonames.org), CC BY 4.0.
"""

from bot.library.towns.packed import Packed, read

__all__ = ["Packed", "read"]
