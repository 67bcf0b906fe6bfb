from django.apps import AppConfig


class CurateConfig(AppConfig):
    name = "wellbeing_portal.curate"
    label = "curate"
    verbose_name = "Editor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wellbeing_portal.core.publishing.going import record_goes
        from wellbeing_portal.core.serving.cleaning import register

        from .accounts.asking import remove_old
        from .commenting import take_along
        from .importing import leftovers

        record_goes.connect(take_along, dispatch_uid="what was said of what goes")
        register("links to new passwords that count no more", remove_old)
        register("rows of imports that are kept no longer", leftovers.remove_old)
