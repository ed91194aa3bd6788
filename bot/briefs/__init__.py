"""What companies write, read by rules: what a brief lacks, and what one long message says."""

from bot.briefs.doctor import examine
from bot.briefs.story import read_story

__all__ = ["examine", "read_story"]
