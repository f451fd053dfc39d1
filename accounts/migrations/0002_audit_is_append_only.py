"""From here on the database refuses to change or remove a line of the audit trail."""

from django.db import migrations

from accounts import audit_lock


def lock(apps, schema_editor):
    audit_lock.lock(schema_editor.connection)


def unlock(apps, schema_editor):
    audit_lock.unlock(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_schema")]
    operations = [migrations.RunPython(lock, unlock)]
