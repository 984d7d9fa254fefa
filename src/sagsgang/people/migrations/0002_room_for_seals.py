"""Columns wide enough for what is sealed, and one to find a number by. Sealing is 0003, the promises are 0004:
each in a transaction of its own, as PostgreSQL wants it, and each can be begun again."""

import django.core.validators
from django.db import migrations

import sagsgang.sealing.fields


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="address",
            field=sagsgang.sealing.fields.SealedText(
                blank=True,
                bound_to="uuid",
                longest=300,
                purpose="person.address",
                validators=[django.core.validators.ProhibitNullCharactersValidator()],
                verbose_name="adresse",
            ),
        ),
        migrations.AlterField(
            model_name="cprnumber",
            name="number",
            field=sagsgang.sealing.fields.SealedText(
                bound_to="person_id", longest=10, purpose="cpr.number", verbose_name="CPR-nummer"
            ),
        ),
        migrations.AddField(
            model_name="cprnumber",
            name="index",
            field=sagsgang.sealing.fields.BlindIndex(
                editable=False, max_length=73, null=True, of="number", verbose_name="indeks"
            ),
        ),
    ]
