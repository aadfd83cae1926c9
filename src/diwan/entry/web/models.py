"""Accounts: how a person signs in. Who that person is, and what may be read, is the centre's business."""

from __future__ import annotations  # Django's fields take type parameters only for the type checker

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Accounts(BaseUserManager):  # type: ignore[type-arg]  # the same
    """Accounts are made by `accounts.prepare`, from the officers in office."""


class Account(AbstractBaseUser):
    """Bound to exactly one officer. There is no staff and no superuser: there is nothing to administer here."""

    username: models.CharField[Any, str] = models.CharField(max_length=150, unique=True)
    officer: models.UUIDField[Any, uuid.UUID] = models.UUIDField(unique=True)
    member: models.SlugField[Any, str] = models.SlugField()  # for display; the gate asks the token
    is_active: models.BooleanField[Any, bool] = models.BooleanField(default=True)
    language: models.CharField[Any, str] = models.CharField(max_length=2, blank=True)
    calendar: models.CharField[Any, str] = models.CharField(max_length=9, blank=True)
    numerals: models.CharField[Any, str] = models.CharField(max_length=6, blank=True)
    # The situation was last looked at: "new since".
    last_look: models.DateTimeField[Any, dt.datetime | None] = models.DateTimeField(null=True)
    # Of the sample centre: offered without a password, never in a real centre.
    is_demonstration: models.BooleanField[Any, bool] = models.BooleanField(default=False)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username
