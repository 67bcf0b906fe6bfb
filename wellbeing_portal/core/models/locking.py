"""Holding a record still while what hangs on it is written."""

from __future__ import annotations

from django.db import models


def hold(record: models.Model) -> bool:
    """Lock the row of ``record`` till the transaction ends; whether it is still there.

    Only its key is read: a default manager that joins what a record may lack would ask for a
    lock on the nullable side of a join, which PostgreSQL refuses.
    """
    rows = type(record)._default_manager.select_for_update().order_by().filter(pk=record.pk)
    return bool(rows.values_list("pk", flat=True))
