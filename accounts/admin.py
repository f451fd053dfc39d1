"""The admin site: people, organisations and who works where, for system administrators; nothing that teams write.

Everybody else is told that the page does not exist (see `SignedInOrKept`). Changes here go into the audit trail."""

from django.contrib import admin

from . import actions
from .audit import record
from .models import Membership, Organisation, User


class Recorded(admin.ModelAdmin):
    """Every change goes into the trail, and nothing is ever deleted."""

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        fields = ", ".join(form.changed_data)
        verb = "changed in admin site" if change else "added in admin site"
        record(by=request.user, verb=verb, on=obj, note=fields)


@admin.register(Organisation)
class OrganisationAdmin(Recorded):
    list_display = ("name", "kind", "icb")
    fields = ("name", "short_name", "kind", "icb")


@admin.register(User)
class UserAdmin(Recorded):
    list_display = ("name", "email", "is_active", "is_system_administrator")
    search_fields = ("name", "email")
    fields = ("name", "email", "job", "is_active", "is_system_administrator", "joined_at", "last_login")
    readonly_fields = ("email", "joined_at", "last_login")

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Nobody changes their own role or ends their own account."""
        own = ("is_active", "is_system_administrator") if obj and obj.pk == request.user.pk else ()
        return (*self.readonly_fields, *own)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data:
            act = actions.reactivate if obj.is_active else actions.deactivate
            act(person=obj, organisation=None, by=request.user)


@admin.register(Membership)
class MembershipAdmin(Recorded):
    """To look at: roles are given on the organisation's own page, where each is explained."""

    list_display = ("user", "organisation", "role")
    list_select_related = ("user", "organisation")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


# Sign-in secrets, background tasks and what other packages registered are nobody's to browse.
for model in set(admin.site._registry) - {Organisation, User, Membership}:
    admin.site.unregister(model)
