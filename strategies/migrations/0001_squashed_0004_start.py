"""Makes the tables of councils, sources, strategies and what belongs to them in one step.

A new database takes this one; a database that has some of the migrations it replaces takes the
rest of them. Both end with the same tables. What those migrations do to rows is left out here:
a new database has none.
"""

import django.core.validators
import django.db.models.deletion
import simple_history.models
import wellbeing_portal.core.models.history
from django.conf import settings
from django.db import migrations, models
from django.db.migrations import CreateModel
from django.db.models.functions import Lower

from wellbeing_portal.core.database.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('strategies', '0001_initial'),
        ('strategies', '0002_plain_slugs'),
        ('strategies', '0003_history_names_accounts'),
        ('strategies', '0004_clean_texts'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            CreateModel(
                name='Council',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100, unique=True)),
                    ('name', models.CharField(help_text='The short name people use: Leeds, St Albans.', max_length=100, unique=True)),
                    ('official_name', models.CharField(help_text='As in law: Leeds City Council.', max_length=150)),
                    ('gss_code', models.CharField(help_text='The nine-character code of the Office for National Statistics: E08000035.', max_length=9, unique=True, verbose_name='GSS code')),
                    ('type', models.CharField(choices=[('county', 'County council'), ('district', 'District council'), ('unitary', 'Unitary authority'), ('metropolitan', 'Metropolitan borough'), ('london-borough', 'London borough'), ('welsh', 'Welsh council'), ('scottish', 'Scottish council'), ('northern-irish', 'Northern Irish council'), ('combined-authority', 'Combined authority')], db_index=True, max_length=20)),
                    ('region', models.CharField(choices=[('east-midlands', 'East Midlands'), ('east-of-england', 'East of England'), ('london', 'London'), ('north-east', 'North East'), ('north-west', 'North West'), ('south-east', 'South East'), ('south-west', 'South West'), ('west-midlands', 'West Midlands'), ('yorkshire-and-the-humber', 'Yorkshire and the Humber'), ('wales', 'Wales'), ('scotland', 'Scotland'), ('northern-ireland', 'Northern Ireland')], db_index=True, max_length=30)),
                    ('nation', models.CharField(choices=[('england', 'England'), ('wales', 'Wales'), ('scotland', 'Scotland'), ('northern-ireland', 'Northern Ireland')], db_index=True, max_length=20)),
                    ('parent', models.ForeignKey(blank=True, help_text='For a district: the county council above it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='districts', to='strategies.council', verbose_name='county council')),
                    ('established', models.DateField(blank=True, null=True)),
                    ('abolished', models.DateField(blank=True, null=True)),
                    ('successors', models.ManyToManyField(blank=True, help_text='The councils that took over when this one was abolished.', related_name='predecessors', to='strategies.council')),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('slug', Lower('slug')), models.Q(('slug', ''), _negated=True), models.Q(('slug__contains', '_'), _negated=True), models.Q(('slug__contains', '--'), _negated=True), models.Q(('slug__startswith', '-'), _negated=True), models.Q(('slug__endswith', '-'), _negated=True)), name='council_slug_plain', violation_error_message='Write lower case letters and digits, with single hyphens between words: mental-health.'),
                        models.CheckConstraint(condition=models.Q(('gss_code__regex', '^(E0[6-9]|E10|E47|W06|S12|N09)[0-9]{6}$')), name='council_gss_code_pattern', violation_error_message='A GSS code of a council looks like E08000035: a letter for the nation, two digits for the type and six for the council.'),
                        models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='council_not_its_own_parent', violation_error_message='A council cannot be its own county council.'),
                        models.CheckConstraint(condition=models.Q(('parent__isnull', True), ('type', 'district'), _connector='OR'), name='council_only_districts_have_parent', violation_error_message='Only a district council has a county council above it.'),
                        models.CheckConstraint(condition=models.Q(('established__isnull', True), ('abolished__isnull', True), ('abolished__gte', models.F('established')), _connector='OR'), name='council_abolished_after_established', violation_error_message='A council cannot be abolished before it is established.'),
                    ],
                },
            ),
            CreateModel(
                name='HistoricalCouncil',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('slug', models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100)),
                    ('history_user_name', wellbeing_portal.core.models.history.AccountNameField(default='', editable=False, max_length=150)),
                    ('name', models.CharField(db_index=True, help_text='The short name people use: Leeds, St Albans.', max_length=100)),
                    ('official_name', models.CharField(help_text='As in law: Leeds City Council.', max_length=150)),
                    ('gss_code', models.CharField(db_index=True, help_text='The nine-character code of the Office for National Statistics: E08000035.', max_length=9, verbose_name='GSS code')),
                    ('type', models.CharField(choices=[('county', 'County council'), ('district', 'District council'), ('unitary', 'Unitary authority'), ('metropolitan', 'Metropolitan borough'), ('london-borough', 'London borough'), ('welsh', 'Welsh council'), ('scottish', 'Scottish council'), ('northern-irish', 'Northern Irish council'), ('combined-authority', 'Combined authority')], db_index=True, max_length=20)),
                    ('region', models.CharField(choices=[('east-midlands', 'East Midlands'), ('east-of-england', 'East of England'), ('london', 'London'), ('north-east', 'North East'), ('north-west', 'North West'), ('south-east', 'South East'), ('south-west', 'South West'), ('west-midlands', 'West Midlands'), ('yorkshire-and-the-humber', 'Yorkshire and the Humber'), ('wales', 'Wales'), ('scotland', 'Scotland'), ('northern-ireland', 'Northern Ireland')], db_index=True, max_length=30)),
                    ('nation', models.CharField(choices=[('england', 'England'), ('wales', 'Wales'), ('scotland', 'Scotland'), ('northern-ireland', 'Northern Ireland')], db_index=True, max_length=20)),
                    ('established', models.DateField(blank=True, null=True)),
                    ('abolished', models.DateField(blank=True, null=True)),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, help_text='For a district: the county council above it.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.council', verbose_name='county council')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical council',
                    'verbose_name_plural': 'historical councils',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='HistoricalCouncil_successors',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('from_council', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.council')),
                    ('to_council', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.council')),
                    ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='strategies.historicalcouncil')),
                    ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ],
                options={
                    'verbose_name': 'HistoricalCouncil_successors',
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='Source',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100, unique=True)),
                    ('title', models.CharField(help_text='What a reader would call it. It stands alone in a list and in a browser tab.', max_length=200)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', help_text='Only published records are shown to the public.', max_length=10, verbose_name='publishing state')),
                    ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('updated_at', models.DateTimeField(auto_now=True)),
                    ('review_due', models.DateField(blank=True, help_text='When somebody should check that this is still right.', null=True)),
                    ('inferred', models.TextField(blank=True, help_text='Say what this record assumes that its source does not state, and why. Shown to readers as a notice. Leave empty when everything comes from the source.', verbose_name='what is inferred')),
                    ('kind', models.CharField(choices=[('report', 'Report'), ('strategy', 'Strategy'), ('minutes', 'Minutes'), ('article', 'Article'), ('news', 'News item'), ('web_page', 'Web page')], max_length=10)),
                    ('author', models.CharField(blank=True, help_text='People or bodies named as the authors.', max_length=200)),
                    ('publisher', models.CharField(blank=True, max_length=200)),
                    ('published_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)])),
                    ('published_on', models.DateField(blank=True, help_text='The day of publication, where the document gives it.', null=True)),
                    ('url', models.URLField(blank=True, max_length=500, verbose_name='web address')),
                    ('summary', models.TextField(blank=True, help_text='What the document is and how it was made.')),
                ],
                options={
                    'ordering': ['title'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('slug', Lower('slug')), models.Q(('slug', ''), _negated=True), models.Q(('slug__contains', '_'), _negated=True), models.Q(('slug__contains', '--'), _negated=True), models.Q(('slug__startswith', '-'), _negated=True), models.Q(('slug__endswith', '-'), _negated=True)), name='source_slug_plain', violation_error_message='Write lower case letters and digits, with single hyphens between words: mental-health.'),
                        models.CheckConstraint(condition=models.Q(('published_on__isnull', True), ('published_year__isnull', True), ('published_on__year', models.F('published_year')), _connector='OR'), name='source_year_matches_date', violation_error_message='The year and the day of publication disagree.'),
                    ],
                },
            ),
            CreateModel(
                name='HistoricalSource',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('slug', models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100)),
                    ('title', models.CharField(help_text='What a reader would call it. It stands alone in a list and in a browser tab.', max_length=200)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', help_text='Only published records are shown to the public.', max_length=10, verbose_name='publishing state')),
                    ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('updated_at', models.DateTimeField(blank=True, editable=False)),
                    ('review_due', models.DateField(blank=True, help_text='When somebody should check that this is still right.', null=True)),
                    ('inferred', models.TextField(blank=True, help_text='Say what this record assumes that its source does not state, and why. Shown to readers as a notice. Leave empty when everything comes from the source.', verbose_name='what is inferred')),
                    ('history_user_name', wellbeing_portal.core.models.history.AccountNameField(default='', editable=False, max_length=150)),
                    ('kind', models.CharField(choices=[('report', 'Report'), ('strategy', 'Strategy'), ('minutes', 'Minutes'), ('article', 'Article'), ('news', 'News item'), ('web_page', 'Web page')], max_length=10)),
                    ('author', models.CharField(blank=True, help_text='People or bodies named as the authors.', max_length=200)),
                    ('publisher', models.CharField(blank=True, max_length=200)),
                    ('published_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)])),
                    ('published_on', models.DateField(blank=True, help_text='The day of publication, where the document gives it.', null=True)),
                    ('url', models.URLField(blank=True, max_length=500, verbose_name='web address')),
                    ('summary', models.TextField(blank=True, help_text='What the document is and how it was made.')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical source',
                    'verbose_name_plural': 'historical sources',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='Strategy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100, unique=True)),
                    ('title', models.CharField(help_text='What a reader would call it. It stands alone in a list and in a browser tab.', max_length=200)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', help_text='Only published records are shown to the public.', max_length=10, verbose_name='publishing state')),
                    ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('updated_at', models.DateTimeField(auto_now=True)),
                    ('review_due', models.DateField(blank=True, help_text='When somebody should check that this is still right.', null=True)),
                    ('inferred', models.TextField(blank=True, help_text='Say what this record assumes that its source does not state, and why. Shown to readers as a notice. Leave empty when everything comes from the source.', verbose_name='what is inferred')),
                    ('locator', models.CharField(blank=True, help_text='Section heading, page or paragraph, so that a reader can find the passage.', max_length=200, verbose_name='place in the source')),
                    ('start_year', models.PositiveSmallIntegerField(blank=True, help_text='Year, if the source gives it.', null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='from')),
                    ('end_year', models.PositiveSmallIntegerField(blank=True, help_text='Year. Leave empty if it goes on or is not known.', null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='to')),
                    ('kind', models.CharField(choices=[('health-and-wellbeing-strategy', 'Health and wellbeing strategy'), ('mental-health-strategy', 'Mental health strategy or programme'), ('prevention-strategy', 'Wellbeing and prevention strategy'), ('policy', 'Policy'), ('corporate-plan', 'Corporate plan'), ('city-plan', 'City or area plan'), ('housing-strategy', 'Housing strategy'), ('green-paper', 'Green paper'), ('principles', 'Set of principles')], db_index=True, max_length=30)),
                    ('status', models.CharField(blank=True, choices=[('draft', 'Draft'), ('consultation', 'In consultation'), ('adopted', 'Adopted'), ('superseded', 'Superseded')], db_index=True, help_text='How far the document itself had come, according to its source.', max_length=12)),
                    ('partnership', models.CharField(blank=True, help_text='The board or partnership that owns it, where it is not the council alone.', max_length=200, verbose_name='partnership name')),
                    ('adopted_on', models.DateField(blank=True, null=True)),
                    ('vision', models.TextField(blank=True, help_text='What it hopes to achieve, in our words or as a short quotation.')),
                    ('summary', models.TextField(help_text='What it is and what it sets out, in two or three lines.')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strategies', to='strategies.source')),
                    ('councils', models.ManyToManyField(related_name='strategies', to='strategies.council')),
                ],
                options={
                    'verbose_name_plural': 'strategies',
                    'ordering': ['title'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('slug', Lower('slug')), models.Q(('slug', ''), _negated=True), models.Q(('slug__contains', '_'), _negated=True), models.Q(('slug__contains', '--'), _negated=True), models.Q(('slug__startswith', '-'), _negated=True), models.Q(('slug__endswith', '-'), _negated=True)), name='strategy_slug_plain', violation_error_message='Write lower case letters and digits, with single hyphens between words: mental-health.'),
                        models.CheckConstraint(condition=models.Q(('start_year__isnull', True), ('end_year__isnull', True), ('end_year__gte', models.F('start_year')), _connector='OR'), name='strategy_ends_after_start', violation_error_message='The end cannot be before the start.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('start_year__isnull', True), ('start_year__range', (1900, 2100)), _connector='OR'), models.Q(('end_year__isnull', True), ('end_year__range', (1900, 2100)), _connector='OR')), name='strategy_plausible_years', violation_error_message='Write years between 1900 and 2100.'),
                    ],
                },
            ),
            CreateModel(
                name='HistoricalStrategy',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('slug', models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100)),
                    ('title', models.CharField(help_text='What a reader would call it. It stands alone in a list and in a browser tab.', max_length=200)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', help_text='Only published records are shown to the public.', max_length=10, verbose_name='publishing state')),
                    ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('updated_at', models.DateTimeField(blank=True, editable=False)),
                    ('review_due', models.DateField(blank=True, help_text='When somebody should check that this is still right.', null=True)),
                    ('inferred', models.TextField(blank=True, help_text='Say what this record assumes that its source does not state, and why. Shown to readers as a notice. Leave empty when everything comes from the source.', verbose_name='what is inferred')),
                    ('history_user_name', wellbeing_portal.core.models.history.AccountNameField(default='', editable=False, max_length=150)),
                    ('locator', models.CharField(blank=True, help_text='Section heading, page or paragraph, so that a reader can find the passage.', max_length=200, verbose_name='place in the source')),
                    ('start_year', models.PositiveSmallIntegerField(blank=True, help_text='Year, if the source gives it.', null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='from')),
                    ('end_year', models.PositiveSmallIntegerField(blank=True, help_text='Year. Leave empty if it goes on or is not known.', null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='to')),
                    ('kind', models.CharField(choices=[('health-and-wellbeing-strategy', 'Health and wellbeing strategy'), ('mental-health-strategy', 'Mental health strategy or programme'), ('prevention-strategy', 'Wellbeing and prevention strategy'), ('policy', 'Policy'), ('corporate-plan', 'Corporate plan'), ('city-plan', 'City or area plan'), ('housing-strategy', 'Housing strategy'), ('green-paper', 'Green paper'), ('principles', 'Set of principles')], db_index=True, max_length=30)),
                    ('status', models.CharField(blank=True, choices=[('draft', 'Draft'), ('consultation', 'In consultation'), ('adopted', 'Adopted'), ('superseded', 'Superseded')], db_index=True, help_text='How far the document itself had come, according to its source.', max_length=12)),
                    ('partnership', models.CharField(blank=True, help_text='The board or partnership that owns it, where it is not the council alone.', max_length=200, verbose_name='partnership name')),
                    ('adopted_on', models.DateField(blank=True, null=True)),
                    ('vision', models.TextField(blank=True, help_text='What it hopes to achieve, in our words or as a short quotation.')),
                    ('summary', models.TextField(help_text='What it is and what it sets out, in two or three lines.')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.source')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical strategy',
                    'verbose_name_plural': 'historical strategies',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='HistoricalStrategy_councils',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('strategy', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.strategy')),
                    ('council', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.council')),
                    ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='strategies.historicalstrategy')),
                    ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ],
                options={
                    'verbose_name': 'HistoricalStrategy_councils',
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='Theme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100, unique=True)),
                    ('name', models.CharField(help_text='The term itself, as people in the field say it.', max_length=100, unique=True)),
                    ('definition', models.TextField(help_text='One or two plain sentences that say what belongs here and what does not.')),
                    ('synonyms', models.JSONField(blank=True, default=list, help_text='Other words and abbreviations for the same thing, as a list: ["MECC"].', verbose_name='also known as')),
                    ('broader', models.ForeignKey(blank=True, help_text='The wider term that this one is a kind of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='narrower', to='strategies.theme', verbose_name='broader concept')),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('slug', Lower('slug')), models.Q(('slug', ''), _negated=True), models.Q(('slug__contains', '_'), _negated=True), models.Q(('slug__contains', '--'), _negated=True), models.Q(('slug__startswith', '-'), _negated=True), models.Q(('slug__endswith', '-'), _negated=True)), name='theme_slug_plain', violation_error_message='Write lower case letters and digits, with single hyphens between words: mental-health.'),
                        models.CheckConstraint(condition=models.Q(('broader__isnull', True), models.Q(('broader', models.F('id')), _negated=True), _connector='OR'), name='theme_not_broader_than_itself', violation_error_message='A concept cannot be its own broader concept.'),
                    ],
                },
            ),
            CreateModel(
                name='HistoricalTheme',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('slug', models.SlugField(help_text='Its name in addresses: lower case words and digits joined by hyphens. When it is changed, the former address leads here.', max_length=100)),
                    ('name', models.CharField(db_index=True, help_text='The term itself, as people in the field say it.', max_length=100)),
                    ('definition', models.TextField(help_text='One or two plain sentences that say what belongs here and what does not.')),
                    ('synonyms', models.JSONField(blank=True, default=list, help_text='Other words and abbreviations for the same thing, as a list: ["MECC"].', verbose_name='also known as')),
                    ('history_user_name', wellbeing_portal.core.models.history.AccountNameField(default='', editable=False, max_length=150)),
                    ('broader', models.ForeignKey(blank=True, db_constraint=False, help_text='The wider term that this one is a kind of.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.theme', verbose_name='broader concept')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical theme',
                    'verbose_name_plural': 'historical themes',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='Priority',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('locator', models.CharField(blank=True, help_text='Section heading, page or paragraph, so that a reader can find the passage.', max_length=200, verbose_name='place in the source')),
                    ('strategy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priorities', to='strategies.strategy')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('kind', models.CharField(choices=[('priority', 'Priority'), ('principle', 'Principle'), ('aim', 'Aim'), ('outcome', 'Intended outcome'), ('commitment', 'Commitment'), ('target-group', 'Target group')], default='priority', max_length=12)),
                    ('title', models.CharField(max_length=200)),
                    ('description', models.TextField(blank=True)),
                    ('themes', models.ManyToManyField(blank=True, related_name='priorities', to='strategies.theme')),
                ],
                options={
                    'verbose_name_plural': 'priorities',
                    'ordering': ['strategy', 'position'],
                    'constraints': [
                        models.UniqueConstraint(fields=('strategy', 'position'), name='priority_position_unique', violation_error_message='Two priorities of a strategy have the same position.'),
                    ],
                },
            ),
            CreateModel(
                name='HistoricalPriority',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('history_user_name', wellbeing_portal.core.models.history.AccountNameField(default='', editable=False, max_length=150)),
                    ('locator', models.CharField(blank=True, help_text='Section heading, page or paragraph, so that a reader can find the passage.', max_length=200, verbose_name='place in the source')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('kind', models.CharField(choices=[('priority', 'Priority'), ('principle', 'Principle'), ('aim', 'Aim'), ('outcome', 'Intended outcome'), ('commitment', 'Commitment'), ('target-group', 'Target group')], default='priority', max_length=12)),
                    ('title', models.CharField(max_length=200)),
                    ('description', models.TextField(blank=True)),
                    ('strategy', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.strategy')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical priority',
                    'verbose_name_plural': 'historical priorities',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='HistoricalPriority_themes',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('priority', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.priority')),
                    ('theme', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.theme')),
                    ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='strategies.historicalpriority')),
                    ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ],
                options={
                    'verbose_name': 'HistoricalPriority_themes',
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='ScrutinyMeeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('locator', models.CharField(blank=True, help_text='Section heading, page or paragraph, so that a reader can find the passage.', max_length=200, verbose_name='place in the source')),
                    ('strategy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scrutiny_meetings', to='strategies.strategy')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('committee', models.CharField(max_length=150)),
                    ('held_on', models.DateField(blank=True, help_text='Leave empty if not known.', null=True)),
                    ('introduction', models.TextField(blank=True, help_text='What officers and cabinet members said when they presented it.')),
                    ('chair_summary', models.TextField(blank=True, help_text='What the chair concluded.', verbose_name="chair's summary")),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scrutiny_meetings', to='strategies.source')),
                ],
                options={
                    'ordering': ['strategy', 'position'],
                    'constraints': [
                        models.UniqueConstraint(fields=('strategy', 'position'), name='scrutinymeeting_position_unique', violation_error_message='Two meetings on a strategy have the same position.'),
                    ],
                },
            ),
            CreateModel(
                name='HistoricalScrutinyMeeting',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('history_user_name', wellbeing_portal.core.models.history.AccountNameField(default='', editable=False, max_length=150)),
                    ('locator', models.CharField(blank=True, help_text='Section heading, page or paragraph, so that a reader can find the passage.', max_length=200, verbose_name='place in the source')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('committee', models.CharField(max_length=150)),
                    ('held_on', models.DateField(blank=True, help_text='Leave empty if not known.', null=True)),
                    ('introduction', models.TextField(blank=True, help_text='What officers and cabinet members said when they presented it.')),
                    ('chair_summary', models.TextField(blank=True, help_text='What the chair concluded.', verbose_name="chair's summary")),
                    ('strategy', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.strategy')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.source')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical scrutiny meeting',
                    'verbose_name_plural': 'historical scrutiny meetings',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            CreateModel(
                name='ScrutinyPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('locator', models.CharField(blank=True, help_text='Section heading, page or paragraph, so that a reader can find the passage.', max_length=200, verbose_name='place in the source')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='strategies.scrutinymeeting')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('raised_by', models.CharField(max_length=100)),
                    ('topic', models.CharField(help_text='In a few words, as a heading.', max_length=120)),
                    ('point', models.TextField(help_text='What was asked or said.')),
                    ('responded_by', models.CharField(blank=True, max_length=150)),
                    ('response', models.TextField(blank=True, help_text='What was answered, if anything was.')),
                    ('standing', models.CharField(choices=[('answered', 'Answered'), ('accepted', 'Accepted'), ('noted', 'Noted'), ('open', 'Still open')], help_text='Accepted: a change was promised. Open: an answer or action is still owed.', max_length=8)),
                ],
                options={
                    'ordering': ['meeting', 'position'],
                    'constraints': [
                        models.UniqueConstraint(fields=('meeting', 'position'), name='scrutinypoint_position_unique', violation_error_message='Two points of a meeting have the same position.'),
                    ],
                },
            ),
            CreateModel(
                name='HistoricalScrutinyPoint',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('history_user_name', wellbeing_portal.core.models.history.AccountNameField(default='', editable=False, max_length=150)),
                    ('locator', models.CharField(blank=True, help_text='Section heading, page or paragraph, so that a reader can find the passage.', max_length=200, verbose_name='place in the source')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('raised_by', models.CharField(max_length=100)),
                    ('topic', models.CharField(help_text='In a few words, as a heading.', max_length=120)),
                    ('point', models.TextField(help_text='What was asked or said.')),
                    ('responded_by', models.CharField(blank=True, max_length=150)),
                    ('response', models.TextField(blank=True, help_text='What was answered, if anything was.')),
                    ('standing', models.CharField(choices=[('answered', 'Answered'), ('accepted', 'Accepted'), ('noted', 'Noted'), ('open', 'Still open')], help_text='Accepted: a change was promised. Open: an answer or action is still owed.', max_length=8)),
                    ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='strategies.scrutinymeeting')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical scrutiny point',
                    'verbose_name_plural': 'historical scrutiny points',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ]),
    ]
