/** The origin of a frame; an `about:` frame has its creator's, a sandboxed one none. */
export function frameOrigin(): string {
  return self.origin;
}

/** The address that sites and profiles are matched with. */
export function frameAddress(): string {
  return location.protocol === 'about:' ? `${self.origin}/` : location.href;
}
