"""The door for the web server."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from deungdae.project.processes.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deungdae.project.settings.production")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
"""The pages are imported now and not by the first visitor."""
settle()
