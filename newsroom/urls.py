"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from newsroom import feeds, views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("articles.urls")),
    path("", include("hospitals.urls")),
    path("feeds/stories.atom", feeds.stories, name="stories-feed"),
    path("feeds/corrections.atom", feeds.corrections, name="corrections-feed"),
    path("api/v1/", include("newsroom.api")),
    path("admin/", admin.site.urls),
]
