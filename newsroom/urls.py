"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from newsroom import api, feeds, views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, {"page": "about"}, name="about"),
    path("about/checking/", views.about, {"page": "checking"}, name="about_checking"),
    path("about/sources/", views.about, {"page": "sources"}, name="about_sources"),
    path("about/corrections/", views.about, {"page": "corrections"}, name="about_corrections"),
    path("", include("articles.urls")),
    path("", include("hospitals.urls")),
    path("feeds/stories.atom", feeds.stories, name="stories-feed"),
    path("feeds/corrections.atom", feeds.corrections, name="corrections-feed"),
    path("api/v1/", include("newsroom.api")),
    path("api/<anything:rest>", api.Nothing.as_view(), name="nothing"),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request
handler500 = views.server_error
