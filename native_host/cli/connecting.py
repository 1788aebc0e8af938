"""What `open`, `key`, `setup` and `doctor` have in common: a client of partner-connect by the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from native_host.posos import PartnerConnect, Route

if TYPE_CHECKING:
    from native_host.settings import Settings


def route(settings: Settings) -> Route:
    """Return the configured way to the world outside."""
    return Route(settings.network.proxy, settings.network.ca_bundle, settings.network.connect_timeout)


def partner_connect(settings: Settings) -> PartnerConnect:
    """Return a client for the environment in use."""
    return PartnerConnect(
        base_url=settings.base_url,
        client_id=settings.client_id,
        key=settings.key,
        allowed_hosts=settings.allowed_hosts,
        environment=settings.environment,
        guides=settings.guides,
        route=route(settings),
        deadline=settings.network.deadline,
        authorization=settings.authorization,
    )
