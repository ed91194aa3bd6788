"""In what manner a sentence names something: as what is done, wished for, or not wanted.

Twelve languages, by the beginnings of words: only what people commonly write, in both
grammatical genders. A sentence that is not recognised says what somebody does.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from bot.matching.phrases import Phrase, follows

_BEGINNING: Final = 3
"""Letters by which phrases are looked up."""


class Manner(StrEnum):
    """What a sentence does with what it names."""

    DONE = "done"
    WISHED = "wished"
    UNWANTED = "unwanted"


# Line by line a language (what is indented goes on). A phrase is beginnings of words that follow
# each other; a word that ends in `.` is whole. Written without diacritics, as `bare_words` gives
# them.
_WISHED: Final = """
want. to. learn; like. to. learn; learn. more; learn. about; need. to. learn;
  need. to. understand; want. to. understand; want. to. try; curious. about; interested. in;
  never. done; never. tried
naucz; chce. poznac; chcial.; chciala.; chcialbym; chcialabym; interesuje. mnie; ciekawi. mnie;
  uczyc. sie; ucze. sie; nigdy. nie. robil
nauciti; naucil. bi; naucila. bi; rad. bi; rada. bi; zanima. me; zanimajo. me; zelim. spozna;
  ucim. se; nikoli. nisem
laere. mere; gerne. laere; vil. gerne. kunne; nysgerrig; interesseret. i; laere. at;
  aldrig. provet
lernen; mochte. ich. wissen; interessiere. mich; interessiert. mich; wurde. gern; neugierig;
  dazulernen; weiterbild; noch. nie
naucit; chtel. bych; chtela. bych; zajima. me; zajimaji. me; ucim. se; dozvedet. se;
  nikdy. jsem. nedela
imparare; vorrei; vorremmo; mi. interessa; ci. interessa; curios; capire. se; capire. come;
  approfondire; mai. fatto; mai. provato
leren; ik. wil. een; zou. graag; wil. graag; willen. graag; geinteresseerd; nieuwsgierig;
  nog. nooit
μαθω; μαθουμε; θα. ηθελα; με. ενδιαφερει; ενδιαφερομαι; να. καταλαβω; περιεργ; δεν. εχω. κανει
nauciti; htio. bih; htjela. bih; voljel. bi; zanima. me; zanimaju. me; ucim. se; nikad. nisam
naucit; chcel. by; chcela. by; chcel. som; zaujima. ma; zaujimaju. ma; ucim. sa; dozvediet. sa;
  nikdy. som. nerobil
tanuln; megtanul; szeretnek; szeretnem; erdekel; kivancsi; soha. nem
"""
_UNWANTED: Final = """
no. more; no. longer; not. any. more; anymore; don. t. want; do. not. want; not. interested;
  hate; tired. of; stopped. doing; instead. of
nie. chce; juz. nie; nie. robie; nie. interesuj; dosc.; zamiast.
ne. zelim; noce; nocem; ne. delam. vec; ne. zanima; dovolj. imam; namesto.
ikke. laengere; ikke. mere; gider. ikke; vil. ikke; hader; ikke. interesseret; i. stedet. for
nicht. mehr; keine. lust; will. nicht; will. kein; mochte. nicht; mochten. nicht;
  mochten. wir. keine; mochte. kein; hasse; statt.
nechci; nechceme; uz. ne; nedelam; nezajima; misto. toho; nesnas
non. voglio; non. vogliamo; non. faccio. piu; basta.; non. mi. interessa; odio.; invece. di;
  stanco. di; stanca. di
wil. geen; wil. niet; niet. meer; geen. zin; doe. geen; haat.; niet. geinteresseerd;
  in. plaats. van
δεν. θελ; οχι. πια; δεν. κανω; δεν. ενδιαφερ; βαρεθηκα; αντι. για
ne. zelim; ne. radim. vise; necu; ne. zanima; dosta. mi; umjesto.
nechcem; uz. ne; nerobim; nezaujima; namiesto.; neznas
nem. akar; nem. szeret; nem. vallal; mar. nem; nem. erdekel; elegem. van; helyett
"""


def manner_of(words: Sequence[str]) -> Manner:
    """Return the manner of one sentence, given as folded words."""
    if _has(_phrases(_UNWANTED), words):
        return Manner.UNWANTED
    if _has(_phrases(_WISHED), words):
        return Manner.WISHED
    return Manner.DONE


@cache
def _phrases(written: str) -> dict[str, list[Phrase]]:
    """Return phrases by the beginning of their first word."""
    found: dict[str, list[Phrase]] = {}
    for phrase in written.replace("\n", ";").split(";"):
        if words := tuple(phrase.split()):
            found.setdefault(words[0].rstrip(".")[:_BEGINNING], []).append(words)
    return found


def _has(phrases: dict[str, list[Phrase]], words: Sequence[str]) -> bool:
    return any(
        follows(phrase, words[place:])
        for place, word in enumerate(words)
        for length in range(1, min(_BEGINNING, len(word)) + 1)
        for phrase in phrases.get(word[:length], ())
    )
