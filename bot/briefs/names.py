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
    Aase Adam Adrian Agata Agnieszka Ajda Alan Albert Aleksander Aleksandra Alenka Alex
    Alexander Aleš Alfred Alice Alicja Alison Aljaž Alojz Alojzija Amanda Amy Ana Anders
    Andreas Andrej Andreja Andrew Andrzej Andy Ane Aneta Angela Anita Anja Anka Anke Ann Anna
    Anne Annette Antje Anton Antoni Arkadiusz Armin Arne Arno Artur Astrid Axel Barbara Barry
    Bartosz Beata Beate Ben Benjamin Benno Bente Bernarda Bernd Beth Bettina Birgit Birgitte
    Birthe Bjarne Blaž Bodil Bogdan Bojan Boris Borut Boštjan Bożena Branka Branko Brenda Brian
    Brigitte Bruce Bruno Camilla Carl Carla Carmen Carol Caroline Carsten Catherine Cecilie
    Celina Charles Charlotte Chris Christa Christian Christina Christine Christoph Claire
    Claudia Claus Colin Corinna Cornelia Craig Cvetka Czesław Dagmar Damian Danica Daniel
    Daniela Danijel Danuta Dariusz Darja Darko Dave David Davorin Debbie Deborah Dejan Denis
    Dennis Derek Diana Dieter Dominik Donna Doris Dorota Dorte Dorthe Douglas Dragan Dragica
    Drago Duncan Dušan Edith Edward Edyta Egon Eike Eileen Ejvind Elena Elfriede Elisabeth
    Elizabeth Elke Ellen Else Elżbieta Emil Emilia Emily Emma Eric Erik Erika Erna Ernst Erwin
    Esther Eugen Eugeniusz Eva Ewa Ewelina Fabian Felix Filip Finn Fiona Flemming Florian Franc
    France Frances Francka Frank Franz Fred Frederik Friedrich Fritz Frode Gabriela Gabriele
    Gareth Gary Gavin Gašper Gemma Genowefa Geoff Georg George Gerald Gerd Gerda Gerhard Gert
    Gillian Gisela Gitte Gorazd Gordana Gordon Graham Grażyna Gregor Grethe Grzegorz Gudrun
    Gunnar Gustaw Günter Günther Halina Hanna Hannah Hanne Hannelore Hans Harald Harry Hedwig
    Heidi Heidrun Heike Heiko Heinz Helen Helena Helga Helge Helle Helmut Henning Henrik Henry
    Henryk Herbert Hilda Hilde Holger Horst Howard Hubert Hugh Ian Ida Igor Ilona Ilse Inga
    Inge Inger Ingrid Irena Irene Ireneusz Iris Irma Ivan Ivana Ivanka Ivar Iwona Izabela Iztok
    Jacek Jack Jackie Jadwiga Jaka Jakob Jakub James Jan Jana Jane Janez Janina Janja Janko
    Janni Jannik Janusz Jarosław Jasmina Jason Jeff Jelka Jennifer Jenny Jens Jeppe Jeremy
    Jernej Jerneja Jerzy Jesper Jessica Jette Jill Jim Jimmy Joachim Joan Joanna Joe Johan
    Johann Johannes John Johnny Jolanta Jonas Jonathan Josef Joseph Joyce Jože Jožica Judith
    Julia Julie Jurij Justyna Jutta Jytte Józef Jörg Jørgen Jürgen Kacper Kaj Kaja Kamil Karen
    Karin Karina Karl Karolina Karsten Kasper Katarina Katarzyna Kate Kathleen Kathrin Katja
    Katrin Kazimierz Keith Keld Ken Kenneth Kerstin Kevin Kim Kinga Kirsten Kirsty Kjeld Klara
    Klaudia Klaus Klavdija Klemen Knud Konrad Kristian Kristina Kristine Kristjan Krystyna
    Krzysztof Kurt Lara Larissa Lars Lasse Laura Laust Lea Leif Lena Lene Leo Leon Leonie
    Lesley Leslie Leszek Lidija Linda Line Lis Lisa Lisbeth Liselotte Ljubo Lojze Lone Lorraine
    Lothar Lotte Louis Louise Lucas Lucia Lucy Lucyna Ludvik Ludwik Luise Luka Lukas Lydia Lynn
    Maciej Mads Magda Magdalena Maja Majbritt Majda Maks Malcolm Malene Malte Manca Manfred
    Manja Marcin Marco Marcus Marek Maren Margaret Margarete Margit Maria Marianna Marianne
    Marie Marija Marina Mario Marion Mariusz Marjan Marjeta Marko Markus Marlene Marta Martin
    Martina Martyn Mary Marzena Matej Mateja Mateusz Matevž Matjaž Matthew Matthias Maureen Max
    Małgorzata Melanie Metka Mette Mia Michael Michaela Michał Michelle Mieczysław Miha Mihael
    Mihaela Mike Mikkel Mikołaj Milan Milena Milka Minka Mira Miran Mirko Mirosław Mitja Mogens
    Mojca Mona Monica Monika Moritz Morten Nada Nadja Nancy Natalia Natalie Nataša Neil Nejc
    Neža Nicholas Nico Nicole Niels Nigel Nika Nikolaj Nils Nina Nives Nora Norbert Norman Nuša
    Ola Ole Olga Oliver Oliwia Oskar Otto Ove Palle Pamela Patricia Patrick Patrycja Paul Paula
    Paulina Pauline Pavel Pavla Paweł Peder Per Pernille Peter Petra Phil Philip Philipp Pia
    Piotr Polona Poul Preben Primož Przemysław Rachel Rado Radosław Rafał Rainer Rajko Ralf
    Rasmus Rebecca Reinhard Reinhold Renata Renate Richard Rikke Robert Roberto Roger Rok
    Roland Roman Romana Ron Ronald Rosa Rosemarie Roswitha Roy Rudi Rudolf Rune Russell Ruth
    Ryan Ryszard Sabina Sabine Sabrina Sally Samo Samuel Sandra Sanne Sara Sarah Saša Sašo Sean
    Sebastian Sharon Sheila Shirley Sidney Siegfried Signe Sigrid Silke Silva Silvia Silvo
    Simon Simona Simone Slavka Slavko Sofia Sofie Sonja Srečko Stane Stanisław Stanka Stanko
    Staša Steen Stefan Stefania Stefanie Steffen Sten Stephan Stephen Steve Steven Stine Stuart
    Susan Susanna Susanne Suzana Sven Svend Svenja Sylvia Sylwia Szymon Søren Sławomir Tadej
    Tadeusz Tage Tamara Tanja Tatjana Teja Teresa Terry Theo Theresa Thomas Thorsten Tilo Tim
    Timo Timotej Tina Tine Tjaša Tobias Tom Tomasz Tomaž Tommy Toni Tony Torben Tove Tracey
    Trevor Trine Troels Ulf Ulla Ulrich Ulrik Ulrike Urban Uroš Ursula Urszula Urša Urška Ute
    Uwe Vagn Valentina Valerija Vanja Vera Verner Veronika Vesna Vibeke Vicky Victoria Vid
    Viktor Viktorija Vili Villy Vincent Vinko Viola Vladimir Volker Wacław Waldemar Walter
    Waltraud Wanda Wayne Wendy Werner Weronika Wiesław Wiktor Wiktoria Wilfried Wilhelm Willi
    William Wilma Winfried Wioletta Witold Wojciech Wolfgang Yvonne Zala Zbigniew Zdenka
    Zdravko Zenon Zmago Zoe Zofia Zoran Zuzanna Zygmunt Łukasz Štefan Žan Žarko Žiga
    """
    )
)
"""Frequent first names of the five languages, as bare words."""
_LEGAL_FORMS: Final = frozenset(
    words_of("gmbh mbh ohg aps ltd limited llc inc plc kft zrt srl spa doo sro spol company")
)
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


def company_named(text: str, company: str) -> str:
    """Return where a text names a company, in any case of its name; empty if it does not.

    A legal form is no part of the name. It must stand in capital letters, as names do.
    """
    own = [token[0] for token in _TOKEN.finditer(company) if _is_of_company(token[0])]
    tokens = list(_TOKEN.finditer(text))
    for at in range(len(tokens) - len(own) + 1 if own else 0):
        there = tokens[at : at + len(own)]
        if all(
            word[0][0].isupper() and _same(name, word[0])
            for name, word in zip(own, there, strict=True)
        ):
            return text[there[0].start() : there[-1].end()]
    return ""


def _is_of_company(word: str) -> bool:
    return len(word) >= _SHORTEST_NAME and _bare(word) not in _LEGAL_FORMS


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
