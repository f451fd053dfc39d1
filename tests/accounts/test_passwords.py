"""How passwords are kept and chosen."""

from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.utils.module_loading import import_string

from accounts.hashers import Argon2id


def test_passwords_are_kept_with_argon2id_at_a_cost_two_cores_can_bear():
    hasher = Argon2id()
    kept = hasher.encode("a password", hasher.salt())
    assert "$argon2id$v=19$m=47104,t=1,p=1$" in kept
    assert hasher.verify("a password", kept)


def test_argon2id_is_what_new_passwords_get_outside_the_tests():
    from config import settings as ours

    assert import_string(ours.PASSWORD_HASHERS[0]) is Argon2id


def test_twelve_characters_no_common_ones_and_no_rules_about_which_characters():
    names = {type(validator).__name__ for validator in get_default_password_validators()}
    assert names == {"MinimumLengthValidator", "CommonPasswordValidator", "UserAttributeSimilarityValidator"}
    assert settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] == {"min_length": 12}
