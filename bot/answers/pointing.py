"""Whether a question names nothing of its own: "who may apply?", "do kdaj?", "was kostet das?".

Such a question can only be about what was just shown, however near some entry may seem.
"""

import re
from typing import Final

from bot.answers.lexical import fold

LONG: Final = 5
"""Shorter words are taken for words of grammar; what names a subject is seldom that short."""
_GENERAL: Final = frozenset(
    {
        # apply, take part, register
        *("appli", "apply", "eligi", "parti", "regis", "join", "enrol", "submi", "entry"),
        *("prija", "sodel", "udele", "kandi", "vpis"),
        *("zglos", "zglas", "aplik", "udzia", "uczes", "ubieg", "zapis", "wnios"),
        *("ansog", "soge", "delta", "tilme"),
        *("bewer", "teiln", "anmel", "mitma", "einre"),
        *("prihl", "zadat", "zucas", "ucast"),
        *("parte", "candi", "iscri", "deeln", "aanme", "insch", "aanvr"),
        *("συμμε", "αιτησ", "υποβα", "δηλωσ", "sudje", "natje"),
        *("palya", "jelen", "reszt"),
        # money, cost, deadline, date, place
        *("cost", "price", "money", "amoun", "fundi", "deadl", "close", "start", "begin", "until"),
        *("stane", "znesek", "znesk", "denar", "koncn", "zacne", "prija", "potek"),
        *("koszt", "kwota", "pieni", "termi", "zaczy", "konie", "wynos"),
        *("koste", "belob", "penge", "frist", "begyn", "start"),
        *("geld", "betra", "hohe", "begin", "kosten", "laufz", "ende"),
        *("stoji", "castk", "penez", "uzave", "zacin", "suma"),
        *("quant", "scade", "soldi", "impor", "quand", "inizi"),
        *("hoeve", "bedra", "wanne", "einde", "sluit"),
        *("ποσο", "κοστι", "προθε", "ληγει", "χρημα", "ποτε"),
        *("iznos", "novac", "pocin", "ponuk"),
        *("mennyi", "osszeg", "hatar", "penz", "kezdo", "mikor"),
        # question words and words of grammar that are long
        *("where", "there", "which", "would", "could", "please", "exact"),
        *("lahko", "kolik", "kdaj", "prosi", "tocno"),
        *("kiedy", "moge", "mozna", "prosz"),
        *("hvorn", "hvord", "hvor", "meget", "praec"),
        *("wievi", "konne", "moglich", "genau", "bitte"),
        *("muzu", "muzem", "mohu", "mozem", "pouzi"),
        *("posso", "possi", "quale", "preci"),
        *("kunne", "graag", "preci"),
        *("μπορω", "μπορε", "ποιοσ", "ποιοι", "μεχρι"),
        *("mogu", "moguc", "molim"),
        *("lehet", "meddig", "legye", "kerem"),
    }
)
_PREFIXES: Final = tuple(sorted(prefix[:LONG] for prefix in _GENERAL))


def points_back(text: str) -> bool:
    """Say whether every long word of a question is one of asking, applying, paying or dating.

    A short word in capitals is a name: "who can apply for EIC?".
    """
    words = fold(text).split()
    has_name = not text.isupper() and any(
        word.isupper() and len(word) > 1 for word in re.findall(r"\w+", text)
    )
    return (
        bool(words)
        and not has_name
        and all(word.startswith(_PREFIXES) for word in words if len(word) >= LONG)
    )
