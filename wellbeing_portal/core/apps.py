from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "wellbeing_portal.core"
    label = "core"
    verbose_name = "Portal"
