declare module 'mjml' {
  interface MjmlOptions {
    readonly validationLevel?: 'strict' | 'soft' | 'skip';
    readonly keepComments?: boolean;
    readonly ignoreIncludes?: boolean;
    readonly fonts?: Readonly<Record<string, string>>;
  }
  /** Renders a template. Asynchronous since version 5. @throws on a fault of the template, at validation level strict */
  export default function mjml2html(mjml: string, options?: MjmlOptions): Promise<{ html: string }>;
}
