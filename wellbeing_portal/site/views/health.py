"""Whether the portal is alive, and whether it can serve."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from casestudies.models import CaseStudy
from wellbeing_portal.search import IndexUnavailable, answers


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process runs; it asks nothing of the database."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database and index answer, as pages need them; 503 otherwise.

    An index that is behind for a while still serves: it is ready, and the answer says so.
    """
    try:
        connection.ensure_connection()
        CaseStudy.objects.exists()
        behind = answers()
    except Error:
        return JsonResponse({"status": "unavailable", "database": "no answer"}, status=503)
    except IndexUnavailable:
        said = {"status": "unavailable", "database": "ok", "index": "no answer"}
        return JsonResponse(said, status=503)
    index = f"behind since {behind.since.isoformat(timespec='seconds')}" if behind else "ok"
    return JsonResponse({"status": "ready", "database": "ok", "index": index})
