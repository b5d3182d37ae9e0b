"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from deungdae.project.processes.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deungdae.project.settings.production")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 the pages are imported now, not by the first visitor
settle()
