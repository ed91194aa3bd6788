"""What we may not do, by name; the error router says it in the person's language."""

from bot.domain.messages import N_


class Refusal(Exception):
    """Something we may not do, said to the person in their language."""

    message: str = N_("That is not possible right now.")

    def __init__(self, **params: object) -> None:
        super().__init__(self.__doc__ or self.message)
        self.params = params


class NotAllowed(Refusal):
    """The person has no right to do this, or has it no longer."""

    message = N_("This is only for staff of the hub concerned. If you need it, ask your hub.")


class Outdated(Refusal):
    """A button speaks of something that has moved on."""

    message = N_("This button is from an earlier step. Here is where we are now.")


class Gone(Refusal):
    """The thing that a button or link speaks of is not there any more."""

    message = N_("This is not available any more. /help shows what you can do.")


class NotUnderstood(Refusal):
    """An answer that a form cannot take; the conversation stays where it was."""

    message = N_("I could not use that. Please try again.")


class ForwardedAnswer(NotUnderstood):
    """Somebody else's message came where an answer is asked."""

    message = N_("That is a forwarded message. Please type your answer; forward it again later.")


class TextWanted(NotUnderstood):
    """Something else than text was sent where text is asked."""

    message = N_("I can only read text here. Please type your answer.")


class Empty(NotUnderstood):
    """Nothing readable is left of the text."""

    message = N_("I could not find any words in that. Please type your answer.")


class TooLong(NotUnderstood):
    """The text is longer than the field takes."""

    message = N_("That is too long: at most {limit} characters, and you sent {length}.")


class TooShort(NotUnderstood):
    """The text is too short to be of use to the reader."""

    message = N_("That is very short. Please write at least {limit} characters.")


class NoDate(NotUnderstood):
    """The text is not a date."""

    message = N_("I could not read a date. Please write it like this: {example}.")


class PastDate(NotUnderstood):
    """The date has passed."""

    message = N_("That day is not in the future. Please give a day after today, like {example}.")


class NoSuchChoice(NotUnderstood):
    """The text names nothing from the list."""

    message = N_("I did not find that in the list. Try another word, or tap a button.")


class NoNumber(NotUnderstood):
    """The text has no number that makes sense here."""

    message = N_("I need a number here, like {example}.")


class NotReachable(NotUnderstood):
    """Neither an e-mail address nor a telephone number stands in the text."""

    message = N_("I need an e-mail address or a telephone number here, like {example}.")


class NotWithCompany(Refusal):
    """A challenge is to be changed that the company has handed over for good."""

    message = N_(
        "This challenge cannot be changed any more: it is decided. If something has to change, "
        "tell your facilitator."
    )


class NoSuchPlace(NotUnderstood):
    """The text names no place that is known."""

    message = N_("I do not know that place. Try a bigger town nearby, or tap your country.")


class SeveralPlaces(NotUnderstood):
    """A name that several places have; `values` are these, as answers."""

    message = N_("Which of these do you mean?")

    def __init__(self, values: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.values = values


class ChooseOne(NotUnderstood):
    """A list was left without a choice."""

    message = N_("Please choose at least one, or tap “Skip” if there is such a button.")


class NeedsAnswer(NotUnderstood):
    """A required field cannot be skipped."""

    message = N_("I need an answer here to go on.")


class NothingAsked(NotUnderstood):
    """Text was typed at the review, where only buttons change anything."""

    message = N_("Everything is answered. Tap a button: the first one goes on.")


class ConsentNeeded(NotUnderstood):
    """Nothing is stored about a person without their consent."""

    message = N_("Without your consent I store no profile. You can ask me anything all the same.")


class InviteInvalid(Refusal):
    """The invitation was used, has expired, or never was."""

    message = N_("This invitation does not work: it may be used or too old. Ask for a new one.")


class ChallengeClosed(Refusal):
    """The challenge no longer takes anybody on."""

    message = N_("This challenge is closed. /matches shows what is open.")


class AlreadyReviewed(Refusal):
    """Somebody decided on the challenge before."""

    message = N_("This challenge has already been decided.")


class Settled(Refusal):
    """The question of a gap was answered or set aside before."""

    message = N_(
        "This question waits no more: it was answered or set aside. /desk shows the rest."
    )


class ProfileNeeded(Refusal):
    """Matches need a profile."""

    message = N_("For this I need your profile. It takes three minutes: /profile")


class NobodyToTell(Refusal):
    """The audience of a broadcast is empty."""

    message = N_("Nobody would receive this. Choose another audience.")


class NothingToSay(Refusal):
    """A broadcast without any text."""

    message = N_("There is no text yet. Write it in at least one language.")


class TooManySaved(Refusal):
    """More entries than one can keep an eye on."""

    message = N_("You have saved {limit} entries: that is all I can watch. /alerts removes some.")


class TooManyFollows(Refusal):
    """More topics and searches than one can read about."""

    message = N_("You follow {limit} things: that is all I can watch. /alerts removes some.")


class NoAddress(NotUnderstood):
    """The text is no address of a page."""

    message = N_("That is not the address of a page. It begins with https:// and has no spaces.")


class LeadsToPerson(NotUnderstood):
    """The address leads to somebody's chat or telephone, which waits for the introduction."""

    message = N_(
        "That leads to you, not to your work. How to reach you is exchanged once everybody has "
        "said yes; please send a page that shows what you do, or skip this."
    )


class NeedsTwoLines(NotUnderstood):
    """A title without a summary."""

    message = N_("Write the title in the first line and the summary in the line below it.")


class NoMoment(NotUnderstood):
    """The text names no day, or more than one."""

    message = N_("I could not read one day in that. Write it like this: {example}.")


class NoStretch(NotUnderstood):
    """The text names no days, or not both ends of them."""

    message = N_(
        "I could not read from when to when. Write the first and the last day, like this: "
        "{example}."
    )


class PastStretch(NotUnderstood):
    """The days have passed."""

    message = N_("These days have passed. Write days that are still to come, like {example}.")


class HoldsContactData(NotUnderstood):
    """A text for everybody says how to reach somebody."""

    message = N_("Everybody reads this. Please leave out e-mail addresses and numbers to call.")


class NoSum(NotUnderstood):
    """The text names no amount of money."""

    message = N_("I could not read an amount. Write it with the currency: 5000 EUR.")


class DoesNotFit(NotUnderstood):
    """A field that the rest of an entry contradicts."""

    message = N_("This does not fit the rest of the entry. Please look at it again.")


class FeedUnusable(NotUnderstood):
    """There is no feed at an address; the message is the reason."""

    message = N_("I could not read a feed at this address.")

    def __init__(self, reason: str | None = None) -> None:
        super().__init__()
        self.message = reason or self.message


class FeedKnown(NotUnderstood):
    """The address is a feed already."""

    message = N_("This address is one of our feeds already.")


class DoesNotFitHere(DoesNotFit):
    """A change that the rest of its entry contradicts; `key` is the field to look at again."""

    def __init__(self, key: str = "") -> None:
        super().__init__()
        self.key = key
