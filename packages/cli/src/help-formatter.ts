import { HelpFormatter } from 'argparse';

type FillText = (text: string, width: number, indent: string) => string;

const { _fill_text: fillText } = HelpFormatter.prototype as unknown as { readonly _fill_text: FillText };

/** Python's help, with paragraphs: those that begin with a blank are examples and stay as they are. */
export class ProgramHelpFormatter extends HelpFormatter {
  /** Called by argparse for descriptions and epilogs. */
  _fill_text(text: string, width: number, indent: string): string {
    const paragraphs = text.split('\n\n');
    return paragraphs
      .map((paragraph) => (paragraph.startsWith(' ') ? paragraph : fillText.call(this, paragraph, width, indent)))
      .join('\n\n');
  }
}
