"""The notice board: notices and what became of them, tags, attachments, readers' counts, subscriptions."""

from deungdae.apps.notices.models.files import Attachment, OldFiles
from deungdae.apps.notices.models.notices import (
    Category,
    Notice,
    NoticeSearch,
    NoticeStep,
    NoticeVersion,
    Tag,
)
from deungdae.apps.notices.models.readers import DaySalt, NoticeView, Recommendation, ViewCount
from deungdae.apps.notices.models.subscriptions import Subscription

__all__ = [
    "Attachment",
    "Category",
    "DaySalt",
    "Notice",
    "NoticeSearch",
    "NoticeStep",
    "NoticeVersion",
    "NoticeView",
    "OldFiles",
    "Recommendation",
    "Subscription",
    "Tag",
    "ViewCount",
]
