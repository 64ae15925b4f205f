"""Addresses of the pages about sharing and the log."""

from django.urls import path

from wiel_web.tenancy import views

app_name = "tenancy"
urlpatterns = [
    path("delen/", views.sharing, name="sharing"),
    path("delen/geef", views.give, name="give"),
    path("delen/<int:key>/intrekken", views.take_back, name="take-back"),
    path("logboek/", views.log, name="log"),
]
