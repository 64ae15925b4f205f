"""Addresses of the pages about landscapes."""

from django.urls import path

from wiel_web.landscapes import views

app_name = "landscapes"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("aanleveren", views.bring, name="bring"),
    path("aanlevering/<int:key>", views.delivery, name="delivery"),
    path("aanlevering/<int:key>/overnemen", views.take, name="take"),
    path("aanlevering/<int:key>/ongedaan", views.undo, name="undo"),
    path("aanlevering/<int:key>/laten", views.drop, name="drop"),
    path("aanlevering/<int:key>/keuze", views.choose, name="choose"),
]
