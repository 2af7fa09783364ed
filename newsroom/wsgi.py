"""WSGI entry point: `newsroom.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom import statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()
statements.limit()
