"""The few locked cases are found without looking at all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_who_may_see")]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("locked", True)), fields=["id"], name="case_locked"),
        ),
    ]
