"""Addresses of the pages about sharing and the log."""

from django.urls import path

from wiel_web.tenancy import log_views, views

app_name = "tenancy"
urlpatterns = [
    path("delen/", views.sharing, name="sharing"),
    path("delen/geef", views.give, name="give"),
    path("delen/<int:key>/intrekken", views.take_back, name="take-back"),
    path("logboek/", log_views.log, name="log"),
    path("logboek/bewaar", log_views.save_log, name="save-log"),
    path("organisaties/", views.organisations, name="organisations"),
    path("organisaties/<int:key>/aannemen", views.approve, name="approve"),
]
