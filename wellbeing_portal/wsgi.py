"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellbeing_portal.settings")

application = get_wsgi_application()

# Once the settings are known: commands, which do not come here, wait as long as they need.
from wellbeing_portal.core.database.patience import serve_with_patience  # noqa: E402

serve_with_patience()
