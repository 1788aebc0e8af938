"""What the system may do with the memory of a process that holds a key."""

import sys

PR_SET_DUMPABLE = 4  # prctl(2)
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # mallopt(3)


def keep_off_disks() -> None:
    """Have the system write no core dump of this process."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def keep_from_others() -> None:
    """Have the system write no memory of this process to a disk, and let no other process of the user read it."""
    keep_off_disks()
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
