from django.db import migrations, models

IS_PLANNED = {
    'default': False,
    'help_text': 'The amount was asked for, planned or pledged, and the source does not say that it was spent or agreed.',
    'verbose_name': 'planned',
}


class Migration(migrations.Migration):

    dependencies = [
        ('casestudies', '0015_told_in_the_main_source'),
    ]

    operations = [
        migrations.AddField(
            model_name=model,
            name='is_planned',
            field=models.BooleanField(**IS_PLANNED),
        )
        for model in ('cost', 'historicalcost')
    ]
