from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "wellbeing_portal.site"
    label = "site"
    verbose_name = "Site"

    def ready(self) -> None:
        from . import choices, curator_sessions, leftovers

        choices.connect()
        curator_sessions.connect()
        leftovers.connect()
