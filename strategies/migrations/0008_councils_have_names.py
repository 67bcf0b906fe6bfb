"""Gives councils all their names, their days, and rows that say which followed which."""

import django.db.models.deletion
import simple_history.models
import strategies.council_names.sorting
import wellbeing_portal.core.models.history
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('strategies', '0007_readings_of_concepts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CouncilChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('extent', models.CharField(choices=[('whole', 'The whole of its area'), ('part', 'A part of its area')], default='whole', max_length=5)),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('decided', 'Decided, not yet law'), ('ordered', 'Ordered by law'), ('in-force', 'In force')], max_length=8)),
                ('date', models.DateField(blank=True, help_text='The first day of the council that follows.', null=True)),
                ('source', models.CharField(blank=True, help_text='Where it is said: an order, a register, a page.', max_length=300)),
            ],
            options={
                'ordering': ['predecessor', 'position'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCouncilChange',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('history_user_name', wellbeing_portal.core.models.history.AccountNameField(default='', editable=False, max_length=150)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('extent', models.CharField(choices=[('whole', 'The whole of its area'), ('part', 'A part of its area')], default='whole', max_length=5)),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('decided', 'Decided, not yet law'), ('ordered', 'Ordered by law'), ('in-force', 'In force')], max_length=8)),
                ('date', models.DateField(blank=True, help_text='The first day of the council that follows.', null=True)),
                ('source', models.CharField(blank=True, help_text='Where it is said: an order, a register, a page.', max_length=300)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical council change',
                'verbose_name_plural': 'historical council changes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterModelOptions(
            name='council',
            options={'ordering': ['sort_name']},
        ),
        migrations.RemoveConstraint(
            model_name='council',
            name='council_abolished_after_established',
        ),
        migrations.RenameField(
            model_name='council',
            old_name='abolished',
            new_name='ends',
        ),
        migrations.RenameField(
            model_name='council',
            old_name='established',
            new_name='begins',
        ),
        migrations.RenameField(
            model_name='historicalcouncil',
            old_name='abolished',
            new_name='ends',
        ),
        migrations.RenameField(
            model_name='historicalcouncil',
            old_name='established',
            new_name='begins',
        ),
        migrations.AlterField(
            model_name='council',
            name='begins',
            field=models.DateField(blank=True, help_text='Its first day, which may be to come.', null=True, verbose_name='begins on'),
        ),
        migrations.AlterField(
            model_name='council',
            name='ends',
            field=models.DateField(blank=True, help_text='Its last day, which may be to come.', null=True, verbose_name='ends on'),
        ),
        migrations.AddField(
            model_name='council',
            name='former_names',
            field=models.JSONField(blank=True, default=list, help_text='Names of this same council before it was renamed: Shepway. A council that it followed is a council of its own.'),
        ),
        migrations.AddField(
            model_name='council',
            name='gaelic_name',
            field=models.CharField(blank=True, help_text='Na h-Eileanan Siar.', max_length=100),
        ),
        migrations.AddField(
            model_name='council',
            name='initials',
            field=models.JSONField(blank=True, default=list, help_text='What it is shortened to: RCT, BCP.'),
        ),
        migrations.AddField(
            model_name='council',
            name='other_names',
            field=models.JSONField(blank=True, default=list, help_text='What else people call it: Hull, Western Isles.'),
        ),
        migrations.AddField(
            model_name='council',
            name='sort_name',
            field=strategies.council_names.sorting.SortNameField(blank=True, db_index=True, default='', editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name='council',
            name='welsh_name',
            field=models.CharField(blank=True, help_text='Caerdydd, Ynys Môn.', max_length=100),
        ),
        migrations.AlterField(
            model_name='historicalcouncil',
            name='begins',
            field=models.DateField(blank=True, help_text='Its first day, which may be to come.', null=True, verbose_name='begins on'),
        ),
        migrations.AlterField(
            model_name='historicalcouncil',
            name='ends',
            field=models.DateField(blank=True, help_text='Its last day, which may be to come.', null=True, verbose_name='ends on'),
        ),
        migrations.AddField(
            model_name='historicalcouncil',
            name='former_names',
            field=models.JSONField(blank=True, default=list, help_text='Names of this same council before it was renamed: Shepway. A council that it followed is a council of its own.'),
        ),
        migrations.AddField(
            model_name='historicalcouncil',
            name='gaelic_name',
            field=models.CharField(blank=True, help_text='Na h-Eileanan Siar.', max_length=100),
        ),
        migrations.AddField(
            model_name='historicalcouncil',
            name='initials',
            field=models.JSONField(blank=True, default=list, help_text='What it is shortened to: RCT, BCP.'),
        ),
        migrations.AddField(
            model_name='historicalcouncil',
            name='other_names',
            field=models.JSONField(blank=True, default=list, help_text='What else people call it: Hull, Western Isles.'),
        ),
        migrations.AddField(
            model_name='historicalcouncil',
            name='sort_name',
            field=strategies.council_names.sorting.SortNameField(blank=True, db_index=True, default='', editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name='historicalcouncil',
            name='welsh_name',
            field=models.CharField(blank=True, help_text='Caerdydd, Ynys Môn.', max_length=100),
        ),
        migrations.AlterField(
            model_name='council',
            name='gss_code',
            field=models.CharField(blank=True, help_text='The nine-character code of the Office for National Statistics: E08000035. Empty until one is issued.', max_length=9, null=True, unique=True, verbose_name='GSS code'),
        ),
        migrations.AlterField(
            model_name='historicalcouncil',
            name='gss_code',
            field=models.CharField(blank=True, db_index=True, help_text='The nine-character code of the Office for National Statistics: E08000035. Empty until one is issued.', max_length=9, null=True, verbose_name='GSS code'),
        ),
        migrations.AddConstraint(
            model_name='council',
            constraint=models.CheckConstraint(condition=models.Q(('begins__isnull', True), ('ends__isnull', True), ('ends__gte', models.F('begins')), _connector='OR'), name='council_ends_after_it_begins', violation_error_message='A council cannot end before it begins.'),
        ),
        migrations.AddField(
            model_name='councilchange',
            name='predecessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='strategies.council'),
        ),
        migrations.AddField(
            model_name='councilchange',
            name='successor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follows', to='strategies.council'),
        ),
        migrations.AddField(
            model_name='historicalcouncilchange',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalcouncilchange',
            name='predecessor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.council'),
        ),
        migrations.AddField(
            model_name='historicalcouncilchange',
            name='successor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.council'),
        ),
        migrations.AddConstraint(
            model_name='councilchange',
            constraint=models.UniqueConstraint(fields=('predecessor', 'successor'), name='councilchange_unique', violation_error_message='This council is already among those that follow.'),
        ),
        migrations.AddConstraint(
            model_name='councilchange',
            constraint=models.UniqueConstraint(fields=('predecessor', 'position'), name='councilchange_position_unique', violation_error_message='Two changes of a council have the same position.'),
        ),
        migrations.AddConstraint(
            model_name='councilchange',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='councilchange_not_to_itself', violation_error_message='A council does not follow itself.'),
        ),
        migrations.AddConstraint(
            model_name='councilchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['ordered', 'in-force']), _negated=True), ('date__isnull', False), _connector='OR'), name='councilchange_law_has_a_date', violation_error_message='What is ordered or in force has a date.'),
        ),
    ]
