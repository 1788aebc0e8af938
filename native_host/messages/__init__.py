"""The message contract: framing, envelope, and the operations (a file each)."""
