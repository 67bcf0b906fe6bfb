from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "wellbeing_portal.site"
    label = "site"
    verbose_name = "Site"

    def ready(self) -> None:
        from . import curator_sessions, leftovers
        from .shortlist import compare_choices as choices

        choices.connect()
        curator_sessions.connect()
        leftovers.connect()
