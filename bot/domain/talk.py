"""What people also say to an assistant, and what kind of answer that deserves."""

from enum import StrEnum


class Talk(StrEnum):
    """A message that is no question about content. None of these is ever answered from content."""

    GREETING = "greeting"
    HOW_ARE_YOU = "how_are_you"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WHO_ARE_YOU = "who_are_you"
    """Also: are you a robot, who made you."""
    HELP = "help"
    """What can you do, how does this work, or a bare "help"."""
    ACKNOWLEDGED = "acknowledged"
    """Yes, no, ok, a test word, laughter, a compliment: heard, and what one can do next."""
    COMPLAINT = "complaint"
    """The bot is no use: sorry, and the way to a person."""
    INSULT = "insult"
    INJECTION = "injection"
    """Asks for secrets, other people's data, or another role."""
    GIBBERISH = "gibberish"
    EMERGENCY = "emergency"
    """Danger to life: 112, the number that works in every country of the network."""
    OTHER_LANGUAGE = "other_language"
    """A language or a script that the assistant does not understand."""
    OUT_OF_SCOPE = "out_of_scope"
    """Everyday topics that have nothing to do with the network."""
    NEAR_DOMAIN = "near_domain"
    """Jobs, flats, permits, taxes, other funds: people here may know, the assistant does not."""
