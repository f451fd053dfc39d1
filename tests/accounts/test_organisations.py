"""The organisations of Derby and Derbyshire are there from the start."""

import pytest

from accounts.models import Organisation
from accounts.organisations import ICB, ORGANISATIONS, add_organisations

pytestmark = pytest.mark.django_db


def test_each_organisation_is_there_once_under_its_icb():
    add_organisations(Organisation)
    add_organisations(Organisation)
    icb = Organisation.objects.get(name=ICB[0])
    assert icb.kind == Organisation.Kind.ICB
    assert {o.name for o in icb.organisations.all()} == {name for name, _, _ in ORGANISATIONS}


def test_every_kind_is_one_we_know():
    assert {kind for _, _, kind in ORGANISATIONS} <= set(Organisation.Kind.values)
