from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worksheets", "0009_reviews_and_closing")]
    operations = [
        migrations.AddField(model_name="comment", name="for_icb", field=models.BooleanField(default=False)),
    ]
