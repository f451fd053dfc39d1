from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_load_directory")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="changed_at",
            field=models.DateTimeField(auto_now=True, default=timezone.now),
            preserve_default=False,
        )
        for name in ("partner", "resource")
    ]
