from django.apps import AppConfig


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = "Case studies and evidence"

    def ready(self) -> None:
        from . import aggregates
        from .indexed.declared import declare

        declare()
        aggregates.declare()
