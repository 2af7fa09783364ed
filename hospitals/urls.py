from django.urls import path

from . import views

app_name = "hospitals"

urlpatterns = [
    path("trusts/", views.trust_list, name="trusts"),
    path("trusts/<slug:slug>/", views.trust, name="trust"),
    path("hospitals/", views.hospital_list, name="hospitals"),
    path("hospitals/<slug:slug>/", views.hospital, name="hospital"),
    path("strikes/", views.strike_list, name="strikes"),
    path("strikes/<slug:slug>/", views.strike, name="strike"),
    path("disputes/<slug:slug>/", views.dispute, name="dispute"),
    path("figures/", views.figure_list, name="figures"),
    path("figures/<number:pk>/", views.figure, name="figure"),
    path("figures/corrected/", views.corrected_figures, name="corrected"),
    path("updates/", views.update_list, name="updates"),
    path("sources/<slug:slug>/", views.source, name="source"),
]
