"""Fills the directory from directory/data/, so that no database is without it. manage.py load_directory does the same later."""

from django.db import migrations

from directory.loading import load_partners, load_resources


def load(apps, schema_editor):
    load_partners(apps.get_model("directory", "Partner"))
    load_resources(apps.get_model("directory", "Resource"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
