"""What a test asks of the audit trail."""

from app.core.audit import Act, AuditEntry
from app.services.suite import Services


def entries(services: Services, limit: int = 50) -> list[AuditEntry]:
    """Return the latest entries, the oldest of them first."""
    return list(reversed(services.inventory.audit.latest(limit)))


def acts(services: Services, limit: int = 50) -> list[Act]:
    """Return what the latest entries say was done."""
    return [entry.act for entry in entries(services, limit)]
