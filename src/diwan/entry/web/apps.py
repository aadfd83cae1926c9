from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "diwan.entry.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from diwan.entry.web import accounts  # noqa: F401, PLC0415 - listens for sign-in and sign-out
