"""Adds the NHS organisations of Derby and Derbyshire."""

from django.db import migrations

from accounts.organisations import add_organisations


def add(apps, schema_editor):
    add_organisations(apps.get_model("accounts", "Organisation"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_audit_is_append_only")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
