"""What methods found of barriers, how far staff needs are met, and when a small test is looked at."""

from django.db import migrations, models


def course_becomes_a_column(apps, schema_editor):
    """The course of a development need moves out of its details, where it was kept until now."""
    for name in ("DevelopmentNeed", "HistoricalDevelopmentNeed"):
        model = apps.get_model("worksheets", name)
        for need in model.objects.exclude(details={}):
            if course := need.details.pop("course", ""):
                need.course = course
                need.save(update_fields=["course", "details"])


def course_goes_back(apps, schema_editor):
    for name in ("DevelopmentNeed", "HistoricalDevelopmentNeed"):
        model = apps.get_model("worksheets", name)
        for need in model.objects.exclude(course=""):
            need.details["course"] = need.course
            need.save(update_fields=["details"])


def on_both(name: str, column: str, field) -> list:
    return [
        migrations.AddField(model_name=model, name=column, field=field.clone()) for model in (name, f"historical{name}")
    ]


def word() -> models.Field:
    return models.CharField(blank=True, default="", max_length=40)


def day() -> models.Field:
    return models.DateField(blank=True, null=True)


def number() -> models.Field:
    return models.PositiveIntegerField(blank=True, null=True)


def barriers(back: str) -> models.Field:
    return models.ManyToManyField(blank=True, related_name=back, to="worksheets.barrier")


class Migration(migrations.Migration):
    dependencies = [
        ("worksheets", "0002_comments_and_attachments"),
    ]

    operations = [
        *on_both("developmentneed", "staff_group", word()),
        *on_both("developmentneed", "course", word()),
        *on_both("developmentneed", "headcount", number()),
        *on_both("developmentneed", "target", number()),
        *on_both("developmentneed", "done", number()),
        *on_both("method", "held_on", day()),
        *on_both("pdsacycle", "study_on", day()),
        migrations.AddField("method", "barriers_eased", barriers("eased_by_methods")),
        migrations.AddField("method", "barriers_same", barriers("same_by_methods")),
        migrations.AddField("method", "barriers_worse", barriers("worse_by_methods")),
        migrations.RunPython(course_becomes_a_column, course_goes_back),
    ]
