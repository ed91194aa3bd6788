"""The words by which one long message of a company is taken apart, by language.

What a sentence surely is about, it says with such words; without them it stays in the problem.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.briefs.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Telling:
    """Lists of phrases (see `bot.briefs.phrases`) for the parts of a message."""

    greets: str
    """A sentence that greets, thanks or says goodbye."""
    success: str
    tried: str
    affected: str
    deadline: str
    """A sentence with a day that is the deadline."""
    fee: str
    prize: str
    budget: str
    effort: str
    remote: str
    on_site: str
    """Comes before the place of the work."""
    solo: str
    team: str
    reach: str
    """A sentence that says how one reaches the company."""
    hours: str
    presents: str
    """Comes before the name of who writes: "my name is"."""
    signs: str
    """Stands above a signature."""


_TELLING: Final[Mapping[str, Telling]] = {
    "en": Telling(
        greets="""
            hello, hi, dear, good morning, good day, thank you, thanks, best regards, kind
            regards, regards, yours sincerely, looking forward
        """,
        success="""
            success would, success is, it would be a success, a success if, our goal, the goal,
            our aim, would be happy if, would be glad if, would be content if, we will know it
            worked, it worked if, it has worked if, it is solved when, solved if, we want to
            get down to, would be enough if
        """,
        tried="""
            we tried, we have tried, we have already tried, we already tried, we ve tried, we
            ve already tried, already tested, we tested, we have tested, tried so far, so far
            we have, so far we tried, have been tried, was tried, were tried
        """,
        affected="""
            it affects, this affects, affected are, affected is, it costs us, this costs us,
            that costs us, costs us about, suffer from it, suffer most, the ones who suffer, it
            concerns, it is a problem for, is a problem for
        """,
        deadline="""
            deadline, by the end, at the latest, until, no later than, need it by, need this
            by, needed by, should be ready by, ready by, answers by, ideas by, proposals by,
            would like to have it by, want it by, before
        """,
        fee="""
            we pay, we can pay, we will pay, we would pay, we offer, fee, fees, honorarium,
            paid with, we are paying
        """,
        prize="prize, award, prize money",
        budget="budget, our budget",
        effort="""
            effort, workload, hours of work for you, hours of your work, hours of your time,
            should take you, would take you
        """,
        remote="remote, remotely, from home, from anywhere, online is fine",
        on_site="""
            on site in, at our site in, at our plant in, at our factory in, at our workshop in
        """,
        solo="one person, a single person, one freelancer, a freelancer, one designer alone",
        team="""
            we look for a team, looking for a team, a small team, a team of, an
            interdisciplinary team, should be a team
        """,
        reach="""
            reach us, reach me, contact us, contact me, call us, call me, write to us, write to
            me, e mail, email, phone, tel, telephone, our website, our web site, our site is,
            find us
        """,
        hours="hour*, hrs, h",
        presents="my name is, i am, i m, this is",
        signs="""
            best regards, kind regards, regards, yours sincerely, best wishes, best, cheers,
            thanks, thank you, sincerely
        """,
    ),
    "sl": Telling(
        greets="""
            pozdravljeni, pozdrav, lep pozdrav, lepo pozdravljeni, dober dan, spoštovani,
            živjo, hvala, lp, z lepimi pozdravi, veselimo se
        """,
        success="""
            uspeh bi bil*, uspeh bo, uspeh je, uspešno bi bilo, naš cilj, cilj je, veseli bi
            bili, bi bili veseli, bi bili zadovoljni, zadovoljni bi bili, zadovoljni bomo,
            rešeno bo ko, rešeno je ko, radi bi prišli na, radi bi prišli pod, dovolj bi bilo
        """,
        tried="""
            poskusili smo, smo poskusili, poskušali smo, smo poskušali, preizkusili smo, smo
            preizkusili, smo že preizkusili, smo že poskusili, testirali smo, smo testirali,
            doslej smo, do zdaj smo, probali smo, smo probali
        """,
        affected="""
            prizadet*, prizadene, to nas stane, stane nas, nas stane, najbolj trpijo, trpijo,
            to čutijo, težave imajo, muči predvsem, zadeva
        """,
        deadline="""
            rok, roka, najkasneje, najpozneje, potrebujemo do, rabimo do, do konca, predloge
            do, predloge pričakujemo, ideje do, odgovore do, pripravljeno do, gotovo do, do
        """,
        fee="plačamo, plačali bi, bomo plačali, lahko plačamo, ponujamo, honorar*, plačilo",
        prize="nagrad*",
        budget="proračun*, budžet*, na voljo imamo",
        effort="""
            obseg dela, ur dela za, ur vašega dela, predviden* obseg, vzelo bi vam, ocenjujemo
            obseg
        """,
        remote="na daljavo, od doma, od kjerkoli, lahko na daljavo",
        on_site="na kraju samem v",
        solo="""
            ena oseba, eno osebo, posameznik*, samostojn* oblikovalk*, samostojn* oblikovalec,
            enega oblikovalca
        """,
        team="iščemo ekipo, iščemo tim, ekipo, ekipa, skupino, tim ljudi, manjšo ekipo",
        reach="""
            dosegljivi, dosegljiv, dosegljiva, pokličite, pokliči, pišite, kontakt*, e pošt*,
            mail, telefon*, tel, gsm, naša spletna stran, spletna stran je, najdete nas
        """,
        hours="ur, ure, uri, uro",
        presents="ime mi je, moje ime je, sem, jaz sem, piše vam",
        signs="""
            lep pozdrav, lp, s spoštovanjem, pozdrav, z lepimi pozdravi, hvala, lepo
            pozdravljeni
        """,
    ),
    "pl": Telling(
        greets="""
            dzień dobry, witam, cześć, szanowni, dziękujemy, dziękuję, pozdrawiam, pozdrawiamy,
            z poważaniem, z wyrazami szacunku, czekamy na
        """,
        success="""
            sukcesem będzie, sukcesem byłoby, sukces to, naszym celem, cel to, celem jest,
            będziemy zadowoleni, bylibyśmy zadowoleni, ucieszy nas, ucieszyłoby nas, uznamy za
            udane, uda się jeśli, rozwiązane będzie, chcemy zejść, chcielibyśmy zejść,
            wystarczyłoby
        """,
        tried="""
            próbowaliśmy, spróbowaliśmy, próbowano, testowaliśmy, przetestowaliśmy,
            sprawdziliśmy, dotychczas, do tej pory, wypróbowaliśmy, już próbowaliśmy
        """,
        affected="""
            dotyczy to, dotyka to, kosztuje nas, to nas kosztuje, najbardziej cierpią, cierpią
            na tym, cierpi na tym, poszkodowan*, problem mają
        """,
        deadline="""
            termin, terminu, terminem, najpóźniej, potrzebujemy do, potrzebujemy tego do, na
            propozycje czekamy do, pomysły do, odpowiedzi do, gotowe do, do końca, czekamy do,
            do
        """,
        fee="""
            płacimy, zapłacimy, możemy zapłacić, oferujemy, honorarium, wynagrodzenie,
            wynagrodzenia
        """,
        prize="nagrod*, nagród",
        budget="budżet*",
        effort="""
            nakład pracy, godzin waszej pracy, godzin państwa pracy, pracochłonn*, zajmie wam,
            zajmie państwu, szacujemy pracę
        """,
        remote="zdalnie, zdaln*, z domu, online wystarczy",
        on_site="na miejscu w",
        solo="jedną osobę, jedna osoba, jednej osoby, freelancer*, samodzieln* projektant*",
        team="szukamy zespołu, zespół, zespołu, małego zespołu, mały zespół",
        reach="""
            kontakt, kontaktu, zadzwonić, dzwonić, pisać, proszę pisać, proszę dzwonić, mail*,
            e mail*, telefon*, tel, nasza strona, strona www, znajdą nas
        """,
        hours="godzin*, godz, h",
        presents="nazywam się, mam na imię, jestem, pisze do was, z tej strony",
        signs="""
            pozdrawiam, pozdrawiamy, z poważaniem, z wyrazami szacunku, z pozdrowieniami,
            dziękuję
        """,
    ),
    "da": Telling(
        greets="""
            hej, goddag, kære, god dag, tak, mange tak, venlig hilsen, med venlig hilsen,
            hilsen, mvh, vi glæder os, på forhånd tak
        """,
        success="""
            en succes hvis, en succes når, succes er, succes ville være, succesen er, vores
            mål, målet er, glade hvis, tilfredse hvis, tilfredse når, lykkedes hvis, lykkedes
            når, løst når, løst hvis, vil gerne ned på, gerne ned på, det ville være nok
        """,
        tried="""
            vi har prøvet, har vi prøvet, vi prøvede, vi har forsøgt, har vi forsøgt, vi
            forsøgte, vi har testet, har vi testet, indtil nu har vi, hidtil har vi, allerede
            prøvet
        """,
        affected="""
            det går ud over, rammer, det koster os, koster os, det berører, berørt*, lider
            under det, lider mest, det er et problem for
        """,
        deadline="""
            frist, fristen, deadline, deadlinen, senest, inden udgangen, inden, skal bruge det,
            skal være klar, forslag inden, idéer inden, svar inden, før
        """,
        fee="""
            vi betaler, betaler vi, vi kan betale, vi vil betale, vi tilbyder, honorar*,
            betaling*
        """,
        prize="præmie*, pris på, prispenge",
        budget="budget*",
        effort="arbejdsindsats*, timers arbejde for jer, tidsforbrug*, tage jer, indsats på",
        remote="på afstand, hjemmefra, online er fint, remote, fjernarbejde",
        on_site="på stedet i, hos os i, på fabrikken i",
        solo="én person, en enkelt person, en freelancer, freelancer",
        team="vi søger et team, leder efter et team, et lille team, et team",
        reach="""
            kontakt, kontakte, ring, ring til, skriv til, e mail, mail, telefon, tlf, vores
            hjemmeside, hjemmesiden er, find os
        """,
        hours="time*, t",
        presents="mit navn er, jeg hedder, jeg er, det er",
        signs="""
            venlig hilsen, med venlig hilsen, de bedste hilsner, hilsen, mvh, bedste hilsner,
            tak, på forhånd tak
        """,
    ),
    "de": Telling(
        greets="""
            hallo, guten tag, guten morgen, sehr geehrte*, liebe, grüß gott, servus, danke,
            vielen dank, mit freundlichen grüßen, freundliche grüße, viele grüße, beste grüße,
            mfg, wir freuen uns auf
        """,
        success="""
            erfolg wäre, ein erfolg, erfolgreich wäre, unser ziel, ziel ist, das ziel, froh
            wenn, zufrieden wenn, wären zufrieden, wären froh, wären wir zufrieden, wären wir
            froh, gelungen wenn, gelungen ist es, gelöst wenn, gelöst ist es, wollen wir auf,
            möchten wir auf, würde uns reichen
        """,
        tried="""
            haben .. versucht, haben wir versucht, haben .. probiert, haben .. ausprobiert,
            haben .. getestet, haben wir getestet, haben wir probiert, versucht haben wir,
            probiert haben wir, getestet haben wir, ausprobiert haben wir, bisher haben wir,
            wir versuchten
        """,
        affected="""
            betroffen, betrifft, kostet uns, uns kostet, das kostet, leiden darunter, leidet
            darunter, am meisten leiden, das trifft
        """,
        deadline="""
            frist, einsendeschluss, deadline, termin ist, spätestens, bis ende, bis zum, bis
            mitte, bis anfang, brauchen wir bis, brauchen es bis, benötigen wir bis, vorschläge
            bis, ideen bis, antworten bis, fertig sein, bis
        """,
        fee="wir zahlen, zahlen wir, wir bezahlen, wir bieten, bieten wir, honorar*, vergütung*",
        prize="preisgeld*, prämie*, dotiert",
        budget="budget*",
        effort="""
            aufwand*, stunden arbeit für sie, stunden ihrer arbeit, arbeitsaufwand*,
            zeitaufwand*
        """,
        remote="remote, aus der ferne, von zu hause, homeoffice, ortsunabhängig",
        on_site="vor ort in, bei uns in, in unserem werk in",
        solo="eine person, eine einzelne person, einzelperson*, freelancer*, eine freiberufl*",
        team="suchen ein team, ein team, ein kleines team, einem team",
        reach="""
            erreichen, erreichbar, kontakt*, anrufen, rufen sie, schreiben sie, e mail, mail,
            telefon*, tel, unsere website, unsere webseite, website ist, webseite ist
        """,
        hours="stunde*, std, h",
        presents="mein name ist, ich heiße, ich bin, hier schreibt",
        signs="""
            mit freundlichen grüßen, freundliche grüße, viele grüße, beste grüße, liebe grüße,
            mfg, lg, vg, danke, vielen dank
        """,
    ),
}
_SPELLED_OUT: Final = frozenset({"da", "de"})


@cache
def telling(language: str) -> Mapping[str, Phrases] | None:
    """Return the lists of a language, None if its words are not known."""
    words = _TELLING.get(language)
    if words is None:
        return None
    return {
        name: Phrases(getattr(words, name), spelled_out=language in _SPELLED_OUT)
        for name in Telling.__slots__
    }
