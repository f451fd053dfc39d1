"""The memory clinic of test_keyboard_only: what its team answers, records and promises, by the words on the pages."""

import datetime as dt

LEAD = "priya.nair@demonstration.example"
SERVICE = "Memory clinic"
TODAY = dt.date.today()
YESTERDAY, SOON, LATER = (TODAY + dt.timedelta(days=days) for days in (-1, 14, 80))

# What is answered on each worksheet beside what is plain; by the words on the page.
ANSWERS = {
    "introduction": {"file_detail": "Counts", "equity_statement": "Nobody waits longer because of their language"},
    "service-data": {"file_ready": "No", "patterns_seen": {"seen": "No, we looked"}},
    "patient-insights": {
        "will_ask_partner": "We will ask",
        "partner_to_ask": "Derby Deaf Forum",
        "partner_to_ask_on": SOON,
        "activities_state": {"state": "Done"},
    },
    "local-data": {
        "inclusion_groups": {"relevant": "No", "why_not": "Not seen in this clinic"},
        "plus_groups": {"relevant": "No", "why_not": "Not seen in this clinic"},
        "core20plus5_adult": ["None of these"],
        "local_five": ["None of these"],
        "sources_read": ["Info4Derby", "Derbyshire Observatory"],
    },
    "combined-picture": {"belief": "We thought that distance was the reason"},
    "literature": {
        "route": "We searched ourselves",
        "sources_searched": ["JUCD Public", "NHS Knowledge", "Patient Experience"],
    },
    "local-knowledge": {
        "locality_considered": ["Derby City"],
        "localisation": {"needed": "Needed", "what": "A sign language video"},
    },
    "co-production": {"feed_back_on": SOON},
    "possible-adjustments": {"digital_used": "No"},
    "process-mapping": {"checked_by": {"state": "Done"}},
    "individual-adjustments": {"identify_route": "We offer", "already_in_place": "Everyone is asked at the first call"},
    "quantitative-evaluation": {"harm_reason": "Nobody else waits longer"},
    "sharing-and-learning": {
        "reviews": {"on": SOON},
        "ninety_days_when": "The first 90 days",
        "first_ninety": {"what": "Film the video"},
    },
    "staff-development": {"area_next": {"next_step": "A talk in the team meeting"}},
}

# The thread, at the worksheet where each record is added.
RECORDS = {
    "service-data": [
        (
            "finding",
            {
                "title": "Deaf people miss twice as many first visits",
                "kind": "Something our data shows",
                "aspect": "Access",
                "source": "Counts of last year",
                "strength": "Strong",
            },
        )
    ],
    "combined-picture": [
        (
            "candidate_group",
            {
                "title": "Deaf people",
                "findings": ["F1"],
                "four_questions": {"answer": "Yes", "evidence": "F1"},
                "decision": "This is a focus",
            },
        ),
        (
            "focus_group",
            {
                "who": "Deaf people",
                "place": "Derby City",
                "gap": "miss first visits twice as often",
                "pathway_point": "The first visit",
                "aspect": "Access",
                "title": "Deaf people in Derby",
                "findings": ["F1"],
                "candidate_group": "N1",
                "is_primary": "Yes",
            },
        ),
    ],
    "literature": [
        ("evidence", {"title": "Deaf people and health care", "focus_groups": ["G1"], "applies": "Well"}),
    ],
    "local-knowledge": [
        (
            "partner_link",
            {"title": "Derby Deaf Forum", "focus_groups": ["G1"], "status": "Met", "contacted_on": YESTERDAY},
        )
    ],
    "co-production": [
        (
            "engagement",
            {
                "title": "An evening at the Deaf Forum",
                "focus_groups": ["G1"],
                "partners": ["P1"],
                "held_on": YESTERDAY,
                "took_part": ["People from the focus group"],
            },
        ),
        (
            "insight",
            {
                "title": "Nobody can ring the clinic",
                "source": "People we spoke to",
                "engagement": "A1",
                "focus_groups": ["G1"],
            },
        ),
        (
            "barrier",
            {
                "title": "I cannot ring to change my visit",
                "focus_groups": ["G1"],
                "findings": ["F1"],
                "evidence": ["E1"],
                "insights": ["I1"],
                "strength": "People told us",
                "is_priority": "Yes",
            },
        ),
    ],
    "possible-adjustments": [
        (
            "adjustment",
            {
                "title": "Change a visit by text message or video relay",
                "level": "Whole pathway",
                "barriers": ["B1"],
                "designed_with": "Made together",
                "engagements": ["A1"],
                "partners": ["P1"],
                "is_digital": "No",
                "resources": ["Training"],
                "capacity": "Yes",
                "training_need": "Yes",
                "choice": "Do now",
            },
        ),
        (
            "action",
            {
                "title": "Put the text number on every letter",
                "adjustments": ["J1"],
                "owner": "Priya Nair",
                "due_on": SOON,
                "horizon": "Within 30 days",
            },
        ),
    ],
    "process-mapping": [
        *(("pathway_step", {"title": name}) for name in ("The letter comes", "The first visit", "The result")),
        (
            "judgement",
            {"pathway_step": "S1", "focus_group": "G1", "effect": "Gets in the way", "barriers": ["B1"]},
        ),
        *(("judgement", {"pathway_step": step, "focus_group": "G1", "effect": "Helps"}) for step in ("S2", "S3")),
    ],
    "quantitative-evaluation": [
        (
            "indicator",
            {
                "title": "First visits missed by deaf people, beside everyone else",
                "adjustments": ["J1"],
                "focus_groups": ["G1"],
                "measures_gap": "Yes",
                "baseline_value": "30%",
                "target_value": "15%",
                "target_on": LATER,
                "owner": "Priya Nair",
                "frequency": "Every month",
            },
        )
    ],
    "qualitative-evaluation": [
        (
            "method",
            {
                "title": "Talks with people and staff",
                "adjustments": ["J1"],
                "focus_groups": ["G1"],
                "voices": ["Service users", "Staff who provide"],
            },
        )
    ],
    "sharing-and-learning": [
        ("dissemination", {"title": "A signed video", "audience": "People who took part", "due_on": LATER}),
        ("dissemination", {"title": "Two pages", "audience": "The integrated care board", "due_on": LATER}),
        ("milestone", {"title": "The number is on the letters", "due_on": SOON}),
        ("milestone", {"title": "Half as many missed", "due_on": LATER}),
    ],
    "staff-development": [
        (
            "development_need",
            {
                "title": "Deaf awareness",
                "area": "Training and support",
                "adjustments": ["J1"],
                "owner": "Priya Nair",
                "due_on": LATER,
            },
        )
    ],
}
COMMITMENTS = (
    ("Project lead", "I keep Friday mornings free for it"),
    ("Senior sponsor", "I pay for the interpreters"),
    ("ICB reviewer", "I read the first review within a week"),
)
