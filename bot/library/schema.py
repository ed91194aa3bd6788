"""A JSON Schema of entries, so that an editor's program completes and checks while they type."""

from typing import Any

from bot.domain.entries import Vocabulary
from bot.library.checking import LISTS
from bot.library.models import EntryFile


def json_schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """Return the schema of an entry; with a vocabulary, its ids are offered as choices."""
    schema = EntryFile.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    if vocabulary is not None:
        for name, list_name in LISTS.items():
            ids = [*getattr(vocabulary, list_name), *vocabulary.aliases.get(list_name, {})]
            schema["properties"][name]["items"]["enum"] = ids
    return schema
