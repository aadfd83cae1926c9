"""Addresses of pages as somebody outside would type them."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def absolute_link(request: HttpRequest, page: str, *arguments: str) -> str:
    """Behind a proxy that ends TLS the request came here in the clear; who follows the link comes by the proxy."""
    link = request.build_absolute_uri(reverse(page, args=arguments))
    return link.replace("http://", "https://", 1) if settings.SESSION_COOKIE_SECURE else link
