from django.apps import AppConfig


class CurateConfig(AppConfig):
    name = "wellbeing_portal.curate"
    label = "curate"
    verbose_name = "Editor"
    default_auto_field = "django.db.models.BigAutoField"
