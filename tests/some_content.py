"""A part of the real content for tests of everything that is not content.

Real entries, real words, but as many as the first release had and in the five languages that are
offered: with all of them each test would spend its time on reading.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.library import Library

SOME: Final = frozenset(
    (
        "concept-cci",
        "event-3daysofdesign",
        "event-ars-electronica",
        "event-budapest-design",
        "event-ddw",
        "event-designblok",
        "event-formnext",
        "event-gdynia-design",
        "event-ljubljana-design",
        "event-mcbw",
        "funding-ce-coop-medium",
        "funding-ce-coop-small",
        "funding-ce-innovation-lab",
        "funding-cme-individual",
        "funding-cme-residency",
        "funding-creative-europe",
        "funding-de-kreativpiloten",
        "funding-dk-digitallead",
        "funding-dk-kunstfond",
        "funding-eic-accelerator",
        "funding-erasmus-small",
        "funding-euipo-smefund",
        "funding-eye",
        "funding-interreg-ce",
        "funding-pl-wzornictwo",
        "funding-si-sps-vouchers",
        "funding-sk-fpu",
        "funding-starts-prize",
        "guide-funding-cultureu",
        "howto-creative-voucher",
        "howto-deminimis",
        "howto-find-partners",
        "howto-sme-definition",
        "legal-collective",
        "method-collider-tandem",
        "method-cooperation-sprint",
        "method-design-thinking",
        "method-double-diamond",
        "method-facilitation",
        "method-foresight",
        "method-hackathon-product-process",
        "method-hackathon-solo-team",
        "method-industrial-hackathon",
        "method-speculative-design",
        "method-youngster-fablab",
        "org-creative-europe-desks",
        "org-eit-cc",
        "org-grand-garage",
        "org-on-the-move",
        "project-ccsi4ccsi",
        "project-coco4cci",
        "project-inducci",
        "project-x-inno-radar",
        "training-coco-circularity",
        "training-coco-ipr",
        "training-coco-speculative",
        "training-creative-green-tools",
        "training-creativeflip-work",
        "training-czk",
        "training-edih",
        "training-elements-of-ai",
        "training-euipo-learning",
        "training-fabcityhub",
        "training-inducci-elearning",
        "training-inducci-toolbox",
        "training-wipo",
        "org-bsc",
    )
)
"""The entries of the first release, and one that a hub answers for."""


def some_of(library: Library, languages: Iterable[str]) -> Library:
    """Return a library of these entries alone, each with its texts in `languages`."""
    wanted = set(languages)
    entries = {
        id_: replace(
            entry, text={code: text for code, text in entry.text.items() if code in wanted}
        )
        for id_, entry in library.entries.items()
        if id_ in SOME
    }
    files = {
        id_: file.model_copy(
            update={"text": {code: text for code, text in file.text.items() if code in wanted}}
        )
        for id_, file in library.files.items()
        if id_ in SOME
    }
    return replace(library, entries=entries, files=files)
