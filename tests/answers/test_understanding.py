"""What questions ask for, in twelve languages: cost, mode, kinds, terms, intent."""

from typing import Any

import pytest

from bot.domain.entries import Kind, Mode
from bot.domain.understanding import Asks, Facet, Money

COST = [
    ("en", "free workshops", True),
    ("en", "is it free of charge", True),
    ("pl", "bezpłatne szkolenia", True),
    ("pl", "coś za darmo", True),
    ("sl", "brezplačna izobraževanja", True),
    ("da", "gratis kurser", True),
    ("de", "kostenlose Kurse", True),
    ("cs", "kurzy zdarma", True),
    ("it", "corsi gratuiti", True),
    ("nl", "gratis cursus", True),
    ("el", "δωρεάν σεμινάρια", True),
    ("hr", "besplatne radionice", True),
    ("sk", "školenia zadarmo", True),
    ("hu", "ingyenes képzés", True),
    ("en", "paid courses", False),
    ("de", "kostenpflichtige Kurse", False),
    ("it", "corsi a pagamento", False),
    ("en", "what to do in my free time", None),
    ("en", "freelancer grants", None),
    ("en", "freehand drawing", None),
    ("en", "royalty free images", None),
    ("en", "are you free tomorrow", None),
    ("en", "feel free to answer", None),
    ("en", "barrier free design", None),
    ("en", "free or paid courses", None),
    ("de", "Förderung für Freiberufler", None),
    ("de", "freie Kunst", None),
    ("nl", "vrije tijd", None),
]

MODES = [
    ("en", "online course", Mode.ONLINE),
    ("en", "webinar on branding", Mode.ONLINE),
    ("en", "in person workshop", Mode.ONSITE),
    ("en", "hybrid event", Mode.HYBRID),
    ("pl", "szkolenie zdalne", Mode.ONLINE),
    ("pl", "kurs stacjonarny", Mode.ONSITE),
    ("sl", "izobraževanje na daljavo", Mode.ONLINE),
    ("sl", "delavnica v živo", Mode.ONSITE),
    ("da", "virtuelt kursus", Mode.ONLINE),
    ("de", "Workshop vor Ort", Mode.ONSITE),
    ("cs", "distanční kurz", Mode.ONLINE),
    ("cs", "prezenční školení", Mode.ONSITE),
    ("it", "corso a distanza", Mode.ONLINE),
    ("it", "evento in presenza", Mode.ONSITE),
    ("nl", "cursus op locatie", Mode.ONSITE),
    ("el", "σεμινάριο εξ αποστάσεως", Mode.ONLINE),
    ("hr", "radionica uživo", Mode.ONSITE),
    ("sk", "dištančné školenie online", Mode.ONLINE),
    ("hu", "személyes részvétel", Mode.ONSITE),
    ("en", "online or in person", None),
    ("en", "virtual reality", None),
    ("en", "remote areas of the region", None),
    ("en", "I want to sell online", None),
    ("en", "help with my online shop", None),
    ("de", "virtuelle Realität", None),
    ("sl", "spletna trgovina", None),
    ("cs", "osobní údaje", None),
    ("pl", "wirtualna", None),
    ("en", "hybrid materials", None),
]

KINDS = [
    ("en", "courses on packaging", {Kind.TRAINING}),
    ("en", "grants for artists", {Kind.FUNDING}),
    ("en", "a hackathon", {Kind.EVENT}),
    ("en", "who can help me with patents", {Kind.ORGANISATION}),
    ("pl", "dofinansowanie dla artystów", {Kind.FUNDING}),
    ("pl", "warsztaty z ceramiki", {Kind.TRAINING, Kind.EVENT}),
    ("sl", "javni razpis", {Kind.FUNDING}),
    ("sl", "kdo mi lahko pomaga", {Kind.ORGANISATION}),
    ("da", "tilskud", {Kind.FUNDING}),
    ("da", "hvem kan hjælpe", {Kind.ORGANISATION}),
    ("de", "Zuschüsse für Künstler", {Kind.FUNDING}),
    ("de", "Weiterbildung", {Kind.TRAINING}),
    ("cs", "školení pro designéry", {Kind.TRAINING}),
    ("it", "bandi aperti", {Kind.FUNDING}),
    ("nl", "opleiding", {Kind.TRAINING}),
    ("el", "επιδοτήσεις", {Kind.FUNDING}),
    ("hr", "natječaj", {Kind.FUNDING}),
    ("sk", "podujatie", {Kind.EVENT}),
    ("hu", "pályázat", {Kind.FUNDING}),
    ("hu", "fesztivál", {Kind.EVENT}),
    ("en", "of course I will", set()),
    ("en", "fair pay for designers", set()),
    ("en", "fair trade", set()),
    ("en", "golf course", set()),
    ("en", "money for my project", {Kind.FUNDING}),
    ("de", "kurz gefragt", set()),
    ("en", "fundamentals of colour", set()),
    ("en", "I like trains", set()),
    ("pl", "kurs euro", set()),
    ("de", "Wechselkurs", set()),
    ("en", "payment methods", set()),
]

APPLICANTS = [
    ("en", "grants for companies", {"company"}),
    ("en", "can I apply as a freelancer", {"freelancer"}),
    ("en", "funding for NGOs", {"association"}),
    ("pl", "dotacje dla firm", {"company"}),
    ("pl", "stypendia dla studentów", {"student"}),
    ("sl", "razpisi za podjetja", {"company"}),
    ("sl", "za samozaposlene v kulturi", {"freelancer"}),
    ("da", "støtte til virksomheder", {"company"}),
    ("da", "kurser for studerende", {"student"}),
    ("de", "Förderung für Unternehmen", {"company"}),
    ("de", "Zuschuss für Selbstständige", {"freelancer"}),
    ("cs", "dotace pro OSVČ", {"freelancer"}),
    ("it", "bandi per le imprese", {"company"}),
    ("nl", "subsidie voor zzp'ers", {"freelancer"}),
    ("el", "για ελεύθερους επαγγελματίες", {"freelancer"}),
    ("hr", "potpore za udruge", {"association"}),
    ("sk", "granty pre firmy", {"company"}),
    ("hu", "pályázat cégeknek", {"company"}),
    ("hu", "egyetemi hallgatóknak", {"student"}),
    ("en", "which company makes boxes", set()),
    ("en", "collective bargaining", set()),
    ("de", "Vereinigte Staaten", set()),
    ("en", "the firm handshake", set()),
    ("da", "kollektivtrafik", set()),
]

ASKS = [
    ("en", "who can apply", Asks.WHO),
    ("en", "how much money is there", Asks.HOW_MUCH),
    ("en", "until when can I apply", Asks.UNTIL_WHEN),
    ("en", "when is the festival", Asks.WHEN),
    ("en", "where does it take place", Asks.WHERE),
    ("en", "how do I apply", Asks.HOW),
    ("pl", "kto może się zgłosić", Asks.WHO),
    ("pl", "ile wynosi dofinansowanie", Asks.HOW_MUCH),
    ("pl", "do kiedy można składać wnioski", Asks.UNTIL_WHEN),
    ("pl", "gdzie są warsztaty", Asks.WHERE),
    ("sl", "kdo se lahko prijavi", Asks.WHO),
    ("sl", "koliko denarja lahko dobim", Asks.HOW_MUCH),
    ("sl", "do kdaj je odprt razpis", Asks.UNTIL_WHEN),
    ("sl", "kako se prijavim", Asks.HOW),
    ("da", "hvor meget kan jeg få", Asks.HOW_MUCH),
    ("da", "hvem kan søge", Asks.WHO),
    ("da", "hvornår er fristen", Asks.UNTIL_WHEN),
    ("da", "hvor er festivalen", Asks.WHERE),
    ("de", "bis wann läuft die Bewerbung", Asks.UNTIL_WHEN),
    ("de", "wer darf sich bewerben", Asks.WHO),
    ("de", "wie viel Geld gibt es", Asks.HOW_MUCH),
    ("de", "wann ist die Messe", Asks.WHEN),
    ("cs", "do kdy se mohu přihlásit", Asks.UNTIL_WHEN),
    ("cs", "kolik to stojí", Asks.HOW_MUCH),
    ("it", "chi può partecipare", Asks.WHO),
    ("it", "entro quando", Asks.UNTIL_WHEN),
    ("it", "quanto costa", Asks.HOW_MUCH),
    ("nl", "hoeveel subsidie krijg ik", Asks.HOW_MUCH),
    ("nl", "wie kan deelnemen", Asks.WHO),
    ("el", "ποιος μπορεί να συμμετέχει", Asks.WHO),
    ("el", "μέχρι πότε", Asks.UNTIL_WHEN),
    ("el", "πόσο κοστίζει", Asks.HOW_MUCH),
    ("hr", "tko se može prijaviti", Asks.WHO),
    ("hr", "gdje je festival", Asks.WHERE),
    ("sk", "dokedy, kto sa môže prihlásiť", Asks.WHO),
    ("sk", "koľko peňazí dostanem", Asks.HOW_MUCH),
    ("hu", "mennyi a támogatás", Asks.HOW_MUCH),
    ("hu", "ki pályázhat", Asks.WHO),
    ("hu", "meddig lehet jelentkezni", Asks.UNTIL_WHEN),
    ("hu", "hol lesz a fesztivál", Asks.WHERE),
    ("en", "how are you", None),
    ("en", "how many people come", None),
    ("en", "training for designers when they are beginners", None),
    ("en", "a place where makers meet", None),
    ("de", "wie geht es dir", None),
    ("it", "corsi come libero professionista", None),
    ("sl", "kako si", None),
]

MONEY = [
    ("en", "a grant of 5000 euro", Money(5000, 5000, "EUR")),
    ("en", "up to 10k", Money(None, 10000)),
    ("en", "at least 20,000 EUR", Money(20000, None, "EUR")),
    ("en", "between 5000 and 10 000 euros", Money(5000, 10000, "EUR")),
    ("en", "€500 voucher", Money(500, 500, "EUR")),
    ("pl", "dotacja min. 1 mln zł", Money(1000000, None, "PLN")),
    ("pl", "od 5000 do 20 000 złotych", Money(5000, 20000, "PLN")),
    ("sl", "do 10 tisoč evrov", Money(None, 10000, "EUR")),
    ("sl", "vsaj 20.000 €", Money(20000, None, "EUR")),
    ("da", "op til 50.000 kr.", Money(None, 50000, "DKK")),
    ("de", "über 50000", Money(50000, None)),
    ("de", "höchstens 7.500 Euro", Money(None, 7500, "EUR")),
    ("cs", "alespoň 100 000 Kč", Money(100000, None, "CZK")),
    ("it", "fino a 15.000 euro", Money(None, 15000, "EUR")),
    ("nl", "maximaal 2.500 euro", Money(None, 2500, "EUR")),
    ("el", "τουλάχιστον 5.000 ευρώ", Money(5000, None, "EUR")),
    ("hr", "najmanje 3000 eura", Money(3000, None, "EUR")),
    ("sk", "viac ako 8000 eur", Money(8000, None, "EUR")),
    ("hu", "legalább 5 millió Ft", Money(5000000, None, "HUF")),
    ("en", "events in 2026", None),
    ("en", "Horizon Europe 2021-2027", None),
    ("en", "over 5000 people", None),
    ("en", "workshop for 20 designers", None),
    ("en", "deadline 12.05.2027", None),
    ("en", "70% co-financing", None),
    ("en", "3D printing in 2 days", None),
    ("de", "bis 2027", None),
    ("en", "10 thousand visitors", None),
    ("en", "call 00386 40 123 456", None),
    ("pl", "od 9 do 17", None),
]


@pytest.mark.parametrize(("language", "text", "free"), COST)
def test_cost_is_asked_for_only_where_a_price_is_meant(
    read: Any, language: str, text: str, free: bool | None
) -> None:
    assert read(text, language).free is free


@pytest.mark.parametrize(("language", "text", "mode"), MODES)
def test_mode_is_how_one_takes_part(
    read: Any, language: str, text: str, mode: Mode | None
) -> None:
    assert read(text, language).mode is mode


@pytest.mark.parametrize(("language", "text", "kinds"), KINDS)
def test_kinds_are_read_from_clear_words(
    read: Any, language: str, text: str, kinds: set[Kind]
) -> None:
    assert read(text, language).kinds == kinds


@pytest.mark.parametrize(("language", "text", "applicants"), APPLICANTS)
def test_those_who_apply_are_read(
    read: Any, language: str, text: str, applicants: set[str]
) -> None:
    assert read(text, language).applicants == applicants


@pytest.mark.parametrize(("language", "text", "asks"), ASKS)
def test_the_one_thing_wanted_is_read_at_the_head(
    read: Any, language: str, text: str, asks: Asks | None
) -> None:
    assert read(text, language).asks is asks


@pytest.mark.parametrize(("language", "text", "money"), MONEY)
def test_amounts_are_money_and_never_years_or_people(
    read: Any, language: str, text: str, money: Money | None
) -> None:
    assert read(text, language).money == money


@pytest.mark.parametrize(
    ("language", "text", "field", "ids"),
    [
        ("en", "course on service design", "skills", {"service_design"}),
        ("en", "3D printing", "technologies", {"additive"}),
        ("pl", "warsztaty z druku 3D", "technologies", set()),
        ("en", "AR in museums", "technologies", {"xr"}),
        ("da", "hvad sker der i år", "technologies", set()),
        ("hu", "mennyi az ár", "technologies", set()),
        ("it", "partecipare ai corsi", "technologies", set()),
        ("en", "state of the art", "skills", set()),
        ("en", "circular economy", "transitions", {"circular_economy"}),
        ("pl", "zrównoważony rozwój", "transitions", {"green"}),
        ("sl", "trajnostno oblikovanje", "transitions", {"green"}),
        ("de", "Kreislaufwirtschaft", "transitions", {"circular_economy"}),
        ("hu", "fenntarthatóság", "transitions", {"green"}),
        ("el", "κυκλική οικονομία", "transitions", {"circular_economy"}),
        ("en", "circular saw", "transitions", set()),
        ("cs", "digitální transformace", "transitions", {"digital"}),
    ],
)
def test_terms_of_the_vocabulary_are_read(
    read: Any, language: str, text: str, field: str, ids: set[str]
) -> None:
    assert getattr(read(text, language), field) == ids


@pytest.mark.parametrize(
    ("language", "text", "several"),
    [
        ("en", "which courses are there", True),
        ("en", "list of grants", True),
        ("pl", "jakie szkolenia są w maju", True),
        ("sl", "katera izobraževanja so na voljo", True),
        ("da", "hvilke kurser findes", True),
        ("de", "welche Kurse gibt es", True),
        ("cs", "jaké kurzy nabízíte", True),
        ("it", "quali corsi ci sono", True),
        ("nl", "welke cursussen zijn er", True),
        ("el", "ποια σεμινάρια υπάρχουν", True),
        ("hr", "koje radionice postoje", True),
        ("sk", "aké školenia sú", True),
        ("hu", "milyen képzések vannak", True),
        ("en", "when is the festival in Graz", False),
        ("en", "which day is it", False),
        ("sl", "kdaj je festival", False),
        ("de", "an welchem Tag ist die Messe", False),
    ],
)
def test_a_list_is_told_from_one_thing(read: Any, language: str, text: str, several: bool) -> None:
    assert read(text, language).several is several


@pytest.mark.parametrize(
    ("language", "text", "follows"),
    [
        ("en", "and in Poland?", True),
        ("en", "what about online", True),
        ("pl", "a w Polsce?", True),
        ("pl", "a co z Krakowem", True),
        ("sl", "kaj pa online?", True),
        ("sl", "in v Kranju?", True),
        ("da", "hvad med gratis?", True),
        ("da", "og i Kolding?", True),
        ("de", "und in Graz?", True),
        ("de", "was ist mit Linz", True),
        ("cs", "a v Praze?", True),
        ("it", "e a Venezia?", True),
        ("nl", "en in Eindhoven?", True),
        ("el", "και στην Αθήνα;", True),
        ("hr", "a u Zagrebu?", True),
        ("sk", "a čo v Žiline?", True),
        ("hu", "és Bécsben?", True),
        ("en", "in Poland", False),
        ("en", "in May", False),
        ("de", "in Graz", False),
        ("it", "in Italia", False),
        ("en", "and then we would like to know who can apply for the grant", False),
        ("en", "what about the rules of state aid for very small companies", False),
        ("sl", "izobraževanja v Kranju", False),
        ("en", "a grant for a company", False),
        ("en", "and", False),
    ],
)
def test_a_follow_up_is_short_and_begins_as_one(
    read: Any, language: str, text: str, follows: bool
) -> None:
    assert read(text, language).follows is follows


@pytest.mark.parametrize(
    ("language", "text", "bare"),
    [
        ("en", "which free courses are there in Poland", True),
        ("pl", "a w maju?", True),
        ("sl", "kaj je v Kranju", True),
        ("de", "gibt es etwas in Wien", True),
        ("hu", "és Lengyelországban?", True),
        ("pl", "granty na wiosnę 2027", True),
        ("en", "free courses on negotiation", False),
        ("de", "Messe für Schrauben in München", False),
        ("sl", "patenti v Kranju", False),
        ("en", "hello there", False),
        ("en", "", False),
    ],
)
def test_a_question_of_facets_only_is_bare(
    read: Any, language: str, text: str, bare: bool
) -> None:
    assert read(text, language).bare is bare


def test_a_facet_read_keeps_the_words_that_it_was_read_from(read: Any) -> None:
    understood = read("Which free online courses are there in Poland until May 2027?")
    assert dict(understood.because) == {
        Facet.KIND: ("courses",),
        Facet.PERIOD: ("until May 2027",),
        Facet.COUNTRY: ("Poland",),
        Facet.COST: ("free",),
        Facet.MODE: ("online",),
    }
