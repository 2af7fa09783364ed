"""What readers are shown of stories, shaped for pages and the API alike."""

from .article import ArticlePage, Notice, article_page, lead_picture, notice
from .cited import CitedFigure, QuotedWords, quoted, where_from
from .lists import StoryItem, asked, story_line, story_lines

__all__ = [
    "ArticlePage",
    "CitedFigure",
    "Notice",
    "QuotedWords",
    "StoryItem",
    "article_page",
    "asked",
    "lead_picture",
    "notice",
    "quoted",
    "story_line",
    "story_lines",
    "where_from",
]
