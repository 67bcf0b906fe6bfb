"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellbeing_portal.settings")

application = get_wsgi_application()

from wellbeing_portal.core.index import registry  # noqa: E402 - needs the apps
from wellbeing_portal.core.index.fingerprint import fingerprint  # noqa: E402

# While what is on disk is the code that was loaded: a next release may be put in its place.
fingerprint(registry)
