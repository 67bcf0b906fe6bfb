"""Makes the tables of core in one step.

A new database takes this one; a database that has some of the migrations it replaces takes the
rest of them. Both end with the same tables.
"""

import wellbeing_portal.search.models
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):

    replaces = [
        ('core', '0001_initial'),
        ('core', '0002_index_change'),
        ('core', '0003_loaded_record_by_primary_key'),
        ('core', '0004_loaded_record_without_digest'),
        ('core', '0005_redirect'),
        ('core', '0006_time_of_index_change'),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Redirect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100)),
                ('slug', models.CharField(max_length=100, verbose_name='former slug')),
                ('record', models.BigIntegerField(verbose_name='number of the record')),
                ('name', models.CharField(blank=True, help_text='What the record was called, where it has been deleted.', max_length=200, verbose_name='deleted record')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'former address',
                'verbose_name_plural': 'former addresses',
                'ordering': ['kind', 'slug'],
                'indexes': [
                    models.Index(fields=['kind', 'record'], name='redirect_record'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'slug'), name='redirect_kind_slug_unique'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ContentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0)),
                ('token', models.CharField(default=wellbeing_portal.search.models.new_token, max_length=16)),
                ('lineage', models.CharField(default=wellbeing_portal.search.models.new_token, max_length=16)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('id', 1)), name='contentversion_one_row'),
                ],
            },
        ),
        migrations.CreateModel(
            name='IndexChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(db_index=True)),
                ('token', models.CharField(max_length=16)),
                ('collection', models.CharField(max_length=40)),
                ('record', models.BigIntegerField()),
                ('at', models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.CreateModel(
            name='LoadedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('record', models.BigIntegerField(null=True)),
                ('file_digest', models.CharField(max_length=64)),
                ('state', models.JSONField(null=True)),
                ('loaded_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'key'), name='loadedrecord_kind_key_unique'),
                ],
            },
        ),
    ]
