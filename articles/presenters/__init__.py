"""What readers are shown of stories, shaped for pages and the API alike."""

from .article import ArticlePage, Notice, ShownPicture, article_page, lead_pictures, notice
from .cited import CitedFigure, QuotedWords, quoted, where_from
from .graphics import ShownGraphic, plain_body
from .lists import StoryItem, asked, story_line, story_lines
from .quotation import QuotePage, quote_page
from .sections import sections

__all__ = [
    "ArticlePage",
    "CitedFigure",
    "Notice",
    "QuotePage",
    "QuotedWords",
    "ShownGraphic",
    "ShownPicture",
    "StoryItem",
    "article_page",
    "asked",
    "lead_pictures",
    "notice",
    "plain_body",
    "quote_page",
    "quoted",
    "sections",
    "story_line",
    "story_lines",
    "where_from",
]
