from .articles import Article, ArticlePicture, Byline, Contributor, RelatedArticle, Section
from .citations import Citation
from .corrections import Correction
from .events import ArticleEvent
from .pictures import Picture
from .public import PublicStory
from .quotes import Quote, QuoteRevision, QuoteTerms, Speaker
from .texts import ArticleText
from .versions import (
    PublishedVersion,
    VersionArea,
    VersionContributor,
    VersionHospital,
    VersionPicture,
    VersionRelated,
    VersionStrike,
    VersionTrust,
)

__all__ = [
    "Article",
    "ArticleEvent",
    "ArticlePicture",
    "ArticleText",
    "Byline",
    "Citation",
    "Contributor",
    "Correction",
    "Picture",
    "PublicStory",
    "PublishedVersion",
    "Quote",
    "QuoteRevision",
    "QuoteTerms",
    "RelatedArticle",
    "Section",
    "Speaker",
    "VersionArea",
    "VersionContributor",
    "VersionHospital",
    "VersionPicture",
    "VersionRelated",
    "VersionStrike",
    "VersionTrust",
]
