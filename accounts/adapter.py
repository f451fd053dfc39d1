"""How sign-in behaves: nobody can make an account by themselves; each begins with an invitation."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class InvitedOnlySingleSignOn(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False
