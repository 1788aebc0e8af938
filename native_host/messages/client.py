"""The client of partner-connect for a configuration, in a process that is about to hold a key."""

from native_host.network import Route
from native_host.posos.partner_connect import PartnerConnect
from native_host.process_memory import keep_from_others, share_one_heap
from native_host.settings import Settings


def open_client(settings: Settings) -> PartnerConnect:
    """Open the client of the configured environment."""
    keep_from_others()
    share_one_heap()
    network = settings.network
    return PartnerConnect(
        base_url=settings.base_url,
        client_id=settings.client_id,
        key=settings.key,
        allowed_hosts=settings.allowed_hosts,
        environment=settings.environment,
        guides=settings.guides,
        route=Route(network.proxy, network.ca_bundle, network.connect_timeout),
        deadline=network.deadline,
        authorization=settings.authorization,
    )
