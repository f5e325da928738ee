export { renderJson } from './render-json.ts';
export { renderText, type RenderTextOptions } from './render-text.ts';
