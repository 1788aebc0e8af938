"""The client of partner-connect for a configuration, in a process that is about to hold a key."""

import sys

from native_host.network import Route
from native_host.posos.partner_connect import PartnerConnect
from native_host.settings import Settings

PR_SET_DUMPABLE = 4  # prctl(2)
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # mallopt(3)


def open_client(settings: Settings) -> PartnerConnect:
    """Open the client of the configured environment."""
    keep_out_of_core_dumps()
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


def keep_out_of_core_dumps() -> None:
    """Have the system write no memory of this process to a disk, and let no other process of the user read it."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def share_one_heap() -> None:
    """Have threads share one heap and give back what is large: glibc would keep the most that each ever held."""
    if sys.platform == "linux":
        import ctypes

        if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
            mallopt(M_ARENA_MAX, 1)
            mallopt(M_MMAP_THRESHOLD, 64 * 1024)
