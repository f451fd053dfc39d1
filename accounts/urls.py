"""Addresses of one's own account and of an organisation's people."""

from django.urls import include, path

from .views import audit, invitations, logos, people, profile

app_name = "accounts"

one_person = [
    path("", people.show_person, name="show_person"),
    path("roles/", people.change_roles, name="change_roles"),
    path("deactivate/", people.deactivate_person, name="deactivate_person"),
    path("reactivate/", people.reactivate_person, name="reactivate_person"),
    path("sign-out/", people.sign_person_out, name="sign_person_out"),
    path("second-factor/", people.reset_second_factor, name="reset_second_factor"),
]
one_organisation = [
    path("", people.list_people, name="list_people"),
    path("invite/", invitations.invite_person, name="invite_person"),
    path("invitations/<uuid:invitation_id>/again/", invitations.send_invitation_again, name="send_invitation_again"),
    path("invitations/<uuid:invitation_id>/withdraw/", invitations.withdraw_invitation, name="withdraw_invitation"),
    path("events/", audit.list_events, name="list_events"),
    path("logo/", logos.change_logo, name="change_logo"),
    path("logo/picture/", logos.show_logo, name="show_logo"),
    path("logo/remove/", logos.remove_logo, name="remove_logo"),
    path("<uuid:user_id>/", include(one_person)),
]
urlpatterns = [
    path("me/", profile.show_profile, name="show_profile"),
    path("me/edit/", profile.edit_profile, name="edit_profile"),
    path("me/sessions/", profile.list_sessions, name="list_sessions"),
    path("me/sessions/end-others/", profile.end_other_sessions, name="end_other_sessions"),
    path("me/sessions/<slug:session_name>/end/", profile.end_session, name="end_session"),
    path("session/left/", profile.session_left, name="session_left"),
    path("session/stay/", profile.stay_signed_in, name="stay_signed_in"),
    path("organisations/", people.list_organisations, name="list_organisations"),
    path("organisations/<uuid:organisation_id>/", include(one_organisation)),
    path("events/", audit.list_all_events, name="list_all_events"),
    path("invitations/<slug:secret>/", invitations.accept_invitation, name="accept_invitation"),
]
