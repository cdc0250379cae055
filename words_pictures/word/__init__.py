"""The Word file of a story, made new each time from what its reader may see."""

from .build import BookWords, story_docx, write_story_docx

__all__ = ["BookWords", "story_docx", "write_story_docx"]
