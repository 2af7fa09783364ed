from django.urls import path

from . import views

app_name = "hospitals"

urlpatterns = [
    path("trusts/", views.trust_list, name="trusts"),
    path("trusts/<slug:slug>/", views.trust, name="trust"),
    path("strikes/", views.strike_list, name="strikes"),
    path("strikes/<slug:slug>/", views.strike, name="strike"),
    path("figures/", views.figure_list, name="figures"),
    path("figures/<int:pk>/", views.figure, name="figure"),
]
