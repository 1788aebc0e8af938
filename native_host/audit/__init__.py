"""The audit trail: who asked Posos for what, when, from which page and with which outcome. One row per attempt.

A trail that cannot be written does not stop the clinician: the attempt goes on, and `AuditTrail.problems` says loudly,
in `status`, in `doctor` and in the log, that its row is missing and why.
"""

from native_host.audit.trail import Attempt, AuditTrail

__all__ = ["Attempt", "AuditTrail"]
