"""Small talk and the rest: a short kind word, never content, and always a way on."""

from bot.domain.forms import Draft
from bot.domain.languages import UNDERSTOOD
from bot.domain.replies import Button, Reply
from bot.domain.talk import Talk
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, paragraphs, safe, stacked
from bot.screens.start import go_on


def talk(kind: Talk, tr: Translator, unfinished: Draft | None = None) -> Reply:
    """Answer what is no question about content; `unfinished` work is offered last."""
    return Reply(_html(kind, tr), stacked(*_ways_on(kind, tr), go_on(unfinished, tr)))


def _html(kind: Talk, tr: Translator) -> str:
    match kind:
        case Talk.GREETING:
            return paragraphs(
                bold(tr("Hello, good to hear from you.")),
                lines(safe(tr("Just type a question. For example:")), *_examples(tr)),
            )
        case Talk.HELP:
            return paragraphs(
                bold(tr("Just type a question, in your own words.")),
                safe(_what_i_know(tr)),
                lines(safe(tr("For example:")), *_examples(tr)),
            )
        case Talk.OTHER_LANGUAGE:
            understood = tr.list(tr.name_of(code) for code in UNDERSTOOD)
            return paragraphs(
                bold(tr("I do not understand this language.")),
                safe(tr("You can ask me in: {languages}.", languages=understood)),
            )
        case _:
            first, *others = _sentences(kind, tr)
            return lines(bold(first), *(safe(text) for text in others))


def _sentences(kind: Talk, tr: Translator) -> tuple[str, ...]:
    """Return what is said where words are enough; the first sentence decides."""
    match kind:
        case Talk.HOW_ARE_YOU:
            return (
                tr("Thank you for asking."),
                tr("I am a program, so my days are all alike. What would you like to know?"),
            )
        case Talk.THANKS:
            return (tr("You are welcome."), tr("If there is anything else, just type it."))
        case Talk.GOODBYE:
            return (tr("Goodbye, and all the best."), tr("Write to me whenever you like."))
        case Talk.WHO_ARE_YOU:
            return (
                tr("I am the assistant of this network: a program, not a person."),
                tr(
                    "I answer from what the network has collected, and I name the source. When I "
                    "do not know, I say so."
                ),
                tr("The people are at the hubs."),
            )
        case Talk.ACKNOWLEDGED:
            return (tr("All right."), tr("What would you like to know?"))
        case Talk.COMPLAINT:
            return (
                tr("I am sorry that I have not helped you."),
                tr("Sometimes other words find more. Or ask a hub: there you reach people."),
            )
        case Talk.INSULT:
            return (
                tr("I am sorry that this is not going well."),
                tr("I am only a program. At a hub you reach people."),
            )
        case Talk.GIBBERISH:
            return (
                tr("I cannot read a question in this."),
                tr("Please type it in a few words."),
            )
        case Talk.EMERGENCY:
            return (
                tr("If somebody is in danger, call 112 now."),
                tr(
                    "It is the European emergency number: free of charge in every country of the "
                    "European Union, for ambulance, fire brigade and police."
                ),
                tr("I am a program and cannot call anybody for you."),
            )
        case Talk.INJECTION:
            return (tr("I only answer questions about this network."), _what_i_know(tr))
        case Talk.NEAR_DOMAIN:
            return (
                tr("This is not among the things that I know."),
                _what_i_know(tr),
                tr("The people at a hub may know more."),
            )
        case _:
            return (tr("I cannot help with this."), _what_i_know(tr))


def _what_i_know(tr: Translator) -> str:
    return tr("I know training, funding, events, methods and organisations of the network.")


def _examples(tr: Translator) -> tuple[str, ...]:
    return tuple(
        f"• {safe(example)}"
        for example in (
            tr("Is there money for travelling to a residency?"),
            tr("Which free online courses are there?"),
            tr("Who can help me to find a partner in industry?"),
        )
    )


def _ways_on(kind: Talk, tr: Translator) -> tuple[Button, ...]:
    hub = button(tr("Ask a hub"), "hub", "list")
    help_ = button(tr("What can you do?"), "menu", "help")
    match kind:
        case Talk.GREETING | Talk.HOW_ARE_YOU | Talk.ACKNOWLEDGED:
            return (*_lists(tr), help_)
        case Talk.HELP:
            return (*_lists(tr), hub, button(tr("All commands"), "menu", "help"))
        case Talk.WHO_ARE_YOU | Talk.COMPLAINT | Talk.INSULT | Talk.NEAR_DOMAIN:
            return (hub, help_)
        case Talk.OTHER_LANGUAGE:
            return (button(tr("Change the language"), "menu", "language"), hub)
        case _:
            return (help_,)


def _lists(tr: Translator) -> tuple[Button, ...]:
    return (
        button(tr("Training and learning"), "list", "page", "training.0"),
        button(tr("Funding and support"), "list", "page", "funding.0"),
        button(tr("Events"), "list", "page", "event.0"),
    )
