"""What a team records at each step, and the golden thread that joins it."""

from .base import Record
from .doing import Action, DevelopmentNeed, Dissemination, Learning, Milestone, PdsaCycle
from .evaluation import Indicator, Method, Outcome
from .focus import Finding, FocusGroup
from .pathway import Adjustment, PathwayStep
from .people import Barrier, Engagement, Evidence, Insight, PartnerLink
from .step_record import StepRecord

__all__ = [
    "Action",
    "Adjustment",
    "Barrier",
    "DevelopmentNeed",
    "Dissemination",
    "Engagement",
    "Evidence",
    "Finding",
    "FocusGroup",
    "Indicator",
    "Insight",
    "Learning",
    "Method",
    "Milestone",
    "Outcome",
    "PartnerLink",
    "PathwayStep",
    "PdsaCycle",
    "Record",
    "StepRecord",
]
