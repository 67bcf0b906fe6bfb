from django.apps import AppConfig
from django.core.checks import register


class CoreConfig(AppConfig):
    name = "wellbeing_portal.core"
    label = "core"
    verbose_name = "Portal"

    def ready(self) -> None:
        from . import holding

        holding.hold()
        register(holding.check_holding)
