"""The Word file of a story, or of any other form, made new each time from what its reader may see."""

from .build import Layout, story_docx, write_story_docx
from .paper import paper_docx
from .words import BookWords

__all__ = ["BookWords", "Layout", "paper_docx", "story_docx", "write_story_docx"]
