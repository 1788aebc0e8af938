export { mountButtons, type Buttons, type ButtonSettings, type Position } from './buttons';
export type { Drugs } from './marks';
export type { Notice } from './notice';
export type { Deeds, PageOrder } from './order';
export { listenToPage, type FoundUcds } from './requests';
export { openStage, type PageText, type Stage } from './stage';
