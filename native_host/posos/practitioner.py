"""Who signs in to Posos."""

from typing import NamedTuple


class Practitioner(NamedTuple):
    """A practitioner: the 11 digits of the RPPS number, or an identifier within the institution, and the names."""

    rpps: str
    first_name: str
    last_name: str
