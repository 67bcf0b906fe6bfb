from django.apps import AppConfig
from django.core.checks import Tags, register


class SiteConfig(AppConfig):
    name = "wellbeing_portal.site"
    label = "site"
    verbose_name = "Site"

    def ready(self) -> None:
        from . import checks, curator_sessions, leftovers
        from .shortlist import compare_choices as choices

        choices.connect()
        curator_sessions.connect()
        leftovers.connect()
        register(checks.check_groups, "facets")
        register(checks.check_contact, Tags.security, deploy=True)
