"""WSGI entry point: `newsroom.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from deeds import sender
from newsroom import statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()
statements.limit()
sender.start_with_the_site()
