/** Finds drug codes in pages. Everything outside this folder imports from here. */
export type { Change, CodeKind, CodeSource, Finding } from './finding';
export type { SiteProfile } from './profile';
export { pauses } from './breathe';
export { captionOf } from './group';
export { fromFhir, type CodedDrug } from './fhir';
export { isUcd13 } from './keys';
export { holdsOthers } from './label';
export { scan, type ScanOptions } from './scan';
export { fromSelection, fromText, type TextCode } from './selection';
export { watch, type Watcher, type WatchOptions } from './watch';
