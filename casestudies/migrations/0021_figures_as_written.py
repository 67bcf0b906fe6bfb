"""Figures are kept as their source writes them, beside the number that they are read as."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("casestudies", "0020_states_of_concepts"),
    ]

    operations = [
        migrations.AddField(
            model_name="contextfact",
            name="wording",
            field=models.CharField(blank=True, help_text="The figure in the words of the source: “42 of 60 people”. The number beside it is how it is read; without one the words stand alone.", max_length=200, verbose_name="as the source writes it"),
        ),
        migrations.AddField(
            model_name="finding",
            name="wording",
            field=models.CharField(blank=True, help_text="The figure in the words of the source: “42 of 60 people”. The number beside it is how it is read; without one the words stand alone.", max_length=200, verbose_name="as the source writes it"),
        ),
        migrations.AddField(
            model_name="historicalcontextfact",
            name="wording",
            field=models.CharField(blank=True, help_text="The figure in the words of the source: “42 of 60 people”. The number beside it is how it is read; without one the words stand alone.", max_length=200, verbose_name="as the source writes it"),
        ),
        migrations.AddField(
            model_name="historicalfinding",
            name="wording",
            field=models.CharField(blank=True, help_text="The figure in the words of the source: “42 of 60 people”. The number beside it is how it is read; without one the words stand alone.", max_length=200, verbose_name="as the source writes it"),
        ),
    ]
