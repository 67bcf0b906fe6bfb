from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('curate', '0004_suggested_terms'),
    ]

    operations = [
        migrations.AlterField(
            model_name='comment',
            name='section',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name='rightlyempty',
            name='section',
            field=models.CharField(max_length=120),
        ),
        migrations.AlterField(
            model_name='typed',
            name='section',
            field=models.CharField(max_length=120),
        ),
    ]
