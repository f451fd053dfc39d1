"""The days on which an indicator is counted, and the months of a project."""

import calendar
import datetime as dt

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
# A project without dates is looked at for a year; one of ten years is not drawn week by week for all of them.
MOST_MONTHS = 36
A_YEAR = 12


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def span_of(project, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day to draw: the project’s own, or a year from its start or from today."""
    first = project.start_on or min(today, project.end_on or today)
    last = project.end_on or add_months(first, A_YEAR)
    return first, min(max(first, last), add_months(first, MOST_MONTHS))


def counting_days(indicator, first: dt.date, last: dt.date) -> list[dt.date]:
    """When it is counted: at the end of each week, month, quarter or year from `first`; once, on its target day.

    Nothing is counted after its target day."""
    until = min(last, indicator.target_on) if indicator.target_on else last
    if indicator.frequency == "once":
        day = indicator.target_on or indicator.first_review_on
        return [day] if day and first <= day <= last else []
    if indicator.frequency == "weekly":
        return [first + dt.timedelta(days=7 * week) for week in range(1, (until - first).days // 7 + 1)]
    step = MONTHS.get(indicator.frequency)
    days, at = [], 1
    while step and (day := add_months(first, step * at)) <= until:
        days.append(day)
        at += 1
    return days


def month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def month_words(day: dt.date) -> str:
    return f"{day:%B %Y}"
