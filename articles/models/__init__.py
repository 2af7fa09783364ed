from .answered import FindingAnswer
from .appearances import Appearance, PutRight
from .approaches import Approach
from .articles import (
    Article,
    ArticlePicture,
    Byline,
    Contributor,
    FormerContributorSlug,
    FormerSectionSlug,
    RelatedArticle,
    Section,
)
from .citations import Citation
from .confirmations import PassageConfirmation, QuoteConfirmation
from .correcting import (
    CorrectionPlan,
    PlanLine,
    PlanRevision,
    PlanStillTrue,
    PlanStory,
    Reissue,
)
from .corrections import Correction
from .covers import CoveredAddress, StoryCover
from .drafts import Draft
from .events import ArticleEvent
from .mail_choices import MailChoice
from .notes import Note, NoteAnswer
from .pictures import Picture
from .preview_answers import PreviewAnswer
from .preview_links import PreviewLink, PreviewOpening
from .public import PublicStory, PublicWords
from .publisher import Publisher
from .quotes import Quote, QuoteRevision, QuoteTerms, Speaker
from .reads import PageReads, ReadLog
from .sent_back import LineSentBack
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
    "Appearance",
    "Approach",
    "Article",
    "ArticleEvent",
    "ArticlePicture",
    "ArticleText",
    "Byline",
    "Citation",
    "Contributor",
    "Correction",
    "CorrectionPlan",
    "CoveredAddress",
    "Draft",
    "FindingAnswer",
    "FormerContributorSlug",
    "FormerSectionSlug",
    "LineSentBack",
    "MailChoice",
    "Note",
    "NoteAnswer",
    "PageReads",
    "PassageConfirmation",
    "Picture",
    "PlanLine",
    "PlanRevision",
    "PlanStillTrue",
    "PlanStory",
    "PreviewAnswer",
    "PreviewLink",
    "PreviewOpening",
    "PublicStory",
    "PublicWords",
    "PublishedVersion",
    "Publisher",
    "PutRight",
    "Quote",
    "QuoteConfirmation",
    "QuoteRevision",
    "QuoteTerms",
    "ReadLog",
    "Reissue",
    "RelatedArticle",
    "Section",
    "Speaker",
    "StoryCover",
    "VersionArea",
    "VersionContributor",
    "VersionHospital",
    "VersionPicture",
    "VersionRelated",
    "VersionStrike",
    "VersionTrust",
]
