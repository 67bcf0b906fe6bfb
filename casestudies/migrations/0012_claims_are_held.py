from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casestudies', '0011_claims_of_findings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='finding',
            name='claim',
            field=models.CharField(choices=[('changed', 'Changed'), ('intended', 'Aimed at'), ('modelled', 'Modelled'), ('done', 'Done')], help_text='Whether something changed, was aimed at, was calculated, or was done.', max_length=8),
        ),
        migrations.AlterField(
            model_name='historicalfinding',
            name='claim',
            field=models.CharField(choices=[('changed', 'Changed'), ('intended', 'Aimed at'), ('modelled', 'Modelled'), ('done', 'Done')], help_text='Whether something changed, was aimed at, was calculated, or was done.', max_length=8),
        ),
        migrations.RemoveField(
            model_name='finding',
            name='approach',
        ),
        migrations.RemoveField(
            model_name='finding',
            name='is_key',
        ),
        migrations.RemoveField(
            model_name='historicalfinding',
            name='approach',
        ),
        migrations.RemoveField(
            model_name='historicalfinding',
            name='is_key',
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['claim', 'evidence_level'], name='finding_claim_level'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('high_value__isnull', True), ('high_value__gt', models.F('value')), _connector='OR'), name='finding_range_goes_up', violation_error_message='The upper end of a range is above its lower end.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('from_value__isnull', True), models.Q(('high_value__isnull', True), ('value__isnull', False)), _connector='OR'), name='finding_from_has_to', violation_error_message='A number before a change needs the number after it, and no range.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim', 'changed'), ('evidence_level__isnull', False), models.Q(('direction', ''), _negated=True)), models.Q(models.Q(('claim', 'changed'), _negated=True), ('direction', ''), ('evidence_level__isnull', True)), _connector='OR'), name='finding_only_changes_have_a_level', violation_error_message='A change has a direction and an evidence level; what was aimed at, modelled or done has neither.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim', 'done'), models.Q(('output', ''), _negated=True)), models.Q(models.Q(('claim', 'done'), _negated=True), ('output', '')), _connector='OR'), name='finding_only_work_done_has_an_output', violation_error_message='Work done says what was done or reached; nothing else does.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('key_order__isnull', True), ('key_order__range', (1, 3)), _connector='OR'), name='finding_key_order_1_to_3', violation_error_message='Key findings are numbered 1, 2 and 3.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('case_study', 'key_order'), name='finding_key_order_unique', violation_error_message='Two key findings have the same place.'),
        ),
        migrations.AddConstraint(
            model_name='gradereading',
            constraint=models.UniqueConstraint(fields=('finding', 'position'), name='gradereading_position_unique', violation_error_message='Two readings of a finding have the same position.'),
        ),
    ]
