"""Addresses of the pages about people."""

from django.urls import path

from wiel_web.accounts import key_views, people_views, views

app_name = "accounts"
urlpatterns = [
    path("organisatie/wissel", views.switch, name="switch"),
    path("mijn-account", views.own, name="own"),
    path("beheer/mensen", people_views.people, name="people"),
    path("beheer/mensen/nodig-uit", people_views.invite, name="invite"),
    path("beheer/mensen/uitnodiging/<int:key>", people_views.invite_again, name="invite-again"),
    path("beheer/mensen/<int:key>", people_views.person, name="person"),
    path("beheer/mensen/vraag/<int:key>", people_views.decide, name="decide"),
    path("beheer/sleutels", key_views.keys, name="keys"),
    path("beheer/sleutels/maak", key_views.make, name="make-key"),
    path("beheer/sleutels/<int:key>/intrekken", key_views.withdraw, name="withdraw-key"),
    path("uitnodiging", people_views.accept, name="accept"),
    path("aanmelden-bij-organisatie", people_views.ask, name="ask"),
]
