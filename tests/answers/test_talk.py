"""Small talk is known by its words, whole messages only; other languages by their small words."""

import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import talk as talk_module
from bot.answers.talk import SmallTalk, other_language, talk_of
from bot.domain.languages import UNDERSTOOD
from bot.domain.talk import Talk

FOLDER = Path(talk_module.__file__).parent
TOPICS = yaml.safe_load((FOLDER / "negatives.yaml").read_text("utf-8"))

SMALL = SmallTalk()

SAID = {
    Talk.GREETING: [
        "Hi", "heeeej", "Hello there!", "dzień dobry", "Cześć 👋", "živjo", "dober dan vsem",
        "Moin",
        "Guten Tag zusammen", "dobrý den", "Buongiorno a tutti", "Goedemiddag", "γεια σας",
        "Καλημέρα!", "bok", "dobar dan", "Ahoj", "Szia", "jó napot kívánok", "hejsa", "hallooo?",
        "are you there?", "geia sou",
    ],
    Talk.HOW_ARE_YOU: [
        "how are you?", "Hi, how are you today?", "jak się masz", "živjo, kako si?",
        "hvordan går det", "na wie geht's", "jak se máš?", "ciao, come stai?",
        "hoe gaat het met je",
        "τι κάνεις;", "kako ste", "ako sa máš", "hogy vagy?",
    ],
    Talk.THANKS: [
        "thx", "Hi, thanks!", "ok super danke", "hvalaaa", "dziękiii", "Tusind tak!", "díky moc",
        "grazie mille", "dank je wel", "ευχαριστώ πολύ", "hvala ti puno", "ďakujem pekne", "köszi",
        "Thank you for your help", "Vielen Dank für die Hilfe!", "ok, tnx 👍",
        "najlepša hvala, lp",
    ],
    Talk.GOODBYE: [
        "bye", "See you later!", "do widzenia", "adijo", "vi ses", "Tschüss", "na shledanou",
        "arrivederci", "tot ziens", "αντίο", "doviđenja", "dovidenia", "viszlát", "ok, bye bye",
        "gute nacht",
    ],
    Talk.WHO_ARE_YOU: [
        "who are you?", "Are you a robot", "kim jesteś", "kako ti je ime?", "hvem er du",
        "wer bist du?", "jak se jmenuješ", "come ti chiami?", "ben je een robot?", "ποιος είσαι;",
        "kako se zoveš", "si človek?", "robot vagy?",
    ],
    Talk.HELP: [
        "help", "HELP!!!", "pomoc", "Pomóż mi proszę", "pomoč", "Hilfe", "hjælp", "aiuto",
        "βοήθεια",
        "segítség", "what can you do?", "Hi, what can you do", "co potrafisz?", "kaj znaš?",
        "hvad kan du?", "was kannst du alles?", "co umíš", "cosa sai fare?", "wat kun je",
        "τι μπορείς να κάνεις;", "što znaš?", "čo vieš", "mit tudsz?", "imam vprašanje", "menu",
    ],
    Talk.ACKNOWLEDGED: [
        "ok", "okkk", "k", "yes", "no", "tak, jasne", "ja", "nej tak, super", "ano", "sì",
        "nee hoor",
        "ναι", "da", "jó", "test", "test 123", "hahaha", "hehe", "χαχαχα", "lol", "xD", "haha ok",
        "V redu", "alles klar", "👍", "👍🏽👍🏽", "😂", ":)", "super!", "aha", "mhm", "never mind",
        "ha ha ha",
    ],
    Talk.EMERGENCY: [
        "112", "SOS", "call an ambulance please", "Notfall!", "hitna pomoć", "pogotowie",
    ],
    Talk.COMPLAINT: ["that's wrong", "To nie to.", "falsche Antwort", "ne dela"],
    Talk.INSULT: ["wtf", "stupid bot!", "Halt die Klappe"],
    Talk.OTHER_LANGUAGE: [
        "Привет, есть ли курсы?", "спасибо", "مرحبا", "你好，有什么课程？", "こんにちは", "שלום",
        "สวัสดี",
        "안녕하세요", "Здраво, има ли COCO?",
    ],
    Talk.GIBBERISH: [
        "asdfgh", "qwe rty", "jjjjjj", "ASDFGHJKL", "sdkfjhsdkfjh", "asdasdasd", "lkjhgfdsa",
        "qwertz uiop", "ασδφγη", "a", "???", "…", "12 34", "🚲", "🍕🍕", "", "   ", "\u200b",
        "xcvbnmxcvbnm", "bcdfghjk",
    ],
}  # fmt: skip

QUESTIONS = [
    "Hi, is there funding for a residency?",
    "hvala, kaj pa brezplačno?",
    "Cześć, jakie są szkolenia w maju?",
    "ok and in Poland?",
    "thanks, who can help with packaging",
    "help with a grant application",
    "pomoc finansowa dla artystów",
    "test of a new material",
    "Hilfe bei der Finanzierung",
    "hello world exhibition",
    "a good course",
    "super materials",
    "how does a voucher work",
    "what is a residency",
    "kaj je rezidenca",
    "danes?",
    "today",
    "free",
    "gratis?",
    "online",
    "book",
    "food design",
    "tool",
    "Wien",
    "events",
    "wert",
    "tree",
    "čtvrt",
    "smrt",
    "strč prst skrz krk",
    "CNC",
    "EU",
    "NGO",
    "KMU",
    "MSP",
    "TTT",
    "B2B",
    "XR",
    "EIT KIC",
    "EIT KIC B2B",
    "NKCTBS",
    "3D",
    "3d print",
    "COCO4CCI",
    "COCO4CCI помощь",
    "CCI",
    "cnc",
    "Angstschweiß",
    "Rechtschreibung",
    "strengths",
    "workshop",
    "MSP?",
    "design",
    "Interreg",
    "zhrnutie",
    "współpraca",
    "okej, a dotacje?",
    "hej, hvad med støtte til rejser",
    "no funding found",
    "yes to circular design",
    "start a studio",
    "info about vouchers",
    "commands of craft",
]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic["topic"])
def test_every_topic_of_the_bank_has_an_answer(topic):
    assert talk_of(topic["topic"], topic["kind"]) in Talk


def test_every_answer_that_can_be_needed_has_a_topic_or_words():
    of_topics = {talk_of(topic["topic"], topic["kind"]) for topic in TOPICS}

    assert of_topics | set(SAID) == set(Talk)


def test_no_answer_is_kept_for_a_topic_that_is_gone():
    assert set(talk_module._OF_TOPIC) <= {topic["topic"] for topic in TOPICS}


def test_new_small_talk_needs_an_answer_first():
    with pytest.raises(KeyError):
        talk_of("something-new", "smalltalk")


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind in SAID for text in SAID[kind]])
def test_small_talk_is_known(kind, text):
    assert SMALL.spoken(text) is kind


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_may_be_a_question_is_no_small_talk(text):
    assert SMALL.spoken(text) is None


def test_a_word_of_two_languages_is_read_in_the_persons_own():
    assert SMALL.spoken("tak", "pl") is Talk.ACKNOWLEDGED
    assert SMALL.spoken("tak", "da") is Talk.THANKS
    assert SMALL.spoken("Tak!", "sl") is SMALL.spoken("tak")


def test_talk_of_every_language_is_known():
    words = yaml.safe_load((FOLDER / "words" / "talk.yaml").read_text("utf-8"))
    for kind, languages in words.items():
        assert set(UNDERSTOOD) <= set(languages), kind
        for language, phrases in languages.items():
            assert all(isinstance(phrase, str) for phrase in phrases), (kind, language)
            if kind != "beside":
                silent = [phrase for phrase in phrases if SMALL.spoken(phrase) is None]
                assert not silent, (kind, language)


def test_what_only_stands_beside_talk_is_none():
    words = yaml.safe_load((FOLDER / "words" / "talk.yaml").read_text("utf-8"))
    talk = {p for kind in words if kind != "beside" for v in words[kind].values() for p in v}
    alone = {p for v in words["beside"].values() for p in v if len(p) > 2} - talk

    assert [word for word in sorted(alone) if SMALL.spoken(f"{word} {word}")] == []


def test_a_long_message_is_no_small_talk():
    assert SMALL.spoken("thanks " * 40) is None


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text):
    assert SMALL.spoken(text) in {None, *Talk}
    assert other_language(text) in {True, False}


@given(st.text(alphabet=string.digits + string.punctuation + " ", max_size=30))
def test_a_text_without_letters_is_never_a_question(text):
    assert SMALL.spoken(text) is not None


FOREIGN = {
    "fr": [
        "Est-ce qu'il y a des subventions pour une résidence d'artiste ?",
        "Quels cours gratuits sont disponibles en ligne ?",
        "Comment puis-je trouver un partenaire dans l'industrie ?",
        "Qui peut nous aider avec le design d'emballage ?",
        "Je cherche une formation pour mon atelier de céramique",
        "Quand est la date limite pour déposer une demande ?",
        "combien coute cette formation et ou est-elle ?",
        "Nous avons un studio et nous cherchons de l'argent pour un voyage",
    ],
    "es": [
        "¿Hay ayudas para una residencia artística en Polonia?",
        "¿Qué cursos gratuitos hay para diseñadores?",
        "¿Cómo puedo encontrar un socio en la industria?",
        "¿Quién nos puede ayudar con el diseño de envases?",
        "Busco una formación para mi taller de cerámica",
        "¿Cuándo es la fecha límite para solicitar la subvención?",
        "cuanto cuesta el curso y donde es",
        "Tengo un estudio y necesito dinero para viajar a una feria",
    ],
    "pt": [
        "Há apoios para uma residência artística na Polónia?",
        "Que cursos gratuitos existem para designers?",
        "Como posso encontrar um parceiro na indústria?",
        "Quem nos pode ajudar com o design de embalagens?",
        "Procuro uma formação para o meu ateliê de cerâmica",
        "Quando é o prazo para pedir o apoio?",
        "quanto custa o curso e onde é",
        "Tenho um estúdio e preciso de dinheiro para uma viagem",
    ],
    "ro": [
        "Există finanțare pentru o rezidență artistică în Polonia?",
        "Ce cursuri gratuite sunt pentru designeri?",
        "Cum pot găsi un partener în industrie?",
        "Cine ne poate ajuta cu designul de ambalaje?",
        "Caut un curs pentru atelierul meu de ceramică",
        "Până când se poate depune cererea?",
        "cat costa cursul si unde este",
        "Am un studio și vreau bani pentru o călătorie la un târg",
    ],
    "sv": [
        "Finns det bidrag för ett konstnärligt residens i Polen?",
        "Vilka gratis kurser finns det för formgivare?",
        "Hur kan jag hitta en partner inom industrin?",
        "Vem kan hjälpa oss med förpackningsdesign?",
        "Jag söker en utbildning för min keramikverkstad",
        "När är sista dagen att ansöka om stöd?",
        "Vad kostar kursen och var är den?",
        "Jag har en studio och vill ha pengar till en resa",
    ],
    "fi": [
        "Onko tukea taiteilijaresidenssiin, ja kuka voi hakea?",
        "Mitä ilmaisia kursseja on muotoilijoille?",
        "Miten löydän kumppanin teollisuudesta, kun olen keraamikko?",
        "Kuka voi auttaa meitä, kun etsin pakkaussuunnittelua?",
        "Etsin koulutusta, joka on ilmainen",
        "Mihin mennessä tukea voi hakea?",
        "Paljonko kurssi maksaa ja missä se on?",
        "Minulla on studio ja tarvitsen rahaa matkaa varten",
    ],
    "et": [
        "Kas on toetust kunstniku residentuuri jaoks?",
        "Millised tasuta kursused on disaineritele?",
        "Kuidas ma leian partneri tööstusest?",
        "Kes saab meid aidata, kui otsin pakendidisaini?",
        "Otsin koolitust, mis on tasuta",
        "Mis kuupäevani saab toetust taotleda?",
        "Kui palju kursus maksab ja kus see on?",
        "Mul on stuudio ja vajan raha reisi jaoks",
    ],
    "lv": [
        "Vai ir atbalsts mākslinieku rezidencei un kas var pieteikties?",
        "Kādi bezmaksas kursi ir dizaineriem?",
        "Kā es varu atrast partneri rūpniecībā?",
        "Kas var palīdzēt ar iepakojuma dizainu?",
        "Es meklēju kursus, kas ir bez maksas",
        "Līdz kuram datumam var pieteikties?",
        "Cik maksā kurss un kur tas ir?",
        "Man ir studija un vajag naudu ceļojumam",
    ],
    "lt": [
        "Ar yra paramos menininkų rezidencijai?",
        "Kokie nemokami kursai yra dizaineriams?",
        "Kaip galiu rasti partnerį pramonėje?",
        "Kas gali padėti su pakuočių dizainu?",
        "Ieškau mokymų, kurie yra nemokami",
        "Iki kada galima kreiptis dėl paramos?",
        "Kiek kainuoja kursas ir kur jis yra?",
        "Aš turiu studiją ir man reikia pinigų kelionei",
    ],
    "tr": [
        "Sanatçı misafirliği için destek var mı?",
        "Tasarımcılar için hangi ücretsiz kurslar var?",
        "Sanayide nasıl bir ortak bulabilirim?",
        "Ambalaj tasarımı için bize kim yardım eder?",
        "Atölyem için bir kurs arıyorum, ücretsiz olan var mı",
        "Destek için ne zamana kadar başvurabilirim?",
        "Kurs ne kadar ve nerede?",
        "Bir stüdyom var ve seyahat için para istiyorum",
    ],
    "sq": [
        "A ka mbështetje për një rezidencë artistike?",
        "Cilat kurse falas ka për dizajnerë?",
        "Si mund të gjej një partner në industri?",
        "Kush mund të na ndihmojë me dizajnin e paketimit?",
        "Kërkoj një trajnim për punishten time",
        "Deri kur mund të aplikoj për fonde?",
        "Sa kushton kursi dhe ku është?",
        "Unë kam një studio dhe dua para për një udhëtim",
    ],
}

OURS = {
    "en": ["Is there any money for travelling to a residency?", "Who can help me with packaging?"],
    "pl": [
        "Czy są pieniądze na wyjazd na rezydencję?",
        "Kto może mi pomóc w znalezieniu partnera?",
    ],
    "sl": [
        "Ali lahko dobim denar za pot na rezidenco?",
        "Kateri tečaji so brezplačni in na spletu?",
    ],
    "da": [
        "Kan jeg få støtte til rejsen til et residency?",
        "Hvilke kurser er der for keramikere?",
    ],
    "de": ["Gibt es Geld für die Reise zu einer Residenz?", "Wer hilft uns bei der Verpackung?"],
    "cs": ["Jsou peníze na cestu na rezidenci?", "Kdo mi pomůže najít partnera v průmyslu?"],
    "it": ["Ci sono fondi per una residenza d'artista?", "Quali corsi gratuiti ci sono online?"],
    "nl": [
        "Is er geld voor een reis naar een residentie?",
        "Wie kan ons helpen met verpakkingen?",
    ],
    "el": [
        "Υπάρχουν χρήματα για ταξίδι σε residency;",
        "Pou iparxei dorean kursos kai pote einai?",
    ],
    "hr": ["Ima li novca za putovanje na rezidenciju?", "Tko nam može pomoći oko ambalaže?"],
    "sk": ["Sú peniaze na cestu na rezidenciu?", "Kto mi pomôže nájsť partnera v priemysle?"],
    "hu": ["Van pénz egy rezidenciára való utazásra?", "Ki tud segíteni a csomagolásban?"],
    "Norwegian": ["Hva koster kurset og hvem kan søke om støtte?", "Finnes det noen gratis kurs?"],
    "Serbian": [
        "Da li postoji novac za putovanje na rezidenciju?",
        "Ko može da nam pomogne, šta treba?",
    ],
    "titles": ["La Biennale di Venezia", "Les Rencontres d'Arles", "Design Week Ljubljana 2027"],
    "mixed": [
        "I am looking for the festival “Un Certain Regard” in May",
        "kaj je Erasmus para todos",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(c, text) for c in FOREIGN for text in FOREIGN[c]])
def test_a_question_in_another_language_is_known_as_one(language, text):
    assert other_language(text)


@pytest.mark.parametrize(("language", "text"), [(c, text) for c in OURS for text in OURS[c]])
def test_a_question_in_our_languages_is_not(language, text):
    assert not other_language(text)


def test_no_message_of_the_bank_is_taken_for_another_language():
    texts = [text for topic in TOPICS for m in topic["messages"].values() for text in m]

    assert [text for text in texts if other_language(text)] == []


def test_titles_and_texts_of_the_content_are_ours():
    """Whatever an editor writes in our languages is not another one."""
    folder = FOLDER.parents[1] / "content"
    wrong = []
    for path in folder.glob("*/*.yaml"):
        texts = yaml.safe_load(path.read_text("utf-8")).get("text") or {}
        for language, text in texts.items():
            for said in (text["title"], text["summary"], *text.get("aliases", ())):
                if other_language(said):
                    wrong.append((path.name, language, said))
    assert wrong == []
