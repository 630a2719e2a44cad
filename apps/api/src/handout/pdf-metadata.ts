/** Of pdfkit, what says something about a document: in a dictionary, and once more as XML (XMP, ISO 16684-1). */
export interface Described {
  info: Readonly<Record<string, unknown>>;
  _addInfo(): void;
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML 1.0 has no way to say. */
const UNSAYABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const asXml = (text: string): string => text.replace(UNSAYABLE, '').replace(/[&<>]/g, (sign) => NAMED[sign]!);

/**
 * Has the words about a document written as text into its XML. pdfkit writes them there as they are: a title with an
 * ampersand would be no XML, and one with tags would be more than a title.
 */
export function writeMetadataAsText(pdf: Described): void {
  const addInfo = pdf._addInfo;
  pdf._addInfo = () => {
    const { info } = pdf;
    const texts = Object.entries(info).map(([name, value]) => [name, typeof value === 'string' ? asXml(value) : value]);
    pdf.info = Object.fromEntries(texts);
    addInfo.call(pdf);
    pdf.info = info;
  };
}
