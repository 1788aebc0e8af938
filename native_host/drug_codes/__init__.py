"""French drug codes: their keys and printed forms (`ucd`), and the table that names them (`table`)."""
