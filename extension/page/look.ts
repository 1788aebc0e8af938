import css from './look.css?inline';

/** Constructed sheets, so that no content security policy of a page has a say. */
export function dress(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}

/** The arch of the icon. */
export function arch(document: Document): SVGSVGElement {
  const svg = draw(document, 'svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' });
  svg.append(
    draw(document, 'path', { class: 'arch', d: 'M3.5 11V8.5A4.5 4.5 0 0 1 8 4' }),
    draw(document, 'path', { class: 'arch amber', d: 'M8 4a4.5 4.5 0 0 1 4.5 4.5V11' }),
  );
  return svg;
}

function draw<Name extends 'svg' | 'path'>(
  document: Document,
  name: Name,
  attributes: Readonly<Record<string, string>>,
) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
