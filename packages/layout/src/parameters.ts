/** Whether a text may become another when parameters are put into the layout: braces are literal only without any. */
export function mayBeParameter(text: string): boolean {
  return /[{}]/.test(text);
}

/** The text without what can be a parameter of verification, `{name}`, or stands for a brace beside one. */
export function withoutParameters(text: string): string {
  return text.replaceAll(/\{\{|\}\}|\{[A-Za-z0-9_-]+\}/g, '');
}
