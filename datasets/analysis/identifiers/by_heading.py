"""Identifiers by the heading of a column: what its words say that it holds."""

import re

from datasets.analysis.identifiers.finding import (
    ADDRESS,
    DATE_OF_BIRTH,
    EMAIL,
    FREE_TEXT,
    NAME,
    NHS_NUMBER,
    PERSON_KEY,
    PHONE,
    POSTCODE,
)

_PERSON = (
    r"(patient|client|person|pt|service ?user|serviceuser|member|participant|individual|child|"
    r"resident|customer|citizen)'?s?"
)
_RECORD = (
    r"(ri ?o|systm ?one|emis|lorenzo|epr|pas|carenotes|paris|cerner|nervecentre|local patient|"
    r"hospital patient|case ?note)"
)
_NUMBER = r"(ids?|identifiers?|no|number|num|nbr|key|ref|reference)"
_ORGANISATION = (
    r"\b(practice|surgery|site|clinic|ward|team|organisation|organization|provider|trust|icb|ccg|pcn|service|hospital|"
    r"drug|medication|school|employer|street|road|place|area|lsoa|msoa|ward|district|file|sheet|event|unit|"
    r"department|specialty)\b"
)

# (kind, pattern on the words of the heading, sure): the first that fits is used.
_RULES = (
    (NHS_NUMBER, r"\bnhs ?(no|number|num|nbr|id)\b|^nhs$|\bnhsno\b|\bnhsnumber\b", 1.0),
    (
        EMAIL,
        r"\be ?mail( address(es)?)?$|\be ?mail\b.*\b(address|patient|client)\b|^(patient|client|home|"
        r"contact) e ?mail\b",
        0.9,
    ),
    (DATE_OF_BIRTH, r"\bd ?o ?b\b|\bdate ?of ?birth\b|\bbirth ?dat(e|etime)\b|\bbirthday\b|\bborn on\b", 1.0),
    (POSTCODE, r"\bpost ?codes?\b|\bpostal code\b|\bzip( code)?$", 0.9),
    (
        PHONE,
        r"\b(tele)?phone( (no|number|num))?$|\b(tel|mob|mobile|landline|telephone)( (no|number|num))?$|\bcontact (no|"
        r"number)$",
        0.9,
    ),
    (
        NAME,
        rf"\b({_PERSON}|carer'?s?|mother'?s?|father'?s?|parent'?s?|guardian'?s?|nok|next of kin|full|first|given|"
        rf"fore|family|last|"
        r"middle|maiden|preferred|legal|contact|clinician'?s?|consultant'?s?|doctor'?s?|therapist'?s?|nurse'?s?|"
        r"key ?worker'?s?|"
        r"care ?co ?ordinator'?s?|staff|gp|user|referrer'?s?|practitioner'?s?) names?\b|\bsurnames?\b|"
        r"\bfore ?names?\b|\blastname\b|"
        r"\bfirstname\b|\binitials\b|\bknown as\b|\balias(es)?\b",
        0.95,
    ),
    (NAME, r"^names?$", 0.5),
    (
        ADDRESS,
        r"\baddress( ?(line)? ?\d)?$|\baddress line\b|^(home|patient|client|postal|street|full) address\b|"
        r"\bhouse (no|number|name)\b",
        0.9,
    ),
    (
        PERSON_KEY,
        rf"\b{_PERSON} ?(unique )?{_NUMBER}\b|\b{_PERSON} code$|\b{_RECORD} ?({_PERSON} )?{_NUMBER}\b|\b(hospital|"
        rf"district) (no|number|num)\b|"
        rf"\blocal {_PERSON} (identifier|id)\b|\bmrn\b|\bcrn\b|\bk number\b|\bpseudo(nym|id|nymised)?\b( {_NUMBER})?|"
        rf"\bunique {_PERSON}\b|^{_PERSON} (hash|token)$|^hashed? ({_PERSON} )?{_NUMBER}$",
        0.95,
    ),
    (PERSON_KEY, rf"^{_PERSON}$", 0.5),
    (
        FREE_TEXT,
        r"\bnotes?$|^notes?\b|\bcomments?\b|\bfree ?text\b|\bnarrative\b|\bremarks?\b|\breason for referral\b|"
        r"\bpresenting (problem|complaint)s?\b|"
        r"\bclinical (history|summary)\b|\bfurther details\b|^details$|\bother information\b|\bplease (say|specify|"
        r"explain|describe)\b",
        0.6,
    ),
)
_NOT = {
    EMAIL: re.compile(r"\b(consent|opt|sent|received|reminders?|preference|status|type|y n)\b"),
    PHONE: re.compile(r"\b(consent|type|consultation|appointment|reminders?|contacted|preference|status|calls?)\b"),
    ADDRESS: re.compile(r"\b(type|status|changed|verified|ip|e ?mail)\b"),
    POSTCODE: re.compile(r"\b(district|sector|area|outward|outcode)\b"),
    DATE_OF_BIRTH: re.compile(r"\b(year|month) of birth\b"),
    PERSON_KEY: re.compile(r"\bno (shows?|of)\b|\b(count|total|type|status|seen|numbers)\b"),
}
_COMPILED = tuple((kind, re.compile(pattern), sure) for kind, pattern, sure in _RULES)


def words_of(heading: str) -> str:
    """The heading as plain lower-case words: PatientId and patient_id as patient id."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", heading)
    return re.sub(r"[^a-z0-9']+", " ", apart.lower()).strip()


def by_heading(heading: str) -> tuple[str, float] | None:
    """(kind, how sure) of the identifier that a heading names, or None."""
    words = words_of(heading)
    for kind, pattern, sure in _COMPILED:
        if not pattern.search(words) or (kind in _NOT and _NOT[kind].search(words)):
            continue
        if (
            kind == NAME
            and re.search(_ORGANISATION, words)
            and not re.search(r"\b(patient|client|surname|forename)", words)
        ):
            continue
        return kind, sure
    return None


_PLAIN_KEY = re.compile(rf"^(unique )?({_NUMBER}|record|code|urn|uid)( {_NUMBER})?$|\bpatient$|^subject$")


def may_be_key(heading: str) -> bool:
    """Whether a heading such as ID or Ref could be a key for people, which only its content can settle."""
    return _PLAIN_KEY.search(words_of(heading)) is not None
