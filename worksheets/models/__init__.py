"""What a team records at each step, and the golden thread that joins it."""

from .base import Record
from .beside import Attachment, Comment
from .commitment import Commitment
from .doing import Action, DevelopmentNeed, Dissemination, Learning, Milestone, PdsaCycle
from .evaluation import Indicator, Method, Outcome
from .focus import CandidateGroup, Finding, FocusGroup
from .pathway import Adjustment, Judgement, Material, NeedsCount, PathwayStep
from .people import Barrier, Engagement, Evidence, Insight, PartnerLink
from .review import Closing, Review
from .step_record import StepRecord

__all__ = [
    "Action",
    "Adjustment",
    "Attachment",
    "Barrier",
    "CandidateGroup",
    "Closing",
    "Comment",
    "Commitment",
    "DevelopmentNeed",
    "Dissemination",
    "Engagement",
    "Evidence",
    "Finding",
    "FocusGroup",
    "Indicator",
    "Insight",
    "Judgement",
    "Learning",
    "Material",
    "Method",
    "Milestone",
    "NeedsCount",
    "Outcome",
    "PartnerLink",
    "PathwayStep",
    "PdsaCycle",
    "Record",
    "Review",
    "StepRecord",
]
