"""Lets no two rows of a record have the same key, and none be without one.

It stands apart from the keys: PostgreSQL does not change a table whose rows are being written.
"""

from django.db import migrations, models
import django.db.models.functions.text


class Migration(migrations.Migration):

    dependencies = [
        ("casestudies", "0008_keys_of_rows"),
        # The start that stands for both lines comes after all of that app's.
        ("strategies", "0006_keys_are_unique"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='contextfact',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='contextfact_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='contextfact',
            constraint=models.UniqueConstraint(fields=('case_study', 'key'), name='contextfact_key_unique', violation_error_message='Two facts of a case study have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='contextfact',
            constraint=models.UniqueConstraint(fields=('framework_item', 'key'), name='contextfact_item_key_unique', violation_error_message='Two facts of an item have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='contextfact',
            constraint=models.UniqueConstraint(condition=models.Q(('case_study__isnull', True), ('framework_item__isnull', True)), fields=('council', 'key'), name='contextfact_council_key_unique', violation_error_message='Two facts of a council have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='finding_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('case_study', 'key'), name='finding_key_unique', violation_error_message='Two findings of a case study have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('framework_item', 'key'), name='finding_item_key_unique', violation_error_message='Two findings of an item have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='frameworkexample',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='frameworkexample_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='frameworkexample',
            constraint=models.UniqueConstraint(fields=('item', 'key'), name='frameworkexample_key_unique', violation_error_message='Two examples of an item have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='frameworkitem',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='frameworkitem_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='frameworkitem',
            constraint=models.UniqueConstraint(fields=('framework', 'key'), name='frameworkitem_key_unique', violation_error_message='Two items of a framework have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='initiative_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.UniqueConstraint(fields=('case_study', 'key'), name='initiative_key_unique', violation_error_message='Two initiatives have the same key.'),
        ),
        migrations.AddConstraint(
            model_name='initiativefunder',
            constraint=models.CheckConstraint(condition=models.Q(('key', django.db.models.functions.text.Lower('key')), models.Q(('key', ''), _negated=True), models.Q(('key__contains', '_'), _negated=True), models.Q(('key__contains', '--'), _negated=True), models.Q(('key__startswith', '-'), _negated=True), models.Q(('key__endswith', '-'), _negated=True)), name='initiativefunder_key_plain', violation_error_message='Write a key in lower case letters and digits, with single hyphens between words.'),
        ),
        migrations.AddConstraint(
            model_name='initiativefunder',
            constraint=models.UniqueConstraint(fields=('initiative', 'key'), name='initiativefunder_key_unique', violation_error_message='Two funders have the same key.'),
        ),
    ]
