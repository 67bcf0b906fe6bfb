import django.core.validators
from django.db import migrations, models

TOLD_IN = {
    'blank': True,
    'help_text': 'The year of the main source. What rests on others may be newer.',
    'null': True,
    'validators': [
        django.core.validators.MinValueValidator(1900),
        django.core.validators.MaxValueValidator(2100),
    ],
    'verbose_name': 'as told in',
}


class Migration(migrations.Migration):

    dependencies = [
        ('casestudies', '0014_words_of_levels'),
    ]

    operations = [
        migrations.AlterField(
            model_name=model,
            name='told_in',
            field=models.PositiveSmallIntegerField(**TOLD_IN),
        )
        for model in ('casestudy', 'historicalcasestudy')
    ]
