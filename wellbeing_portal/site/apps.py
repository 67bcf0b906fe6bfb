from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "wellbeing_portal.site"
    label = "site"
    verbose_name = "Site"
