"""Whether the portal is alive, and whether it can serve."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from casestudies.models import CaseStudy


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process runs; it asks nothing of the database."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and has its tables, 503 otherwise."""
    try:
        connection.ensure_connection()
        CaseStudy.objects.exists()
    except Error:
        return JsonResponse({"status": "unavailable", "database": "no answer"}, status=503)
    return JsonResponse({"status": "ready", "database": "ok"})
