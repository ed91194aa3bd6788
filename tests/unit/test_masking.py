"""What reaches or identifies somebody is masked; what a question is about stays readable."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.masking import masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Write to ada.kos+x@example.co.uk, please", "Write to [e-mail], please"),
        ("ada@example.org. Hvala!", "[e-mail]. Hvala!"),
        ("ada (at) example.org", "[e-mail]"),
        ("ada[afna]example.org", "[e-mail]"),
        ("żółć@przykład.pl", "[e-mail]"),
        ("mailto:ada@example.org?subject=hi", "mailto:[e-mail]?subject=hi"),
        ("Pokličite +386 40 123 456 zvečer", "Pokličite [phone] zvečer"),
        ("00386 40 123 456", "[phone]"),
        ("+49 (0)30 1234567", "[phone]"),
        ("+30 6912345678 / office", "[phone] / office"),
        ("040 123 456", "[phone]"),  # si
        ("01 234 56 78", "[phone]"),
        ("601 234 567", "[phone]"),  # pl, cs
        ("22 123 45 67", "[phone]"),
        ("12 34 56 78", "[phone]"),  # da
        ("12345678", "[phone]"),
        ("0171/1234567", "[phone]"),  # de
        ("0664 1234567", "[phone]"),
        ("347 1234567", "[phone]"),  # it
        ("06-12345678", "[phone]"),  # nl
        ("210 123 4567", "[phone]"),  # el
        ("091/234-5678", "[phone]"),  # hr
        ("0905 123 456", "[phone]"),  # sk
        ("06 20 123 4567", "[phone]"),  # hu
        ("tel. 12345", "tel. [phone]"),
        ("τηλ: 2345 678", "τηλ: [phone]"),
        ("https://wa.me/38640123456", "[phone]"),
        ("SI56 1910 0000 0123 438", "[IBAN]"),
        ("moj TRR je SI56191000000123438, hvala", "moj TRR je [IBAN], hvala"),
        ("PL61 1090 1014 0000 0712 1981 2874", "[IBAN]"),
        ("NL91 ABNA 0417 1643 00", "[IBAN]"),
        ("IT60 X054 2811 1010 0000 0123 456", "[IBAN]"),
        ("de89370400440532013000", "[IBAN]"),
        ("GR16 0110 1250 0000 0001 2300 695", "[IBAN]"),
        ("I am @ada_kos", "I am [username]"),
        ("https://t.me/ada_kos?start=1", "[username]"),
        ("tg://user?id=7000000001", "[username]"),
        ("4111 1111 1111 1111", "[number]"),
        ("85010112345", "[number]"),
        ("https://example.org/a?token=x&b=1", "https://example.org/a?[personal]"),
        ("https://example.org/u/ada@example.org/", "https://example.org/u/[e-mail]/"),
    ],
)
def test_what_reaches_somebody_is_masked(text, kept):
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "20 000 EUR",
        "do 20.000,00 evrov",
        "601 234 567 zł",
        "1 500 000 Kč",
        "kr. 500.000",
        "€ 12345678",
        "EUR 1 250 000",
        "100 000 000",
        "60000",
        "50 %",
        "31.12.2026",
        "1. 3. 2026",
        "31/12/2026 23:59",
        "12-11-2026",
        "2026-05-01",
        "2026-05-01 – 2026-06-30",
        "01.03.-31.05.2026",
        "01.-05.06.2026",
        "05.2026-09.2026",
        "09.00-17.00",
        "05.06. ob 10.00",
        "2021-2027",
        "2026/27",
        "Horizon 2020 2026",
        "20260501",
        "HORIZON-CL4-2026-01",
        "CREA-CULT-2026-COOP-1",
        "FEPW.01.01-IP.01-0001/24",
        "1000 Ljubljana",
        "00-950 Warszawa",
        "110 00 Praha 1",
        "D-10115 Berlin",
        "NUTS SI042",
        "Industry 4.0 for 5 to 10 people",
        "C++ and 3D",
        "https://ec.europa.eu/info/funding-tenders/opportunities?callId=4711",
        "Who @ the hub knows?",
    ],
)
def test_what_a_question_is_about_stays(text):
    assert masked(text) == text


@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.text("0123456789 .-/+()@", max_size=30),
            st.sampled_from(["SI56", "tel.", "@ada", "a@b.si", "https://x.eu/?token=1", "EUR"]),
        ),
        max_size=8,
    ).map("".join)
)
@example("+386 40123456@foo.si")
@example("0401234567@foo.si")
def test_masking_twice_changes_nothing(text):
    once = masked(text)
    assert masked(once) == once


@given(
    st.from_regex(r"[a-z]{1,10}@[a-z]{1,10}\.(si|pl|org)", fullmatch=True), st.text(max_size=10)
)
def test_no_address_survives_whatever_stands_before_it(address, before):
    assert address not in masked(f"{before} {address}")


HOSTILE = [
    "a" * 4096,
    "1" * 4096,
    "0 " * 2048,
    "SI56" + "1" * 4000 + "é",
    "a.b@" * 1024,
    "a@" + "b." * 2000,
    "1.1." * 1024,
    "+" * 4096,
    "tel" * 1300,
    "[" * 4096,
    "1 000 " * 600,
    "http://" * 500,
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_come_to_an_end(hostile):
    """A pattern that runs away would take hours here."""
    assert masked(masked(hostile)) == masked(hostile)
