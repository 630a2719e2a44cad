declare module 'mailauth/lib/dkim/verify.js' {
  /** Verifies every DKIM signature of a message. */
  export function dkimVerify(
    message: Buffer,
    options: { readonly resolver: (name: string, type: string) => Promise<string[][]> },
  ): Promise<{
    readonly results: readonly { readonly status: { readonly result: string }; readonly signingDomain: string }[];
  }>;
}
