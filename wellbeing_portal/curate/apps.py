from django.apps import AppConfig


class CurateConfig(AppConfig):
    name = "wellbeing_portal.curate"
    label = "curate"
    verbose_name = "Editor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wellbeing_portal.core.publishing.going import record_goes

        from .commenting import move_comments

        record_goes.connect(move_comments, dispatch_uid="comments of what goes")
