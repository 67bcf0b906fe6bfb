from django.apps import AppConfig
from django.core.checks import Tags, register


class CoreConfig(AppConfig):
    name = "wellbeing_portal.core"
    label = "core"
    verbose_name = "Portal"

    def ready(self) -> None:
        from django.apps import apps
        from django.db.models.signals import post_migrate

        from .roles.groups import give_what_was_made
        from .text.fields import clean_fields

        post_migrate.connect(give_what_was_made)

        clean_fields(apps.get_models(include_auto_created=True))
        from .redirects import checks, deletion, noticing

        deletion.connect()
        noticing.connect()
        register(checks.check_addresses, Tags.urls)
        from . import holding

        holding.hold()
        register(holding.check_holding)
        from .indexed import checks as declarations

        register(declarations.check_declarations, "facets")
        register(declarations.check_content, Tags.database)
