/** An article in a locale, whose review a task is about. */
interface Place {
  readonly articleId: string;
  readonly locale: string;
}

/** The key of the task that says that a review is due soon. */
export function dueTaskKey({ articleId, locale }: Place): string {
  return `review-due.${articleId}.${locale}`;
}

/** The key of the task that says that a review is overdue. */
export function overdueTaskKey({ articleId, locale }: Place): string {
  return `review-overdue.${articleId}.${locale}`;
}

/** What the keys of the tasks about a risk class that an article was raised to begin with; the publication's id follows. */
export function raisedRiskKeys(riskClass: string): string {
  return `risk-raised.${riskClass}.`;
}

/** What the keys of the tasks about one revoked licence begin with; the publication's id follows. */
export function revokedLicenceKeys(credentialId: string): string {
  return `credential-revoked.${credentialId}.`;
}
