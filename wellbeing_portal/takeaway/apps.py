from django.apps import AppConfig


class TakeawayConfig(AppConfig):
    name = "wellbeing_portal.takeaway"
    label = "takeaway"
    verbose_name = "Files to take away"

    def ready(self) -> None:
        from . import answers_files, concepts_compared, evidence_map_files, offers, pathways_files

        offers.declare()
        answers_files.declare()
        concepts_compared.declare()
        evidence_map_files.declare()
        pathways_files.declare()
