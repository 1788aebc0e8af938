import { parentInView } from './layer';

/**
 * Whether what stands on a layer can be seen as it was drawn, where the browser itself does not say. The layer is the
 * last child of its ground, at the highest z-index of the ground's own stacking context: what remains are effects on
 * the ground, its pseudo-elements, and what the browser shows above the document.
 */
export function liesPlain(host: Element, view: Window): boolean {
  const ground = host.parentElement;
  if (ground?.lastElementChild !== host) return false;
  if (!isUntouched(host, view) || !isUntouched(ground, view)) return false;
  if ([host, ground].some((element) => hasPseudo(element, view))) return false;
  if (hasOthersAbove(host) || isInTransition(host.ownerDocument)) return false;
  return isShownPlainly(view);
}

/** Filters that leave everything legible, as dark modes made afterwards use them. */
const RECOLOURING =
  /^((invert\((0|1)\)|(hue-rotate|sepia|grayscale|saturate)\([^()]*\)|(brightness|contrast)\((0\.[6-9]\d*|1(\.[0-4]\d*)?)\)) ?){1,3}$/;

/** Colours of which more shines through than is seen. */
const SHEER = /^(transparent|rgba\(.*, 0(\.[0-4]\d*)?\)|[a-z].* \/ 0(\.[0-4]\d*)?\))$/;

/** Whether the page shows the element faded, filtered, cut to a shape or in no colour, which hides it as well as a cover does. */
export function isFaded(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  if (view && SHEER.test(view.getComputedStyle(element).webkitTextFillColor)) return true;
  let opacity = 1;
  for (let node: Element | null = element; node && view; node = parentInView(node)) {
    const style = view.getComputedStyle(node);
    opacity *= Number(style.opacity);
    if (opacity < 0.5 || isRestless(node) || ![style.clipPath, style.maskImage].every(isNone)) return true;
    if (!isNone(style.filter) && !RECOLOURING.test(style.filter)) return true;
  }
  return false;
}

function isUntouched(element: Element, view: Window): boolean {
  const style = view.getComputedStyle(element);
  return (
    !isRestless(element) &&
    Number(style.opacity) > 0.9 &&
    style.visibility === 'visible' &&
    [style.filter, style.clipPath, style.maskImage, style.rotate, style.scale, style.perspective].every(isNone) &&
    style.mixBlendMode === 'normal' &&
    /^(none|matrix\(1, 0, 0, 1, .*\))$/.test(style.transform)
  );
}

const LOOKS = [
  'opacity',
  'visibility',
  'filter',
  'clipPath',
  'maskImage',
  'mixBlendMode',
  'transform',
  'scale',
  'rotate',
];

/** Whether an animation is changing its looks: as they are now says nothing of a moment ago. */
function isRestless(element: Element): boolean {
  return element.getAnimations().some(({ playState, effect }) => {
    if (playState !== 'running' || !(effect instanceof KeyframeEffect)) return false;
    return effect.getKeyframes().some((frame) => LOOKS.some((look) => look in frame));
  });
}

function isNone(value: string): boolean {
  return value === 'none' || value === '' || value === '1';
}

/** Whether something of no element is drawn over or around this one. */
function hasPseudo(element: Element, view: Window): boolean {
  return ['::before', '::after'].some((pseudo) => {
    const { content, position } = view.getComputedStyle(element, pseudo);
    return !['none', 'normal', ''].includes(content) && position !== 'static';
  });
}

/** Open popovers, modal dialogs and what fills the screen may let clicks through to what they cover. */
function hasOthersAbove(host: Element): boolean {
  const above = host.ownerDocument.querySelectorAll(':popover-open, dialog:modal, :fullscreen');
  return [...above].some((element) => !element.contains(host));
}

function isInTransition(document: Document): boolean {
  return document.documentElement
    .getAnimations({ subtree: true })
    .some(({ effect }) => effect instanceof KeyframeEffect && effect.pseudoElement?.startsWith('::view-transition'));
}

/** In a frame, the pages around must leave it alone too; a stranger's can't be looked at. */
function isShownPlainly(view: Window): boolean {
  if (view === view.top) return true;
  const frame = view.frameElement;
  const around = frame?.ownerDocument.defaultView;
  if (!frame || !around) return false;
  for (let node: Element | null = frame; node; node = node.parentElement) if (!isUntouched(node, around)) return false;
  return !hasOthersAbove(frame) && !isCovered(frame, around) && isShownPlainly(around);
}

/** Whether anything may lie over the frame, be it transparent to clicks. */
function isCovered(frame: Element, view: Window): boolean {
  const { left, right, top, bottom } = frame.getBoundingClientRect();
  return [...frame.ownerDocument.querySelectorAll('*')].some((element) => {
    if (element.contains(frame)) return false;
    if (view.getComputedStyle(element).position === 'static') return false;
    const box = element.getBoundingClientRect();
    return box.left < right && left < box.right && box.top < bottom && top < box.bottom;
  });
}
