"""Who may see what a project shares: its team alone, everybody under its integrated care board, or everybody here."""

from django.db.models import Q

from accounts.models import Organisation

TEAM, BOARD, EVERYONE = "team", "icb", "everyone"


def shared_with(user, project) -> Q:
    """Records of other projects that their teams share with this person. The worked example shares nothing."""
    boards = _boards_of(user)
    theirs = Q(sharing=EVERYONE) | Q(sharing=BOARD, project__organisation__icb__in=boards)
    return theirs & Q(removed_at=None, project__is_example=False) & ~Q(project=project)


def _boards_of(user) -> list:
    """The integrated care boards of the organisations a person works for."""
    own = Organisation.objects.filter(memberships__user=user).values_list("pk", "icb")
    return [pk for pair in own for pk in pair if pk]
