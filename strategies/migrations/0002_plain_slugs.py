"""Finds the records of files that the first release loaded, and makes slugs plain."""

import django.db.models.functions.text
from django.db import migrations, models

from wellbeing_portal.core.content.first_release import tie_records
from wellbeing_portal.core.redirects.mending import mend_slugs

MODELS = ['Council', 'Source', 'Strategy', 'Theme']
LOADED = {name.lower(): ('strategies', name) for name in MODELS}
ROWS = {'strategy': {'priorities': {}, 'scrutiny_meetings': {'points': {}}}}
NAMES = {'ScrutinyMeeting': lambda meeting: f'{meeting.committee}: {meeting.strategy.title}'}


def tie(apps, schema_editor):
    tie_records(apps, LOADED, ROWS, NAMES)


def mend(apps, schema_editor):
    mend_slugs(apps, 'strategies', MODELS)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_redirect'),
        ('strategies', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(tie, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='council',
            name='slug',
            field=models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100, unique=True),
        ),
        migrations.AlterField(
            model_name='historicalcouncil',
            name='slug',
            field=models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100),
        ),
        migrations.AlterField(
            model_name='historicalsource',
            name='slug',
            field=models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100),
        ),
        migrations.AlterField(
            model_name='historicalstrategy',
            name='slug',
            field=models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100),
        ),
        migrations.AlterField(
            model_name='historicaltheme',
            name='slug',
            field=models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100),
        ),
        migrations.AlterField(
            model_name='source',
            name='slug',
            field=models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100, unique=True),
        ),
        migrations.AlterField(
            model_name='strategy',
            name='slug',
            field=models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100, unique=True),
        ),
        migrations.AlterField(
            model_name='theme',
            name='slug',
            field=models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100, unique=True),
        ),
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='council',
            constraint=models.CheckConstraint(condition=models.Q(('slug', django.db.models.functions.text.Lower('slug')), models.Q(('slug', ''), _negated=True), models.Q(('slug__contains', '_'), _negated=True), models.Q(('slug__contains', '--'), _negated=True), models.Q(('slug__startswith', '-'), _negated=True), models.Q(('slug__endswith', '-'), _negated=True)), name='council_slug_plain', violation_error_message='Write lower case letters and digits, with single hyphens between words: mental-health.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('slug', django.db.models.functions.text.Lower('slug')), models.Q(('slug', ''), _negated=True), models.Q(('slug__contains', '_'), _negated=True), models.Q(('slug__contains', '--'), _negated=True), models.Q(('slug__startswith', '-'), _negated=True), models.Q(('slug__endswith', '-'), _negated=True)), name='source_slug_plain', violation_error_message='Write lower case letters and digits, with single hyphens between words: mental-health.'),
        ),
        migrations.AddConstraint(
            model_name='strategy',
            constraint=models.CheckConstraint(condition=models.Q(('slug', django.db.models.functions.text.Lower('slug')), models.Q(('slug', ''), _negated=True), models.Q(('slug__contains', '_'), _negated=True), models.Q(('slug__contains', '--'), _negated=True), models.Q(('slug__startswith', '-'), _negated=True), models.Q(('slug__endswith', '-'), _negated=True)), name='strategy_slug_plain', violation_error_message='Write lower case letters and digits, with single hyphens between words: mental-health.'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.CheckConstraint(condition=models.Q(('slug', django.db.models.functions.text.Lower('slug')), models.Q(('slug', ''), _negated=True), models.Q(('slug__contains', '_'), _negated=True), models.Q(('slug__contains', '--'), _negated=True), models.Q(('slug__startswith', '-'), _negated=True), models.Q(('slug__endswith', '-'), _negated=True)), name='theme_slug_plain', violation_error_message='Write lower case letters and digits, with single hyphens between words: mental-health.'),
        ),
    ]
