"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellbeing_portal.settings")

application = get_wsgi_application()

from wellbeing_portal.core.database.patience import serve_with_patience  # noqa: E402
from wellbeing_portal.core.serving.charset import Utf8Request  # noqa: E402

from .search import registry  # noqa: E402 - needs the apps
from .search.fingerprint import fingerprint  # noqa: E402

application.request_class = Utf8Request

# Once the settings are known: commands, which do not come here, wait as long as they need.
serve_with_patience()
# While what is on disk is the code that was loaded: a next release may be put in its place.
fingerprint(registry)
