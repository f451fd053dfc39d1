"""Passwords are kept with Argon2id at a cost that two cores can bear when fifty people sign in at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """46 MiB, one pass, one lane: OWASP's second setting. Django's own costs ten times the processor time."""

    time_cost = 1
    memory_cost = 47104
    parallelism = 1
