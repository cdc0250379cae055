"""The Word file of a story, made new each time from what its reader may see."""

from .build import Layout, story_docx, write_story_docx
from .words import BookWords

__all__ = ["BookWords", "Layout", "story_docx", "write_story_docx"]
