"""How the playground says no, in the words of the Bot API."""

from __future__ import annotations


class Refused(Exception):
    """The Bot API answers this call with an error."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """Return the JSON body that the Bot API sends with this error."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class Impossible(Exception):
    """A person at the chat page tries something that their app would not let them do."""


class NobodyThere(Impossible):
    """There is no such person in this playground."""


def bad_request(reason: str) -> Refused:
    """Return the refusal of a call that is wrong in itself."""
    return Refused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refused:
    """Return the refusal of a call that the person's choices forbid."""
    return Refused(403, f"Forbidden: {reason}")


def flooded(seconds: int) -> Refused:
    """Return the refusal of a call that came too soon."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
