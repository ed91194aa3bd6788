"""Names of people in a text that everybody may read."""

import re
from collections.abc import Iterator
from typing import Final

from bot.briefs.phrases import words_of
from bot.briefs.words import Reader

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CONTACT_PART = re.compile(r"[,;:()/|–—\n]|\s-\s")
_SHORTEST_NAME: Final = 3
_CASE_ENDING: Final = 3
"""Letters that an ending adds to a name: "Markom", "Nowakiem"."""
_VOWELS: Final = "aeiouy"

_FIRST: Final = frozenset(
    words_of(
        """
    Adam Agata Agnieszka Aleksander Aleksandra Aleš Alenka Alice Aljaž Alexander Alfred Amanda
    Anders Andreas Andrej Andreja Andrew Andrzej Anita Anja Anka Anke Ann Anna Anne Annette
    Anton Antoni Arne Artur Astrid Barbara Bartosz Beata Ben Benjamin Bente Bernd Bettina
    Birgit Birgitte Bjarne Blaž Bogdan Bojan Boris Boštjan Branko Brian Brigitte Bruno Camilla
    Carl Carsten Catherine Cecilie Charles Charlotte Christa Christian Christina Christine
    Christoph Claudia Claus Daniel Danuta Darja Darko David Dariusz Dejan Dennis Dieter Dominik
    Dorota Dorte Dorthe Dušan Edward Eike Elena Elisabeth Elizabeth Elke Ellen Elżbieta Emil
    Emilia Emily Emma Eric Erik Erika Ernst Ewa Eva Fabian Filip Florian Frank Franz Franc
    France Francka Frederik Friedrich Gabriela Gabriele Georg George Gerhard Gitte Gorazd
    Gordana Grażyna Gregor Grzegorz Günter Günther Halina Hannah Hanna Hanne Hans Harald Heike
    Heiko Heinz Helen Helena Helga Helle Helmut Henrik Henryk Henning Herbert Holger Hubert Ida
    Igor Inga Inge Inger Ingrid Irena Iris Ivan Ivana Iwona Jack Jacek Jakob Jakub James Jan
    Jana Jane Janez Janina Janja Janko Jannik Janusz Jarosław Jasmina Jens Jerzy Jesper Jessica
    Jette Jim Joanna Joachim Johan Johann Johannes John Jolanta Jonas Jörg Jørgen Jože Jožica
    Joseph Józef Judith Julia Julie Jürgen Jurij Jutta Kaja Kamil Karen Karin Karl Karolina
    Karsten Kasper Katarina Katarzyna Kate Kathrin Katja Kazimierz Kenneth Kerstin Kevin Kim
    Kirsten Kjeld Klara Klaus Klavdija Konrad Kristian Kristina Kristine Krystyna Krzysztof
    Kurt Lara Lars Lasse Laura Lea Lena Lene Leon Leszek Lidija Lisa Line Lone Lotte Louise
    Lucas Lucy Łukasz Luka Mads Magda Magdalena Maciej Maja Małgorzata Manfred Manja Marcin
    Marco Marcus Marek Margit Maria Marianne Marie Marija Marina Mario Mariusz Marjan Marjeta
    Markus Marko Marta Martin Martina Mary Mateja Mateusz Matej Matjaž Matevž Matthew Matthias
    Max Melanie Metka Mette Michael Michaela Michał Michelle Mihael Mikkel Miha Mikołaj Milan
    Milena Miran Mirko Mirosław Mitja Mogens Mojca Monika Morten Nada Nadja Nataša Natalia Nejc
    Neža Nicholas Nicole Niels Nils Nina Norbert Ola Ole Oliver Olga Oskar Otto Patricia
    Patrick Patrycja Paul Paula Paulina Paweł Peder Per Pernille Peter Petra Philip Philipp Pia
    Piotr Polona Poul Preben Primož Rachel Rafał Ralf Rasmus Rebecca Renata Renate Richard
    Rikke Robert Roberto Rok Roland Roman Romana Rudolf Rune Ryszard Sabina Sabine Samo Samuel
    Sandra Sanne Sara Sarah Sašo Sebastian Signe Silke Silva Simon Simona Slavko Sławomir Sofia
    Sofie Sonja Søren Stanisław Stanko Stane Stefan Stefanie Steffen Stephan Stephen Steven
    Stine Susan Susanne Suzana Svend Sven Sylwia Szymon Tadej Tadeusz Tanja Tatjana Teresa
    Thomas Thorsten Tim Tina Tine Tjaša Tobias Tom Tomasz Tomaž Torben Trine Troels Ulla Ulrich
    Ulrik Ulrike Urban Urša Urška Uroš Ursula Ute Uwe Valentina Vanja Vera Vesna Vibeke Viktor
    Vid Vinko Vladimir Volker Walter Waldemar Wanda Werner Wiesław Wiktor Wilhelm William
    Wioletta Witold Wojciech Wolfgang Zbigniew Zdenka Zdravko Zofia Zoran Zuzanna Žan Žiga
    """
    )
)
"""Frequent first names of the five languages, as bare words."""
_STEMS: Final = frozenset(name.rstrip(_VOWELS) for name in _FIRST)


def names_in(text: str, contact: str, reader: Reader) -> Iterator[str]:
    """Yield names of people: after a title or a role, first name with family name, the contact."""
    own = contact_names(contact, reader)
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        word = token[0]
        if not _is_name(word) or _is_role(word, reader):
            continue
        if any(_same(name, word) for name in own):
            yield word
        elif _follows(text, tokens, at, reader, "titles") or (
            is_first_name(word) and _named(text, tokens, at, reader)
        ):
            yield _with_next(text, tokens, at)


def contact_names(contact: str, reader: Reader) -> list[str]:
    """Return the names in a contact; "Head of production" has none."""
    found: list[str] = []
    for part in _CONTACT_PART.split(contact):
        tokens = list(_TOKEN.finditer(part))
        for at, token in enumerate(tokens):
            named = is_first_name(token[0]) or _follows(part, tokens, at, reader, "titles")
            if named and _is_name(token[0]) and not _is_role(token[0], reader):
                found.append(token[0])
                if at + 1 < len(tokens) and _is_name(tokens[at + 1][0]):
                    found.append(tokens[at + 1][0])
    return found


def is_first_name(word: str) -> bool:
    """Say whether a word is a frequent first name, in any case of its language."""
    bare = _bare(word)
    if bare in _FIRST:
        return True
    return any(
        bare[:-cut] in (_FIRST if len(bare) - cut > _SHORTEST_NAME else ())
        or (bare[:-cut] in _STEMS and len(bare) - cut >= _SHORTEST_NAME and bare[-cut] in _VOWELS)
        for cut in range(1, _CASE_ENDING + 1)
        if len(bare) - cut >= _SHORTEST_NAME
    )


def _named(text: str, tokens: list[re.Match[str]], at: int, reader: Reader) -> bool:
    """Say whether a first name is one: a family name comes after it, or a role before."""
    if _follows(text, tokens, at, reader, "roles"):
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or text[tokens[at].end() : after.start()] not in {" ", "\u00a0"}:
        return False
    if not _is_name(after[0]) or _is_role(after[0], reader):
        return False
    # In German any noun may come after a name that is a name of something: "Max Messe".
    return not reader.nouns_are_capital or _bare(tokens[at][0]) in _FIRST


def _follows(text: str, tokens: list[re.Match[str]], at: int, reader: Reader, what: str) -> bool:
    if not at:
        return False
    between = text[tokens[at - 1].end() : tokens[at].start()]
    word = words_of(tokens[at - 1][0], spelled_out=reader.spelled_out)
    return (
        between in {" ", ". ", ".", "\u00a0", ", "} and bool(word) and reader[what].has(word[-1])
    )


def _with_next(text: str, tokens: list[re.Match[str]], at: int) -> str:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after and _is_name(after[0]) and text[tokens[at].end() : after.start()] == " ":
        return f"{tokens[at][0]} {after[0]}"
    return tokens[at][0]


def _is_name(word: str) -> bool:
    return len(word) >= _SHORTEST_NAME and word[0].isupper() and not word.isupper()


def _is_role(word: str, reader: Reader) -> bool:
    bare = words_of(word, spelled_out=reader.spelled_out)
    return bool(bare) and reader["roles"].has(bare[-1])


def _bare(word: str) -> str:
    return "".join(words_of(word))


def _same(one: str, other: str) -> bool:
    """Say whether two words are a name in different cases."""
    first, second = _bare(one), _bare(other)
    length = max(len(first) - 2, _SHORTEST_NAME)
    return first[:length] == second[:length] and abs(len(first) - len(second)) <= _CASE_ENDING
