"""Takes away the bare ties to successors, which are changes of councils by now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("strategies", "0009_successors_are_changes"),
    ]

    operations = [
        migrations.RemoveField(
            model_name='historicalcouncil_successors',
            name='from_council',
        ),
        migrations.RemoveField(
            model_name='historicalcouncil_successors',
            name='history',
        ),
        migrations.RemoveField(
            model_name='historicalcouncil_successors',
            name='to_council',
        ),
        migrations.RemoveField(
            model_name='council',
            name='successors',
        ),
        migrations.DeleteModel(
            name='HistoricalCouncil_successors',
        ),
    ]
