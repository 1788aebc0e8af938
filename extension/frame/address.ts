/** The origin of a frame; an `about:` frame has its creator's, a sandboxed one none. */
export function frameOrigin(): string {
  return self.origin;
}

/** The address that sites and profiles are matched with. */
export function frameAddress(): string {
  return location.protocol === 'about:' ? `${self.origin}/` : location.href;
}

/**
 * Whether the frame may ask in its site's name. A sandboxed frame has another's words in it and no origin, a `data:` one
 * neither; a local file never has one.
 */
export function speaksForSite(): boolean {
  return self.origin !== 'null' || (location.protocol === 'file:' && self === top);
}
