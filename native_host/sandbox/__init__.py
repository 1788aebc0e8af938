"""The outside world on loopback: token endpoint, identity-aware proxy, partner-connect, and demo EHR pages.

It is stricter than the real one, can be told to fail (`POST /_faults`) and tells what came in (`GET /_calls`).
`docs/sandbox.md` is its reference. Its dependencies come with the extra `sandbox`.
"""
