"""The same CPR number is still there once only: the blind index promises what the open number promised."""

from django.db import migrations

import sagsgang.sealing.fields


class Migration(migrations.Migration):
    dependencies = [("people", "0003_seal")]

    operations = [
        migrations.AlterField(
            model_name="cprnumber",
            name="index",
            field=sagsgang.sealing.fields.BlindIndex(
                editable=False, max_length=73, of="number", unique=True, verbose_name="indeks"
            ),
        ),
    ]
