"""Lets no two rows of a record have the same key, and none be without one.

It stands apart from the keys: PostgreSQL does not change a table whose rows are being written.
"""

from django.db import migrations, models
import django.db.models.functions.text


class Migration(migrations.Migration):

    dependencies = [
        ("strategies", "0005_keys_of_rows"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='priority',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='priority_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='priority',
            constraint=models.UniqueConstraint(fields=('strategy', 'key'), name='priority_key_unique', violation_error_message='Two priorities of a strategy have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='scrutinymeeting',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='scrutinymeeting_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='scrutinymeeting',
            constraint=models.UniqueConstraint(fields=('strategy', 'key'), name='scrutinymeeting_key_unique', violation_error_message='Two meetings on a strategy have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='scrutinypoint',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='scrutinypoint_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='scrutinypoint',
            constraint=models.UniqueConstraint(fields=('meeting', 'key'), name='scrutinypoint_key_unique', violation_error_message='Two points of a meeting have the same key.'),
        ),
    ]
