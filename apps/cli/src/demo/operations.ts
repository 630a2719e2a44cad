const REFUSED = '... on Refusal { code message }';

const REVISION = `__typename id articleId locale number title summary document references contentHash
  findings { key code severity quote waiver { id } }`;

/** What the walk asks of the management API, word for word as anyone may. */
export const OPERATIONS = {
  importArticle: `mutation ($input: ImportArticleInput!) { importArticle(input: $input) { __typename
    ... on ImportedArticle { created importRecord { id rights } article { id newestRevision { ${REVISION} } } } ${REFUSED} } }`,
  stateRights: `mutation ($input: StateRightsInput!) { stateRights(input: $input) { __typename
    ... on ImportRecord { id rights } ${REFUSED} } }`,
  saveRevision: `mutation ($input: SaveRevisionInput!) { saveRevision(input: $input) { __typename
    ... on Revision { ${REVISION} } ${REFUSED} } }`,
  waiveFinding: `mutation ($input: WaiveFindingInput!) { waiveFinding(input: $input) { __typename
    ... on Waiver { id reason } ${REFUSED} } }`,
  requestReview: `mutation ($input: RequestReviewInput!) { requestReview(input: $input) { __typename
    ... on ReviewCase { id contentHash } ${REFUSED} } }`,
  approveRevision: `mutation ($input: ApproveRevisionInput!) { approveRevision(input: $input) { __typename
    ... on Approval { id contentHash reviewDueAt credential } ${REFUSED} } }`,
  checklists: `query ($id: ID!) { revision(id: $id) { checklistSuggestions { checklist item answer evidence } } }`,
  questions: '{ checklists { name title openQuestions { id } items { id } } }',
  answerChecklist: `mutation ($input: AnswerChecklistInput!) { answerChecklist(input: $input) { __typename
    ... on ChecklistSheet { id name scores { part points outOf percent } } ${REFUSED} } }`,
  publish: `mutation ($input: PublishInput!) { publish(input: $input) { __typename
    ... on Publication { id slug locale pageUrl contentHash } ${REFUSED} } }`,
  withdraw: `mutation ($input: WithdrawPublicationInput!) { withdrawPublication(input: $input) { __typename
    ... on Publication { id state } ${REFUSED} } }`,
  composeIssue: `mutation ($input: ComposeIssueInput!) { composeIssue(input: $input) { __typename
    ... on Issue { id contentHash } ${REFUSED} } }`,
  approveIssue: `mutation ($input: ApproveIssueInput!) { approveIssue(input: $input) { __typename
    ... on Issue { id } ${REFUSED} } }`,
  freezeIssue: `mutation ($id: ID!) { freezeIssue(id: $id) { __typename
    ... on Issue { id recipients { frozen } } ${REFUSED} } }`,
  issue: `query ($id: ID!) { issue(id: $id) { __typename status statusSentence recipients { frozen handedOver } } }`,
} as const;

/** The public question for one article. */
export const DELIVERY_QUERY = `query ($site: String!, $locale: String!, $slug: String!) {
  article(site: $site, locale: $locale, slug: $slug) { __typename ... on Article { title text contentHash } } }`;
